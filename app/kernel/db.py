"""The only door to PostgreSQL.

A `Database` is one login role's pool, so the connection is the wall between communities.
Domain functions take a `Tx` first and never begin or commit; whoever opened it does.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, TypeVar

import asyncpg

from app.kernel.errors import Unavailable
from app.kernel.sql import Query

T = TypeVar("T")
Row = asyncpg.Record

GONE = (
    OSError,
    asyncpg.InterfaceError,
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    # What a server says to everybody while it is restarted, or recovers from a crash.
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    # What asyncpg says of its own connection when it was cut between two states (asyncpg #1069).
    asyncpg.InternalClientError,
)


class Tx:
    """Runs named statements on one connection; inside a transaction when it was opened for writing."""

    is_writing = True

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    async def _get(self) -> Any:
        return self._connection

    async def all(self, query: Query, *args: object) -> list[Row]:
        """Every row."""
        return await (await self._get()).fetch(query.text, *args)  # type: ignore[no-any-return]

    async def maybe(self, query: Query, *args: object) -> Row | None:
        """The first row, or None."""
        return await (await self._get()).fetchrow(query.text, *args)  # type: ignore[no-any-return]

    async def one(self, query: Query, *args: object) -> Row:
        """The first row. Raises LookupError where there is none: a defect, not an answer to a person."""
        row = await self.maybe(query, *args)
        if row is None:
            raise LookupError(f"{query.name} found no row")
        return row

    async def value(self, query: Query, *args: object) -> Any:
        """The first column of the first row, or None."""
        return await (await self._get()).fetchval(query.text, *args)

    async def run(self, query: Query, *args: object) -> int:
        """Executes; returns how many rows it touched."""
        status: str = await (await self._get()).execute(query.text, *args)
        last = status.rsplit(" ", 1)[-1]
        return int(last) if last.isdigit() else 0

    @asynccontextmanager
    async def attempting(self, *, keeps: bool = True) -> AsyncIterator[None]:
        """What raises inside leaves nothing behind; with `keeps=False` neither does what goes well: a rehearsal."""
        attempt = (await self._get()).transaction()
        await attempt.start()
        try:
            yield
        except BaseException:
            await attempt.rollback()
            raise
        await (attempt.commit() if keeps else attempt.rollback())

    async def many(self, query: Query, args: Sequence[Sequence[object]]) -> None:
        """Executes once per argument list, in one round trip."""
        await (await self._get()).executemany(query.text, args)


class Reading(Tx):
    """A connection borrowed at the first statement: a page that asks nothing needs no database."""

    is_writing = False

    def __init__(self, lend: Callable[[], AbstractAsyncContextManager[Any]]) -> None:
        super().__init__(None)
        self._lend = lend
        self._loan: AbstractAsyncContextManager[Any] | None = None

    async def _get(self) -> Any:
        if self._connection is None:
            self._loan = self._lend()
            self._connection = await self._loan.__aenter__()
        return self._connection

    async def give_back(self) -> None:
        """Returns the connection, if one was borrowed."""
        if self._loan is not None:
            loan, self._loan, self._connection = self._loan, None, None
            await loan.__aexit__(None, None, None)


class Database:
    """A pool of one login role."""

    def __init__(self, pool: Any, name: str) -> None:
        self._pool = pool
        self.name = name

    @classmethod
    async def connect(
        cls, url: str, *, name: str, least: int = 1, most: int = 10, statement_cache: int = 256
    ) -> Database:
        """Opens the pool. `statement_cache=0` is for pgbouncer in transaction mode."""
        pool = await asyncpg.create_pool(
            url,
            min_size=least,
            max_size=most,
            statement_cache_size=statement_cache,
            command_timeout=30,
            init=_speak_json,
            reset=_keep,
            server_settings={"application_name": f"havre {name}"},
        )
        return cls(pool, name)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Tx]:
        """No transaction: each statement sees what is committed."""
        tx = Reading(self._lent)
        try:
            yield tx
        except GONE as gone:
            raise Unavailable() from gone
        finally:
            await tx.give_back()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Tx]:
        """One transaction: returning commits, raising rolls back."""
        async with self._lent() as connection, connection.transaction():
            yield Tx(connection)

    @asynccontextmanager
    async def _lent(self) -> AsyncIterator[Any]:
        try:
            async with self._pool.acquire(timeout=5) as connection:
                yield connection
        except (*GONE, TimeoutError) as gone:
            raise Unavailable() from gone

    async def close(self) -> None:
        """Waits for what is under way, then closes every connection."""
        await self._pool.close()


@asynccontextmanager
async def administering(url: str) -> AsyncIterator[Any]:
    """One bare connection as the operator, for migrations, roles and catalogue tests only."""
    connection = await asyncpg.connect(url)
    try:
        yield connection
    finally:
        await connection.close()


def broken_rule(error: Exception) -> str | None:
    """The name of the database constraint that refused, or None when something else went wrong."""
    if isinstance(error, asyncpg.IntegrityConstraintViolationError):
        return error.constraint_name
    return None


IntegrityError = asyncpg.IntegrityConstraintViolationError
RaisedError = asyncpg.RaiseError


def build(kind: Callable[..., T], row: Row) -> T:
    """A dataclass from a row whose columns are its fields."""
    return kind(**row)


async def _keep(_connection: Any) -> None:
    """Replaces asyncpg's reset: nothing here sets session state, and the reset costs a round trip a page."""


async def _speak_json(connection: Any) -> None:
    await connection.set_type_codec("jsonb", encoder=json.dumps, decoder=json.loads, schema="pg_catalog")
