"""A whole house in processes of its own, whose every part can be killed and started again."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from app.bench.stand import MODULES, ROOT
from app.kernel import provision, roles
from app.kernel.db import administering
from app.kernel.sealing import new_key_pair
from app.up.embedded import Embedded
from app.up.ports import free_port
from app.up.postgres import EmbeddedPostgres
from app.up.processes import living_in
from app.up.redis import EmbeddedRedis
from tests.durability.waiting import until

DOORS = ("board", "desk", "vault")


@dataclass(slots=True)
class House:
    """Servers, databases, settings; processes by the name under which they were started."""

    data: Path
    plan: provision.House
    ports: dict[str, int]
    servers: dict[str, Embedded]
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    kills: Counter[str] = field(default_factory=Counter)

    @property
    def mailbox(self) -> Path:
        """Where the courier leaves mails."""
        return self.data / "mailbox"

    @property
    def secrets(self) -> dict[str, str]:
        """Every secret of this house."""
        return provision.read_secrets(self.data)

    @property
    def admin_url(self) -> str:
        """The administrator's address of the board's database."""
        return roles.with_database(self.plan.board_url, self.plan.board_name)

    def url(self, process: str) -> str:
        """The public address of a door."""
        return self.plan.doors[process]

    async def fetch(self, statement: str, *args: object) -> list[dict[str, object]]:
        """Looks at the truth as the administrator."""
        async with administering(self.admin_url) as connection:
            return [dict(row) for row in await connection.fetch(statement, *args)]

    async def execute(self, statement: str, *args: object) -> None:
        """Changes the truth as the administrator."""
        async with administering(self.admin_url) as connection:
            await connection.execute(statement, *args)

    def spawn(self, name: str, process: str = "", **more: str) -> None:
        """Starts a process; all it says goes to `logs/<name>.log`."""
        process = process or name
        env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
        env |= provision.read_env(self.data / "env" / f"{process}.env") | more
        if process in self.ports:
            env["PORT"] = str(self.ports[process])
        with (self.data / "logs" / f"{name}.log").open("ab") as said:
            self.running[name] = subprocess.Popen(
                [sys.executable, "-m", MODULES[process]], cwd=ROOT, env=env, stdout=said, stderr=said
            )

    async def start(self, name: str, process: str = "", **more: str) -> None:
        """Starts a process and waits until it is at work; one that finds no database is started again, as `havre up` does."""
        process, began = process or name, time.time()
        self.spawn(name, process, **more)

        async def is_at_work() -> bool:
            if self.running[name].poll() is not None:
                await asyncio.sleep(0.2)
                self.spawn(name, process, **more)
            return await self._answers(process) if process in DOORS else self._beats(process, began)

        await until(is_at_work, within=60, because=lambda: self.said(name)[-2000:])

    async def kill(self, name: str) -> None:
        """kill -9, counted."""
        process = self.running.pop(name)
        process.kill()
        await asyncio.to_thread(process.wait)
        self.kills[name.partition("-")[0]] += 1

    async def until_killed(self, name: str, within: float = 40) -> None:
        """Waits for a process that kills itself at its failpoint, and counts it."""
        process = self.running[name]

        async def is_dead() -> bool:
            return process.poll() is not None

        await until(is_dead, within=within)
        assert process.returncode == -signal.SIGKILL, self.said(name)[-2000:]
        del self.running[name]
        self.kills[name.partition("-")[0]] += 1

    async def kill_server(self, name: str, *, pause: float = 0.0) -> None:
        """kill -9 of a whole server, with every process that it started; then it is there again."""
        server = self.servers[name]
        for pid in {server.pid, *living_in(server.workplace, server.program)}:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.kills[name] += 1
        await asyncio.sleep(pause)
        await self.revive_server(name)

    async def revive_server(self, name: str) -> None:
        """A stopped or killed server answers again, at the same address."""
        server = self.servers[name]
        server.end_orphans()
        server.spawn()

        async def is_ready() -> bool:
            return server.is_ready()

        await until(is_ready, within=60)

    def stop(self) -> None:
        """Every process is gone, in good order where it can be."""
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.running.clear()

    def said(self, name: str) -> str:
        """What a process or a server has written."""
        file = self.data / "logs" / f"{name}.log"
        return file.read_text("utf-8", "replace") if file.exists() else ""

    def _beats(self, process: str, since: float) -> bool:
        sign = self.data / "run" / f"{process}.alive"
        return sign.exists() and sign.stat().st_mtime >= since

    async def _answers(self, process: str) -> bool:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", self.ports[process])
        except OSError:
            return False
        writer.close()
        return True


@asynccontextmanager
async def raised(*, database_url: str = "", redis_url: str = "") -> AsyncIterator[House]:
    """Databases and settings of one house, no process yet; on servers of its own unless addresses are given."""
    data = Path(tempfile.mkdtemp(prefix="havre-house-"))
    servers: dict[str, Embedded] = (
        {} if database_url else {"postgres": EmbeddedPostgres(data), "redis": EmbeddedRedis(data)}
    )
    try:
        addresses = {name: server.start() for name, server in servers.items()}
        ports = {name: free_port() for name in DOORS}
        plan = provision.House(
            board_url=database_url or addresses["postgres"],
            vault_url=database_url or addresses["postgres"],
            redis_url=redis_url or addresses["redis"],
            data=data,
            doors={name: f"http://localhost:{port}" for name, port in ports.items()},
            extra={"courier": {"HAVRE_MAIL_FOLDER": str(data / "mailbox")}},
        )
        await provision.prepare(plan)
        provision.set_secret(data, "group_public_key", new_key_pair()[1])
        await provision.prepare(plan)
        (data / "logs").mkdir(exist_ok=True)
        house = House(data=data, plan=plan, ports=ports, servers=servers)
        try:
            yield house
        finally:
            house.stop()
    finally:
        for server in reversed(servers.values()):
            server.stop()
            server.end_orphans()
        shutil.rmtree(data, ignore_errors=True)
