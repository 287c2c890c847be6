"""Under which account the embedded servers run. PostgreSQL refuses root, rightly."""

from __future__ import annotations

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

OURS = "havre-db"
# Exists everywhere, but other services may share it: used only where an account of our own cannot be made.
LAST_RESORT = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account without rights that owns a server's files and runs it."""

    uid: int
    gid: int


def server_account(folder: Path) -> Account | None:
    """Who runs the server of this folder; None means whoever runs us. As root never root itself.

    A folder that already belongs to somebody keeps its owner, so that one start as root does not lock them out.
    """
    if os.geteuid() != 0:
        return None
    if folder.exists() and (found := folder.stat()).st_uid != 0:
        return Account(uid=found.st_uid, gid=found.st_gid)
    entry = _entry(OURS) or _made() or pwd.getpwnam(LAST_RESORT)
    return Account(uid=entry.pw_uid, gid=entry.pw_gid)


def own_folder(folder: Path, account: Account | None, *, mode: int = 0o700) -> None:
    """The folder exists, belongs to the account (or to us), and has exactly this mode."""
    folder.mkdir(parents=True, exist_ok=True)
    if account is not None:
        os.chown(folder, account.uid, account.gid)
    folder.chmod(mode)


def _entry(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _made() -> pwd.struct_passwd | None:
    """Makes our account. Two starts at once both end with the one that exists."""
    shape = ["--system", "--user-group", "--no-create-home", "--home-dir=/nonexistent", "--shell=/usr/sbin/nologin"]
    try:
        # Found on the PATH, because its folder differs between systems.
        subprocess.run(["useradd", *shape, OURS], capture_output=True, check=False, timeout=20)  # noqa: S603, S607
    except (OSError, subprocess.TimeoutExpired):
        return None
    return _entry(OURS)
