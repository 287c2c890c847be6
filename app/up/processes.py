"""Starting, recognising and ending processes so that none is left behind."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

PR_SET_PDEATHSIG = 1
PROC = Path("/proc")
# Prints the processes that work where the shell does.
LOOK = 'for p in /proc/[0-9]*; do [ "$p/cwd" -ef . ] && echo "${p#/proc/}"; done'


def dies_with_us(last_words: signal.Signals) -> Callable[[], None]:
    """What a new child runs before its program: the system sends it this signal when we are gone, kill -9 included.

    Call it and start the child on the main thread: the system watches the thread, not the process.
    """
    parent = os.getpid()
    prctl = ctypes.CDLL(None, use_errno=True).prctl if sys.platform == "linux" else None

    def promise() -> None:
        if prctl is None:
            return
        prctl(PR_SET_PDEATHSIG, int(last_words), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return promise


def born_at(pid: int) -> str | None:
    """When the process started, in ticks since boot; None without it. Tells it from the pid's next owner."""
    try:
        after_name = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except (OSError, IndexError):
        return None
    # A zombie keeps its pid until its parent looks, and holds nothing that could block us.
    return None if after_name[0] == "Z" else after_name[19]


def living_in(folder: Path, program: str) -> list[int]:
    """The processes of this program whose working folder is this one. Empty where the system has no /proc."""
    if not PROC.is_dir() or not folder.exists():
        return []
    owner = folder.stat()
    # Even root may not look into another account's processes in most containers; the account itself may.
    is_root = os.geteuid() == 0
    looked = subprocess.run(  # noqa: S603 - a fixed command
        ["/bin/sh", "-c", LOOK],
        cwd=folder,
        user=owner.st_uid if is_root else None,
        group=owner.st_gid if is_root else None,
        extra_groups=[] if is_root else None,
        capture_output=True,
        check=False,
    )
    return [int(pid) for pid in looked.stdout.split() if _name_of(int(pid)) == program]


def end(pids: Iterable[int], *, steps: Iterable[tuple[signal.Signals, float]]) -> None:
    """Sends each step's signal and waits its seconds, until none of the processes lives."""
    left = {pid: born for pid in pids if (born := born_at(pid)) is not None}
    for step, patience in steps:
        for pid in list(left):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, step)
        until = time.monotonic() + patience
        while left and time.monotonic() < until:
            left = {pid: born for pid, born in left.items() if born_at(pid) == born}
            time.sleep(0.01)
        if not left:
            return


def remember(note: Path, pid: int) -> None:
    """Writes down a child, so that a later start can recognise it with certainty."""
    note.write_text(f"{pid} {born_at(pid)}\n")


def remembered(note: Path) -> int | None:
    """The process in the note if it still lives and is the very same; None otherwise."""
    try:
        pid, born = note.read_text().split()
    except (OSError, ValueError):
        return None
    return int(pid) if born_at(int(pid)) == born else None


def _name_of(pid: int) -> str:
    try:
        return (PROC / str(pid) / "comm").read_text().strip()
    except OSError:
        return ""
