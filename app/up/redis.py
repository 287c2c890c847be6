"""Redis from a Python wheel. It keeps nothing on disk: losing it loses nothing but speed."""

from __future__ import annotations

import signal
import socket
from pathlib import Path

from app.up.account import own_folder, server_account
from app.up.binaries import binaries
from app.up.embedded import Embedded

# Only what expires by itself may be pushed out: a forgotten rate counter would loosen a limit before its time.
CONFIGURATION = """\
bind 127.0.0.1
protected-mode yes
port {port}
requirepass {password}
save ""
appendonly no
maxmemory 128mb
maxmemory-policy volatile-lru
loglevel warning
daemonize no
"""


class EmbeddedRedis(Embedded):
    """A Redis below the data folder, with a password, on 127.0.0.1."""

    name = "redis"
    program = "redis-server"
    stop_steps = ((signal.SIGTERM, 5.0), (signal.SIGKILL, 5.0))

    @property
    def workplace(self) -> Path:
        """An empty folder of the server's account."""
        return self.home / "work"

    def address(self) -> str:
        """The address, password included."""
        return f"redis://:{self._password()}@127.0.0.1:{self.port}/0"

    def is_ready(self) -> bool:
        """Whether it answers a ping with our password: a stranger on the port does not count."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as wire:
                wire.sendall(f"AUTH {self._password()}\r\nPING\r\nQUIT\r\n".encode())
                return b"+PONG" in wire.makefile("rb").read()
        except OSError:
            return False

    def _make(self) -> None:
        own_folder(self.home, None, mode=0o711)
        own_folder(self.workplace, server_account(self.workplace))

    def _command(self) -> list[str | Path]:
        # The configuration comes through standard input: a password among the arguments would be read by any account.
        return [binaries(self.data, server_account(self.workplace)).redis, "-"]

    def _configuration(self) -> bytes:
        return CONFIGURATION.format(port=self.port, password=self._password()).encode()
