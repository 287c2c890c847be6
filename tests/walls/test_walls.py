"""The walls, tried with raw SQL by every login role."""

from __future__ import annotations

import asyncpg
import pytest

from app.kernel import chain, roles
from app.kernel.db import administering
from app.kernel.migrate import OWNER
from tests.conftest import COMMUNITIES, Servers, World
from tests.walls import tries

MEMBERS_SIDE = [(process, community) for process in tries.OWN_ROLE for community in COMMUNITIES]
NO_TABLE, NO_RIGHT, NO_FUNCTION = "42P01", "42501", "42883"


class _TakenBack(Exception):
    """Ends a transaction without keeping anything."""


async def answer(url: str, statement: str, *, path: str = "") -> str:
    """The code with which the database refuses a statement; empty when it does it (and takes it back)."""
    async with administering(url) as connection:
        try:
            async with connection.transaction():
                if path:
                    await connection.execute("SELECT set_config('search_path', $1, true)", path)
                await connection.execute(statement)
                raise _TakenBack
        except asyncpg.PostgresError as refused:
            return str(refused.sqlstate)
        except (_TakenBack, asyncpg.InternalClientError):
            return ""


def _spelled(statement: str, own: str) -> str:
    other = "fr" if own == "en" else "en"
    return statement.format(own=own, other=other)


async def _not_refused(world: World, role: str, statements: list[str]) -> list[str]:
    url = world.url(role)
    return [statement for statement in statements if await answer(url, statement) != NO_RIGHT]


@pytest.mark.parametrize(("process", "community"), MEMBERS_SIDE)
async def test_a_process_of_one_community_is_refused_whatever_it_tries(
    shared_world: World, process: str, community: str
) -> None:
    statements = [_spelled(statement, community) for statement in tries.of_community(process)]
    assert await _not_refused(shared_world, f"{process}_{community}", statements) == []


@pytest.mark.parametrize("role", list(tries.SHARED))
async def test_a_process_of_the_house_is_refused_whatever_it_tries(shared_world: World, role: str) -> None:
    own = "vault" if role == "vault" else "shared"
    statements = [_spelled(statement, own) for statement in (*tries.ANYBODY, *tries.SHARED[role])]
    assert await _not_refused(shared_world, role, statements) == []


@pytest.mark.parametrize(("process", "community"), MEMBERS_SIDE)
async def test_another_search_path_leads_nowhere(shared_world: World, process: str, community: str) -> None:
    other = "fr" if community == "en" else "en"
    for table in ("member", "shown_post", "shown_thread", "post_version", "notice", "job", "log"):
        code = await answer(shared_world.url(f"{process}_{community}"), f"SELECT * FROM {table}", path=other)
        assert code in (NO_TABLE, NO_RIGHT), table
    for call in ("own_posts(1, NULL, NULL, 5)", "own_notices(1, NULL, NULL, 5)", "withdraw(1, '')"):
        code = await answer(shared_world.url(f"{process}_{community}"), f"SELECT {call}", path=other)
        assert code in (NO_FUNCTION, NO_RIGHT), call


async def test_what_is_refused_is_something_that_can_be_done(shared_world: World) -> None:
    """A misspelt statement is refused to everybody: each one must get past every right, for the administrator."""
    spelled = {
        _spelled(statement, community)
        for process, community in MEMBERS_SIDE
        for statement in tries.of_community(process)
    }
    wrong = []
    for statement in spelled:
        path = "fr, shared" if "fr.log" in statement else "en, shared"
        code = await answer(shared_world.admin_url(), statement, path=path)
        # 0A, 22, 23 and P0: it was allowed, and stopped by a value, a constraint or the log's own trigger.
        if code and code[:2] not in ("0A", "22", "23", "P0", "25", "58"):
            wrong.append((code, statement))
    assert wrong == []


async def test_nobody_enters_the_other_database(servers: Servers) -> None:
    for role in [*roles.board_roles(COMMUNITIES), "vault"]:
        other = servers.board_template if role == "vault" else servers.vault_template
        url = roles.with_login(roles.with_database(servers.admin_url, other), role, servers.secrets[role])
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await asyncpg.connect(url)


@pytest.mark.parametrize("place", ["shared", *COMMUNITIES, "vault"])
@pytest.mark.parametrize(
    "change", ["UPDATE {}.log SET actor = 'nobody'", "DELETE FROM {}.log", "TRUNCATE {}.log CASCADE"]
)
@pytest.mark.parametrize("who", ["owner", "superuser"])
async def test_even_the_owner_cannot_change_a_log(shared_world: World, place: str, change: str, who: str) -> None:
    async with administering(shared_world.admin_url(is_vault=place == "vault")) as connection:
        if who == "owner":
            await connection.execute(f"SET ROLE {OWNER}")
        with pytest.raises(asyncpg.RaiseError, match="append-only"):
            await connection.execute(change.format(place))


TAMPERING = {
    "a changed row": "UPDATE en.log SET code = 'other' WHERE id = 3",
    "a missing row": "DELETE FROM en.log WHERE id = 3",
    "two rows in the other order": "UPDATE en.log SET id = CASE id WHEN 3 THEN 9 WHEN 4 THEN 3 ELSE id END",
    "a changed moment": "UPDATE en.log SET at = at + interval '1 microsecond' WHERE id = 3",
    "a row with a hash of its own": "UPDATE en.log SET actor = 'x', hash = en.log_hash(id, at, 'x', verb, subject, code, prev)"
    " WHERE id = 2",
}


@pytest.mark.parametrize("how", list(TAMPERING))
async def test_whoever_takes_the_trigger_away_is_found_by_the_chain(world: World, how: str) -> None:
    async with administering(world.url("desk_en")) as desk:
        for number in range(5):
            await desk.execute(
                "INSERT INTO log (actor, verb, subject, code) VALUES ('guide', 'case_seen', $1, '')", f"case:{number}"
            )
    await world.execute("ALTER TABLE en.log DISABLE TRIGGER log_stands")
    async with (await world.db("desk_en")).reading() as tx:
        assert (await chain.verify(tx)).broken is None
        await world.execute(TAMPERING[how])
        assert (await chain.verify(tx)).broken == 3
