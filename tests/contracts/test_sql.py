"""Every statement is explained as the roles that its file names: a missing right is found here, not by a member."""

from __future__ import annotations

import ast
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from app.kernel import roles, sql
from app.kernel.db import administering
from app.kernel.sql import Query
from tests.conftest import COMMUNITIES, World
from tests.contracts.layout import CODE, named, short

LOGINS = {**roles.board_roles(COMMUNITIES), **roles.VAULT_ROLES}
FILES = named(".sql", under=CODE)
MARK = "-- within: community"  # the file's first statement enters one
ADMIN = "admin"  # invents people for a demonstration; no process has this login


def kinds_of(role: str) -> list[list[str]]:
    """The logins behind a role's name in a file. `desk` may mean the shared login or the communities' ones."""
    each = [f"{role}_{community}" for community in COMMUNITIES]
    return [found for found in (each, [role]) if set(found) <= {*LOGINS, ADMIN}]


def queries() -> Iterator[Query]:
    for file in FILES:
        yield from sql.load(file).values()


def paths_of(query: Query, login: str) -> tuple[str, ...]:
    if login == ADMIN or MARK in query.source.read_text("utf-8"):
        return COMMUNITIES
    return (LOGINS[login],)


class Explaining:
    """One connection a login; it only ever explains."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._stack = AsyncExitStack()
        self._open: dict[str, Any] = {}

    async def complaint(self, query: Query, login: str, path: str) -> str | None:
        """Why this login cannot run the statement, or None. Nothing is executed."""
        if login not in self._open:
            url = self._world.admin_url() if login == ADMIN else self._world.url(login)
            self._open[login] = await self._stack.enter_async_context(administering(url))
        connection = self._open[login]
        await connection.execute(f"SET search_path = {path}")
        try:
            await _explain(connection, query)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the answer
            return f"{type(error).__name__}: {error}"
        return None

    async def close(self) -> None:
        await self._stack.aclose()


async def _explain(connection: Any, query: Query) -> None:
    if query.text.startswith("CREATE TEMPORARY TABLE "):  # the statements after it need it
        await connection.execute("DISCARD TEMP")
        await connection.execute(query.text)
        return
    if query.text.startswith("ANALYZE"):  # has no plan to explain
        return
    statement = await connection.prepare(query.text)
    assert len(statement.get_parameters()) == len(query.args), "not the arguments that it names"
    if connection.get_server_version().major >= 16:
        await connection.execute(f"EXPLAIN (GENERIC_PLAN) {query.text}")
    else:
        nothing = ", ".join(["NULL"] * len(query.args))
        await connection.execute(f"PREPARE tried AS {query.text}")
        await connection.execute(f"EXPLAIN EXECUTE tried{f'({nothing})' if nothing else ''}")
        await connection.execute("DEALLOCATE tried")


@pytest.fixture(scope="module")
async def explaining(shared_world: World) -> AsyncIterator[Explaining]:
    made = Explaining(shared_world)
    yield made
    await made.close()


@pytest.mark.parametrize("file", FILES, ids=short)
async def test_every_statement_runs_as_every_role_its_file_names(explaining: Explaining, file: Path) -> None:
    wrong: list[str] = []
    for query in sql.load(file).values():
        for role in query.roles:
            assert kinds_of(role), f"{role} is no role"
            assert role != ADMIN or short(file).startswith("app/demo/"), (
                "only a demonstration is made by an administrator"
            )
            found = [
                [
                    f"{query.name} as {login} in {path}: {why}"
                    for login in logins
                    for path in paths_of(query, login)
                    if (why := await explaining.complaint(query, login, path))
                ]
                for logins in kinds_of(role)
            ]
            wrong += min(found, key=len)
    assert wrong == []


# What makes databases, roles and schemas runs before any SQL file could, with names that no parameter can hold.
MAY_HOLD_SQL = {"app/kernel/db.py", "app/kernel/migrate.py", "app/kernel/roles.py"}
STATEMENT = re.compile(
    r"^\s*(SELECT\b.+|INSERT\s+INTO\b.+|UPDATE\s+\S+\s+SET\b.+|DELETE\s+FROM\b.+|WITH\s+\w+\s+AS\b.+|"
    r"(CREATE|ALTER|DROP|TRUNCATE|GRANT|REVOKE|COPY)\s+(TABLE|ROLE|SCHEMA|DATABASE|INDEX|VIEW|FUNCTION|ALL)\b.*)",
    re.DOTALL,
)


def strings_of(file: Path) -> Iterator[tuple[int, str]]:
    tree = ast.parse(file.read_text("utf-8"))
    said = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.lineno, node.value


def test_statements_stand_in_sql_files_only() -> None:
    found = [
        f"{short(file)}:{line} {text.strip()[:50]}"
        for file in named(".py", under=CODE)
        if short(file) not in MAY_HOLD_SQL
        for line, text in strings_of(file)
        if STATEMENT.match(text)
    ]
    assert found == []


def test_long_statements_are_split() -> None:
    assert [f"{short(q.source)} {q.name}" for q in queries() if len(q.text.splitlines()) > 30] == []
