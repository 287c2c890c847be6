"""What the two embedded servers have in common: start, readiness, orphans, stop."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, ClassVar

from app.up.account import Account, own_folder, server_account
from app.up.ports import kept_port
from app.up.processes import dies_with_us, end, living_in, remember, remembered
from app.up.refusal import CannotStart

LOG_LIMIT = 5_000_000
READY_WITHIN = 60.0
# Workers of a killed server need a moment to notice; until they are gone a new one is refused.
ATTEMPTS = 3
Say = Callable[[str], None]


def quiet(sentence: str) -> None:
    """Says nothing; for tests and for second starts."""


class Embedded(ABC):
    """One server below the data folder, on 127.0.0.1, with a password and a port that it keeps."""

    name: ClassVar[str]
    program: ClassVar[str]
    stop_steps: ClassVar[tuple[tuple[signal.Signals, float], ...]]

    def __init__(self, data: Path, *, say: Say = quiet) -> None:
        self.data = data.absolute()
        self.home = self.data / self.name
        self.say = say
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> str:
        """The server answers when this returns its address. Leftovers of a killed run are ended first."""
        self._make()
        for pause in range(ATTEMPTS):
            time.sleep(pause)
            self.end_orphans()
            self.spawn()
            if self._is_soon_ready():
                return self.address()
        self.stop()
        raise CannotStart(f"{self.name} did not start; the reason is at the end of {self._log}.")

    def spawn(self) -> None:
        """Starts the process without waiting for it. Main thread only (see processes.dies_with_us)."""
        if not self.workplace.is_dir():
            # Never made anew here: a house that loses its folder while it runs must not go on with an empty one.
            raise CannotStart(f"{self.workplace} is gone.")
        account = server_account(self.workplace)
        self.port = kept_port(self.home / "port")
        with self._open_log() as log:
            self._process = self._popen(self._command(), account=account, log=log.fileno())
        remember(self._note, self._process.pid)
        stdin = self._process.stdin
        if stdin is not None:
            stdin.write(self._configuration())
            stdin.close()

    def end_orphans(self) -> None:
        """No process of an earlier run still works in this folder."""
        left = set(living_in(self.workplace, self.program))
        # Where we may not look into other accounts' processes (most containers), the note still knows the server.
        if (known := remembered(self._note)) is not None:
            left.add(known)
        if left:
            self.say(f"Ending {self.name} that an earlier run left behind.")
            end(left, steps=self.stop_steps)

    def stop(self) -> None:
        """The process is gone, in good order if it can be."""
        if self._process is None:
            return
        for step, patience in self.stop_steps:
            if self._process.poll() is None:
                self._process.send_signal(step)
                try:
                    self._process.wait(patience)
                except subprocess.TimeoutExpired:
                    continue
        self._process = None

    @property
    def is_running(self) -> bool:
        """Whether the process we started lives."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        """The server's process id; 0 when it does not run."""
        return self._process.pid if self._process is not None else 0

    @property
    @abstractmethod
    def workplace(self) -> Path:
        """The folder the server works in; it belongs to the server's account."""

    @abstractmethod
    def address(self) -> str:
        """Where and as whom to connect, password included."""

    @abstractmethod
    def is_ready(self) -> bool:
        """Whether it answers now."""

    @abstractmethod
    def _make(self) -> None:
        """The server's folder exists and is one that we can use."""

    @abstractmethod
    def _command(self) -> Sequence[str | Path]: ...

    def _configuration(self) -> bytes:
        """What the server reads from its standard input."""
        return b""

    def _popen(self, command: Sequence[str | Path], *, account: Account | None, log: int) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - our own command
            command,
            cwd=self.workplace,
            env={"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
            start_new_session=True,
            preexec_fn=dies_with_us(self.stop_steps[0][0]),  # noqa: PLW1509 - it takes no lock
        )

    def _is_soon_ready(self) -> bool:
        until = time.monotonic() + READY_WITHIN
        while self.is_running and time.monotonic() < until:
            if self.is_ready():
                return True
            time.sleep(0.01)
        return False

    @property
    def _note(self) -> Path:
        return self.home / "pid"

    @property
    def _log(self) -> Path:
        return self.data / "logs" / f"{self.name}.log"

    def _open_log(self) -> BinaryIO:
        self._log.parent.mkdir(parents=True, exist_ok=True)
        if self._log.exists() and self._log.stat().st_size > LOG_LIMIT:
            os.replace(self._log, self._log.with_suffix(".old.log"))
        return self._log.open("ab")

    def _password(self) -> str:
        """The server's password, made once, readable by the owner of the data folder only."""
        note = self.data / "secrets" / f"{self.name}.password"
        if not note.exists():
            own_folder(note.parent, None)
            with os.fdopen(os.open(note, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(24))
        return note.read_text().strip()
