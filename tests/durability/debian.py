"""The servers that Debian packages bring, started as an operator's own: another PostgreSQL, another Redis, other rights."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.up.ports import free_port

OLDEST, NEWEST = 15, 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """Where an operator's servers are."""

    database_url: str
    redis_url: str
    postgres_major: int


def missing() -> str:
    """What is not installed here, in words; empty when both servers are."""
    wanted = {"PostgreSQL 15 to 18 (package postgresql)": _programs(), "Redis (package redis-server)": _redis()}
    return " and ".join(name for name, found in wanted.items() if not found)


@contextmanager
def running() -> Iterator[Own]:
    """Both servers answer; gone afterwards, with everything in them."""
    folder = Path(tempfile.mkdtemp(prefix="havre-own-"))
    folder.chmod(0o711)
    password = secrets.token_hex(12)
    started: list[subprocess.Popen[bytes]] = []
    try:
        ports = free_port(), free_port()
        started.append(_start_postgres(folder, ports[0], password))
        started.append(_start_redis(folder, ports[1], password))
        _wait(lambda: all(_listens(port) for port in ports), started)
        yield Own(
            database_url=f"postgresql://postgres:{password}@127.0.0.1:{ports[0]}/postgres?sslmode=disable",
            redis_url=f"redis://:{password}@127.0.0.1:{ports[1]}/0",
            postgres_major=int(_programs().parent.name),  # type: ignore[union-attr]
        )
    finally:
        for process in reversed(started):
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    found = [Path(f"/usr/lib/postgresql/{major}/bin") for major in range(OLDEST, NEWEST + 1)]
    return next((folder for folder in found if (folder / "initdb").exists()), None)


def _redis() -> str | None:
    return shutil.which("redis-server", path=f"{os.environ.get('PATH', '')}:/usr/bin:/usr/local/bin")


def _start_postgres(folder: Path, port: int, password: str) -> subprocess.Popen[bytes]:
    programs, home, note = _programs(), folder / "pgdata", folder / "password"
    assert programs is not None
    account = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
    home.mkdir(mode=0o700)
    note.write_text(password)
    if account is not None:
        os.chown(home, account.pw_uid, account.pw_gid)
        os.chown(note, account.pw_uid, account.pw_gid)
    as_account = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
    subprocess.run(
        [programs / "initdb", "-D", home, "-U", "postgres", f"--pwfile={note}", "--auth=scram-sha-256", "-E", "UTF8",
         "--locale=C.UTF-8", "--no-sync"],
        check=True, capture_output=True, cwd="/", **as_account,  # type: ignore[call-overload]
    )  # fmt: skip
    settings = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": ""}
    started: subprocess.Popen[bytes] = subprocess.Popen(
        [programs / "postgres", "-D", home, *(f"--{name}={value}" for name, value in settings.items())],
        cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **as_account,  # type: ignore[call-overload]
    )  # fmt: skip
    return started


def _start_redis(folder: Path, port: int, password: str) -> subprocess.Popen[bytes]:
    program = _redis()
    assert program is not None
    words = ["--port", str(port), "--bind", "127.0.0.1", "--requirepass", password, "--save", "", "--dir", str(folder)]
    return subprocess.Popen([program, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def _wait(is_so: Callable[[], bool], started: list[subprocess.Popen[bytes]]) -> None:
    until = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < until, "a server does not answer"
        assert all(process.poll() is None for process in started), "a server ended"
        time.sleep(0.05)
