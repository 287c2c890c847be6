"""Plain SQL files, read once, each statement under its own name.

A file holds statements like this::

    -- roles: board
    -- find_thread(ref) -> Thread
    -- The thread behind a public reference.
    SELECT ...;

`roles` names the login roles (without the community) that run the file; a contract test
explains every statement as those roles, so a missing right is found before it is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_HEAD = re.compile(r"^-- (?P<name>[a-z_]+)\((?P<args>[^)]*)\) -> (?P<row>[A-Za-z_.\[\]]+)\s*$")
_ROLES = re.compile(r"^-- roles: (?P<roles>[a-z_, ]+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One statement: its name, its text, the names of `$1…$n`, what a row becomes, who runs it."""

    name: str
    text: str
    args: tuple[str, ...]
    row: str
    roles: tuple[str, ...]
    source: Path


class Queries(Mapping[str, Query]):
    """The statements of one file; `Q["find_thread"]` or `Q.find_thread`."""

    def __init__(self, found: dict[str, Query]) -> None:
        self._found = found

    def __getattr__(self, name: str) -> Query:
        try:
            return self._found[name]
        except KeyError:
            raise AttributeError(f"no statement named {name}") from None

    def __getitem__(self, name: str) -> Query:
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def load(path: Path) -> Queries:
    """Reads one SQL file. Raises ValueError when a name stands twice or the roles are missing."""
    roles: tuple[str, ...] = ()
    found: dict[str, Query] = {}
    head: re.Match[str] | None = None
    body: list[str] = []
    for line in [*path.read_text("utf-8").splitlines(), "-- end() -> end"]:
        if match := _ROLES.match(line):
            roles = tuple(role.strip() for role in match["roles"].split(","))
        elif match := _HEAD.match(line):
            if head is not None:
                query = _query(head, body, roles, path)
                if query.name in found:
                    raise ValueError(f"{path}: {query.name} stands twice")
                found[query.name] = query
            head, body = match, []
        elif head is not None and not line.startswith("--"):
            body.append(line)
    if not roles:
        raise ValueError(f"{path}: says no roles")
    return Queries(found)


def beside(module_file: str, name: str) -> Queries:
    """Reads `sql/<name>.sql` beside the module that asks."""
    return load(Path(module_file).parent / "sql" / f"{name}.sql")


def _query(head: re.Match[str], body: list[str], roles: tuple[str, ...], path: Path) -> Query:
    args = tuple(arg.strip() for arg in head["args"].split(",") if arg.strip())
    text = "\n".join(body).strip().rstrip(";")
    numbers = {int(n) for n in re.findall(r"\$(\d+)", text)}
    if numbers != set(range(1, len(args) + 1)):
        raise ValueError(f"{path}: {head['name']} names {len(args)} arguments, uses {sorted(numbers)}")
    return Query(name=head["name"], text=text, args=args, row=head["row"], roles=roles, source=path)
