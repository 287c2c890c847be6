"""Whether the processes are well: doors answer, workers leave a sign of life."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from pathlib import Path

from app.kernel.alive import is_alive
from app.up.refusal import CannotStart
from app.up.supervisor import Supervisor

# The processes people reach, and how far from the first port each one listens.
DOORS = {"board": 0, "desk": 1, "vault": 2}
READY_WITHIN = 90.0
TOO_MANY_STARTS = 4


async def until_well(names: Iterable[str], supervisor: Supervisor, *, port_base: int, run: Path) -> None:
    """Every process is well. Refused when one dies again and again, or takes too long."""
    waiting = list(names)
    began = time.time()
    until = time.monotonic() + READY_WITHIN
    while waiting:
        supervisor.check()
        for name in list(waiting):
            if await is_well(name, port_base=port_base, run=run, since=began):
                waiting.remove(name)
            elif supervisor.starts.get(name, 0) > TOO_MANY_STARTS or time.monotonic() > until:
                raise CannotStart(f"The process {name} does not get ready; its own lines above say why.")
        await asyncio.sleep(0.05)


async def is_well(name: str, *, port_base: int, run: Path, since: float = 0.0) -> bool:
    """A door answers its health page; a worker wrote its sign of life lately, and not before `since`."""
    if name in DOORS:
        return await _answers(port_base + DOORS[name])
    return is_alive(run, name, since=since)


async def _answers(port: int) -> bool:
    request = b"GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    try:
        async with asyncio.timeout(3):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                writer.write(request)
                return b" 200 " in await reader.readline()
            finally:
                writer.close()
    except (OSError, TimeoutError):
        return False
