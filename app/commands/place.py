"""The house that a command works on: its data folder, its servers, the settings of its processes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from app.commands.refusal import Refused
from app.kernel import provision
from app.up.postgres import EmbeddedPostgres
from app.up.redis import EmbeddedRedis
from app.up.run import HOST, data_folder

PORTS = {"board": 8000, "desk": 8001, "vault": 8002}
# What `provision.prepare` writes anew each time; everything else in a settings file is the operator's.
OURS = ("HAVRE_DB__", "HAVRE_COMMUNITIES", "HAVRE_REDIS_URL", "HAVRE_RUN_DIR", "HAVRE_URL")
OUR_ENDINGS = ("_SECRET", "_KEY")


def settings_of(process: str) -> dict[str, str]:
    """The settings of one process: from the environment where it has logins, else from the data folder."""
    if any(name.startswith("HAVRE_DB__") for name in os.environ):
        return dict(os.environ)
    file = data_folder() / "env" / f"{process}.env"
    if not file.exists():
        raise Refused(f"There is no house in {data_folder()} yet; `havre up` or `havre migrate` makes it.")
    return provision.read_env(file)


def enter(process: str) -> None:
    """This command now knows what one process knows, and nothing more."""
    os.environ.update(settings_of(process))


def login(settings: Mapping[str, str], role: str) -> str:
    """The address of a login role."""
    try:
        return settings[f"HAVRE_DB__{role.upper()}"]
    except KeyError:
        raise Refused(f"The settings say no HAVRE_DB__{role.upper()}.") from None


def communities(settings: Mapping[str, str]) -> tuple[str, ...]:
    """The languages of the house."""
    return tuple(part.strip() for part in settings.get("HAVRE_COMMUNITIES", "en,fr").split(",") if part.strip())


def house() -> provision.House:
    """The house as its operator sees it, with the administrator's addresses."""
    data = data_folder()
    known = {name: _known(data, name) for name in ("board", "screener", "desk", "vault", "courier")}
    board_url = os.environ.get("DATABASE_URL") or _embedded(EmbeddedPostgres(data)).address()
    return provision.House(
        board_url=board_url,
        vault_url=os.environ.get("VAULT_DATABASE_URL") or board_url,
        redis_url=os.environ.get("REDIS_URL") or _redis_url(data),
        data=data,
        doors={door: known[door].get("HAVRE_URL", f"http://{HOST}:{port}") for door, port in PORTS.items()},
        communities=communities(os.environ),
        extra={name: _own(values) for name, values in known.items()},
    )


def is_embedded() -> bool:
    """Whether the house stands on the servers that `havre up` brings."""
    own = ("DATABASE_URL", "VAULT_DATABASE_URL")
    return not any(os.environ.get(name) for name in own) and (data_folder() / "postgres" / "pgdata").is_dir()


def _known(data: Path, process: str) -> dict[str, str]:
    file = data / "env" / f"{process}.env"
    return provision.read_env(file) if file.exists() else {}


def _own(values: Mapping[str, str]) -> dict[str, str]:
    return {
        name: value for name, value in values.items() if not name.startswith(OURS) and not name.endswith(OUR_ENDINGS)
    }


def _embedded(server: EmbeddedPostgres) -> EmbeddedPostgres:
    note = server.home / "port"
    if not note.exists():
        raise Refused(f"There is no database in {server.data} yet; start it with `havre up`, or set DATABASE_URL.")
    server.port = int(note.read_text())
    return server


def _redis_url(data: Path) -> str:
    server = EmbeddedRedis(data)
    note = server.home / "port"
    if not note.exists():
        return ""
    server.port = int(note.read_text())
    return server.address()
