"""A heartbeat that others can see: one file a process, touched every few seconds."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

SECONDS = 2.0


async def beat(folder: Path, process: str) -> None:
    """Touches `<folder>/<process>.alive` until cancelled."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{process}.alive"
    while True:
        file.touch()
        await asyncio.sleep(SECONDS)


def is_alive(folder: Path, process: str, *, since: float = 0.0) -> bool:
    """True when the process touched its file in the last three beats, and after `since` (Unix time)."""
    try:
        touched = (folder / f"{process}.alive").stat().st_mtime
    except OSError:
        return False
    return touched >= since and time.time() - touched < 3 * SECONDS
