"""The hook: an address fixed in the settings that hears of an alarm, in counts, and follows nowhere else."""

from __future__ import annotations

import asyncio
import json
import ssl
from dataclasses import asdict, dataclass
from functools import partial
from urllib.parse import urlsplit

from app.courier.model import Undeliverable
from app.courier.trying import attempt
from app.kernel import jobs, sql
from app.kernel.db import Database, build
from app.kernel.jobs import Job

Q = sql.beside(__file__, "hook")

AT_ONCE = 4
PATIENCE = 5.0
LONGEST_HEAD = 8_192  # bytes of the answer's first lines; what follows is not read


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Everything that leaves the house: no case, no member, no text, no name of the place."""

    event: str
    community: str
    waiting: int
    oldest_minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """Where calls go."""

    db: Database
    url: str


async def call_due(hook: Hook) -> int:
    """Tries the calls that are due; returns how many it took. Raises Unavailable without a database."""
    taken = await jobs.take(hook.db, ["hook"], most=AT_ONCE)
    await asyncio.gather(*(attempt(hook.db, job, partial(_call, hook, job), patience=PATIENCE) for job in taken))
    return len(taken)


async def _call(hook: Hook, job: Job) -> None:
    async with hook.db.reading() as tx:
        row = await tx.maybe(Q.find_call, job.subject)
    if row is not None and hook.url:  # without an address a call is over as soon as it is made
        check(await send(hook.url, json.dumps(asdict(build(Call, row))).encode()))
    async with hook.db.writing() as tx:
        await jobs.finish(tx, job)


def check(status: int) -> None:
    """Two hundred and something is taken. Raises Undeliverable for what will never be, OSError for later."""
    if 200 <= status < 300:
        return
    # A redirect would lead an alarm somewhere that no operator has fixed: it is refused like a wrong address.
    if 300 <= status < 500 and status not in (408, 425, 429):
        raise Undeliverable()
    raise OSError(f"the hook answered {status}")


async def send(url: str, body: bytes) -> int:
    """Posts once, and returns the status of the answer. Raises OSError when nobody answers in HTTP."""
    parts = urlsplit(url)
    is_tls = parts.scheme == "https"
    port = parts.port or (443 if is_tls else 80)
    context = ssl.create_default_context() if is_tls else None
    reader, writer = await asyncio.open_connection(parts.hostname, port, ssl=context, limit=LONGEST_HEAD)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        head = [
            f"POST {path} HTTP/1.1",
            f"Host: {parts.netloc}",
            "Content-Type: application/json",
            f"Content-Length: {len(body)}",
            "Connection: close",
        ]
        writer.write("\r\n".join([*head, "", ""]).encode("ascii") + body)
        await writer.drain()
        return _status(await reader.readline())
    finally:
        writer.close()


def _status(line: bytes) -> int:
    protocol, _, rest = line.decode("latin-1").partition(" ")
    code = rest[:3]
    if not protocol.startswith("HTTP/1.") or not (len(code) == 3 and code.isdigit()):
        raise OSError("this is no answer in HTTP")
    return int(code)
