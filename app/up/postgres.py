"""PostgreSQL from a Python wheel, for machines that have none."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar, NewType

from app.up.account import Account, own_folder, server_account
from app.up.binaries import POSTGRES_MAJOR, Binaries, binaries
from app.up.embedded import Embedded
from app.up.refusal import CannotStart

AdminUrl = NewType("AdminUrl", str)
SUPERUSER = "postgres"
# The way to the data folder may be closed to the server's account (below /root). This name of the working folder
# always leads there, because the working folder was chosen before the rights were given up.
WHERE_I_AM = "/proc/self/cwd"

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # What was acknowledged survives a power cut.
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    # No member's text and no address in any log: no statements, no parameters, no details, no failed rows.
    # `log` leaves out errors, whose messages quote values, and keeps start, stop and crashes.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_min_duration_statement": "-1",
    "log_statement": "none",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_error_verbosity": "terse",
    "log_connections": "off",
    "log_disconnections": "off",
    "log_checkpoints": "off",
}


class EmbeddedPostgres(Embedded):
    """A cluster below the data folder. As root it runs under an account without rights."""

    name = "postgres"
    program = "postgres"
    extra: ClassVar[Mapping[str, str]] = {}  # settings of a cluster that need not keep anything
    # Fast shutdown, then immediate (which recovers at the next start), then no choice.
    stop_steps = ((signal.SIGINT, 20.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0))

    def start(self) -> AdminUrl:
        """The cluster exists and answers; returns the superuser's address."""
        return AdminUrl(super().start())

    @property
    def workplace(self) -> Path:
        """PostgreSQL's own data directory."""
        return self.home / "pgdata"

    def address(self) -> str:
        """The superuser's address of the maintenance database."""
        return self.url("postgres")

    def url(self, database: str) -> str:
        """The superuser's address of one database."""
        # Without this, clients look for certificates in a home folder that a system account may not have.
        return f"postgresql://{SUPERUSER}:{self._password()}@127.0.0.1:{self.port}/{database}?sslmode=disable"

    def is_ready(self) -> bool:
        """Whether it takes connections, by the last line of its own pid file; recovery does not count."""
        try:
            lines = self._pid_file.read_text().splitlines()
        except OSError:
            return False
        return len(lines) > 7 and lines[0].strip() == str(self.pid) and lines[7].strip() == "ready"

    def end_orphans(self) -> None:
        """Nothing works in the data directory, and no pid file claims so."""
        super().end_orphans()
        # After a kill -9 the pid in the file may belong to a stranger, for which PostgreSQL would refuse to start.
        self._pid_file.unlink(missing_ok=True)

    def _make(self) -> None:
        own_folder(self.home, None, mode=0o711)
        account = server_account(self.workplace)
        if not self.workplace.exists():
            self.say("Making the database cluster.")
            self._initdb(binaries(self.data, account), account)
        self._refuse_strangers()

    def _command(self) -> list[str | Path]:
        account = server_account(self.workplace)
        told = {**SETTINGS, **self.extra, "port": str(self.port)}
        settings = [f"--{name}={value}" for name, value in told.items()]
        where = WHERE_I_AM if account else self.workplace
        return [binaries(self.data, account).postgres, "-D", where, *settings]

    def _refuse_strangers(self) -> None:
        if os.geteuid() not in (0, self.workplace.stat().st_uid):
            raise CannotStart(f"{self.data} belongs to another account; start as that one, or set HAVRE_DATA.")
        made_by = (self.workplace / "PG_VERSION").read_text().strip()
        if made_by != POSTGRES_MAJOR:
            raise CannotStart(
                f"{self.data} was made by PostgreSQL {made_by}; this version of Havre brings {POSTGRES_MAJOR}."
            )

    def _initdb(self, programs: Binaries, account: Account | None) -> None:
        """The data directory appears whole or not at all, so that a killed first start can be repeated."""
        draft = self.home / "pgdata.draft"
        shutil.rmtree(draft, ignore_errors=True)
        own_folder(draft, account)
        with self._password_note(account) as note:
            made = subprocess.run(  # noqa: S603 - our own command
                [
                    programs.initdb, "-D", WHERE_I_AM if account else draft,
                    "-U", SUPERUSER, f"--pwfile=../{note.name}",
                    "--auth=scram-sha-256", "--encoding=UTF8", "--locale-provider=libc", "--locale=C.UTF-8",
                ],
                cwd=draft,
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
                user=account.uid if account else None,
                group=account.gid if account else None,
                extra_groups=[] if account else None,
                capture_output=True,
                text=True,
                check=False,
            )  # fmt: skip
        if made.returncode != 0:
            last = (made.stderr.strip() or "no reason given").splitlines()[-1]
            raise CannotStart(f"PostgreSQL could not make its data directory: {last}")
        draft.rename(self.workplace)

    @contextmanager
    def _password_note(self, account: Account | None) -> Iterator[Path]:
        """The password in a file only the server's account can read, gone afterwards."""
        note = self.home / "password.draft"
        note.unlink(missing_ok=True)
        with os.fdopen(os.open(note, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(self._password() + "\n")
        try:
            if account is not None:
                os.chown(note, account.uid, account.gid)
            yield note
        finally:
            note.unlink(missing_ok=True)

    @property
    def _pid_file(self) -> Path:
        return self.workplace / "postmaster.pid"
