"""A house raised for measuring: fresh servers in a folder that is removed, processes as in production."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from app.bench.client import Connection
from app.kernel import provision, roles
from app.kernel.sealing import new_key_pair
from app.up.ports import free_port
from app.up.postgres import EmbeddedPostgres
from app.up.redis import EmbeddedRedis

ROOT = Path(__file__).resolve().parents[2]
MODULES = {
    "board": "app.main",
    "desk": "moderation.desk.main",
    "vault": "moderation.vault.main",
    "screener": "moderation.worker",
    "courier": "app.courier",
    "floor": "app.bench.floor",
}


@dataclass(slots=True)
class Stand:
    """The raised house."""

    data: Path
    house: provision.House
    ports: dict[str, int] = field(default_factory=dict)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def board_url(self) -> str:
        """The administrator's address of the board's database."""
        return roles.with_database(self.house.board_url, self.house.board_name)

    def login(self, role: str) -> str:
        """The address of a login role."""
        return roles.with_login(self.board_url, role, provision.read_secrets(self.data)[role])

    async def start(self, process: str, *, core: int | None = None, more: Mapping[str, str] | None = None) -> None:
        """Starts one process, on one core if told so, and waits until its door answers."""
        file = self.data / "env" / f"{process}.env"
        env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **(more or {})}
        if file.exists():
            env |= provision.read_env(file)
        if process in self.ports:
            env["PORT"] = str(self.ports[process])
        command = [sys.executable, "-m", MODULES[process]]
        if core is not None:
            command = ["taskset", "-c", str(core), *command]
        self.running[process] = subprocess.Popen(command, cwd=ROOT, env=env)  # noqa: S603 - our own command
        if process in self.ports:
            await _until_answers(self.ports[process])

    def stop(self, *names: str) -> None:
        """Ends processes; all of them without names."""
        for name in names or tuple(self.running):
            self.running[name].terminate()
        for name in names or tuple(self.running):
            self.running.pop(name).wait(timeout=15)

    def memory(self, names: Iterable[str]) -> float:
        """Resident memory of some processes together, in MB."""
        return sum(_resident(self.running[name].pid) for name in names)


@asynccontextmanager
async def raised() -> AsyncIterator[Stand]:
    """Servers, databases and settings; no process yet."""
    data = Path(tempfile.mkdtemp(prefix="havre-bench-"))
    postgres, redis = EmbeddedPostgres(data), EmbeddedRedis(data)
    try:
        ports = {name: free_port() for name in ("board", "desk", "vault", "floor")}
        house = provision.House(
            board_url=str(postgres.start()),
            vault_url=postgres.address(),
            redis_url=str(redis.start()),
            data=data,
            doors={name: f"http://localhost:{ports[name]}" for name in ("board", "desk", "vault")},
        )
        await provision.prepare(house)
        provision.set_secret(data, "group_public_key", new_key_pair()[1])
        await provision.prepare(house)
        stand = Stand(data=data, house=house, ports=ports)
        try:
            yield stand
        finally:
            stand.stop()
    finally:
        redis.stop()
        postgres.stop()
        shutil.rmtree(data, ignore_errors=True)


def _resident(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


async def _until_answers(port: int, within: float = 30.0) -> None:
    until = time.monotonic() + within
    while time.monotonic() < until:
        try:
            connection = await Connection.open(port)
        except OSError:
            await asyncio.sleep(0.05)
            continue
        connection.close()
        return
    raise TimeoutError(f"nothing answers on port {port}")
