"""Raises a small house in a process of its own, as a person would."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import ClassVar

import pytest

from app.up.processes import living_in, remembered

ROOT = Path(__file__).resolve().parents[3]

# A house with one door and one worker stands for all five: how they are raised does not depend on what they do.
DOOR = """
import http.server, os
class Well(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(b"well")
    def log_message(self, *_): pass
http.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Well).serve_forever()
"""
WORKER = """
import os, pathlib, time
while True:
    pathlib.Path(os.environ["HAVRE_RUN_DIR"], "screener.alive").touch(); time.sleep(0.2)
"""
DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)"
LAST_LOOK = """
import os, pathlib, signal, socket, sys, time, urllib.parse
def look(*_):
    time.sleep(0.5)
    socket.create_connection(("127.0.0.1", urllib.parse.urlsplit(os.environ["HAVRE_REDIS_URL"]).port)).close()
    pathlib.Path(os.environ["HAVRE_RUN_DIR"], "last").write_text("redis was there")
    sys.exit()
signal.signal(signal.SIGTERM, look)
"""
NONE = {"DATABASE_URL": "", "VAULT_DATABASE_URL": "", "REDIS_URL": ""}
RAISE = """
import asyncio, sys
from pathlib import Path
from app.up.refusal import CannotStart
from app.up.run import Plan, up
data, procfile, port = sys.argv[1:]
try:
    asyncio.run(up(Plan(data=Path(data), procfile=Path(procfile), port_base=int(port))))
except CannotStart as refused:
    sys.exit(f"havre: {refused}")
"""


class Running:
    """One `havre up` in a process of its own."""

    started: ClassVar[list[subprocess.Popen[bytes]]]

    def __init__(self, data: Path, port: int, *, worker: str = WORKER, own: Mapping[str, str] = NONE) -> None:
        (data / "door.py").write_text(DOOR)
        (data / "worker.py").write_text(worker)
        (data / "Procfile").write_text(f"board: python '{data}/door.py'\nscreener: python '{data}/worker.py'\n")
        self.data, self.port = data, port
        self.said = data / f"said-{time.monotonic_ns()}"
        with self.said.open("wb") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-c", RAISE, str(data), str(data / "Procfile"), str(port)],
                env={**os.environ, "PYTHONPATH": str(ROOT), **NONE, **own},
                stdout=said,
                stderr=said,
            )
        self.started.append(self.process)

    def words(self) -> str:
        return self.said.read_text()

    def is_up(self) -> bool:
        if self.process.poll() is not None:
            pytest.fail(f"up ended with {self.process.returncode}: {self.words()}")
        return "Everything runs" in self.words()

    def pids(self) -> dict[str, int]:
        found = {name: remembered(self.data / "run" / f"{name}.pid") for name in ("board", "screener")}
        found["redis"] = remembered(self.data / "redis" / "pid")
        found["postgres"] = remembered(self.data / "postgres" / "pid")
        return {name: pid for name, pid in found.items() if pid is not None}

    def left(self) -> list[int]:
        return [
            *self.pids().values(),
            *living_in(self.data / "postgres" / "pgdata", "postgres"),
            *living_in(self.data / "redis" / "work", "redis-server"),
        ]


def until(is_so: Callable[[], object], within: float = 40.0) -> None:
    last = time.monotonic() + within
    while not is_so():
        assert time.monotonic() < last, "waited in vain"
        time.sleep(0.05)
