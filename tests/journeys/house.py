"""The whole house in processes of its own, as people meet it: three doors, a screener, a mailbox."""

from __future__ import annotations

import asyncio
import email
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from email import policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TypeVar

import httpx

from app.kernel import alive
from app.up.ports import free_port
from moderation.vault import cli
from tests.conftest import World
from tests.journeys.people import SENIORS

ROOT = Path(__file__).resolve().parents[2]
MODULES = {
    "board": "app.main",
    "desk": "moderation.desk.main",
    "vault": "moderation.vault.main",
    "screener": "moderation.worker",
    "courier": "app.courier",
}
DOORS = ("board", "desk", "vault")
T = TypeVar("T")
PATIENCE = 40.0  # seconds; a loaded machine may be slow, a broken one is not waited for any longer


@dataclass(slots=True)
class House:
    """Everything that runs, and where it answers."""

    world: World
    folder: Path
    weather: str
    group_key: str = ""
    ports: dict[str, int] = field(default_factory=lambda: {door: free_port() for door in DOORS})
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def door(self, name: str) -> str:
        """The public address of a door."""
        return f"http://localhost:{self.ports[name]}"

    def env(self, process: str) -> dict[str, str]:
        """The settings of one process."""
        own = {"HAVRE_RUN_DIR": str(self.folder / "run")}
        if process in self.ports:
            own |= {"HAVRE_URL": self.door(process), "PORT": str(self.ports[process]), "HAVRE_PROXIES": "127.0.0.1"}
        if process == "board":
            own |= {f"HAVRE_LEAVE_URL_{lang.upper()}": f"{self.weather}/{lang}" for lang in ("en", "fr")}
            own["HAVRE_GROUP_PUBLIC_KEY"] = self.group_key
        if process == "desk":
            own["HAVRE_UNDO_SECONDS"] = "0"  # a journey does not wait for what nobody takes back
        if process == "courier":
            own["HAVRE_MAIL_FOLDER"] = str(self.folder / "mailbox")
        return self.world.env(process) | own

    async def hold_ceremony(self) -> None:
        """The seniors exist, and the board is about to be told their public key."""
        done = await cli.init(self.env("vault"), SENIORS, lambda _: None)
        self.group_key = done.group_public_key

    async def start(self) -> None:
        """Every process runs, and every door answers."""
        for process in MODULES:
            self._spawn(process)
        async with httpx.AsyncClient() as client:
            for door in DOORS:
                await until(lambda door=door: _answers(client, self.door(door)))  # type: ignore[misc]
        await until(lambda: _is_true(alive.is_alive(self.folder / "run", "screener")))

    def _spawn(self, process: str) -> None:
        env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **self.env(process)}
        command = [sys.executable, "-m", MODULES[process]]
        with (self.folder / f"{process}.log").open("ab") as said:
            self.running[process] = subprocess.Popen(command, cwd=ROOT, env=env, stdout=said, stderr=said)

    def stop(self) -> None:
        """Every process has ended."""
        for process in self.running.values():
            process.send_signal(signal.SIGTERM)
        for process in self.running.values():
            process.wait(timeout=20)

    def defects(self) -> set[str]:
        """Where a process met something that nobody had foreseen."""
        lines = (line for file in self.folder.glob("*.log") for line in file.read_text("utf-8").splitlines())
        found = (json.loads(line) for line in lines if line.startswith("{") and '"event": "defect"' in line)
        return {f"{one['error']} at {one['at']}" for one in found}

    async def link_for(self, address: str, *, about: str) -> str:
        """The link of the newest mail to an address, once it came."""

        async def found() -> str:
            return next((link for link in self._links(address) if f"/{about}/" in link), "")

        return await until(found)

    def _links(self, address: str) -> Iterator[str]:
        folder = self.folder / "mailbox"
        for file in sorted(folder.glob("*.eml"), key=lambda one: one.stat().st_mtime_ns, reverse=True):
            mail = email.message_from_bytes(file.read_bytes(), policy=policy.default)
            if address.casefold() in str(mail["To"]).casefold():
                body = mail.get_body()
                assert body is not None
                yield from (word for word in str(body.get_content()).split() if word.startswith("http"))


async def until(look: Callable[[], Awaitable[T]]) -> T:
    """What a look finds, as soon as it finds anything. Raises TimeoutError when it never does."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := await look():
            return found
        await asyncio.sleep(0.05)
    raise TimeoutError(f"nothing within {PATIENCE:.0f} seconds")


async def _is_true(holds: bool) -> bool:
    return holds


async def _answers(client: httpx.AsyncClient, door: str) -> bool:
    try:
        return (await client.get(f"{door}/health")).status_code == 200
    except httpx.TransportError:
        return False


@asynccontextmanager
async def raised(world: World, folder: Path) -> AsyncIterator[House]:
    """The house, until the block ends."""
    with _weather() as weather:
        house = House(world=world, folder=folder, weather=weather)
        await house.hold_ceremony()
        try:
            await house.start()
            yield house
        finally:
            house.stop()


class _Weather(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = b"<!DOCTYPE html><html lang=en><title>Weather</title><h1>Sunny</h1>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Says nothing."""


@contextmanager
def _weather() -> Iterator[str]:
    """The neutral page that Leave site goes to, so that no test leaves this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Weather)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
