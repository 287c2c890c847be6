"""The walls: who may touch what, in both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from app.kernel import roles
from app.kernel.db import administering
from app.kernel.migrate import OWNER
from tests.conftest import COMMUNITIES, Servers, World
from tests.contracts import dump, rights
from tests.contracts.test_schema import AGAIN, fresh, major

__all__ = ["fresh"]
ROLES = [*roles.board_roles(COMMUNITIES), *roles.VAULT_ROLES]
CLOSED_TO_THE_BOARD = (
    "thread",
    "post",
    "post_version",
    "verdict",
    "case_file",
    "cutout",
    "decision",
    "report",
    "job",
    "log",
)


@pytest.fixture(scope="module")
async def granted(servers: Servers) -> AsyncIterator[dict[str, list[dict[str, object]]]]:
    """Every right in the two databases of a real house."""
    url = servers.admin_url
    yield {
        "board": await rights.grants(roles.with_database(url, servers.board_template)),
        "vault": await rights.grants(roles.with_database(url, servers.vault_template)),
    }


async def test_the_table_of_rights_is_the_reviewed_one(fresh: tuple[str, str]) -> None:
    if await major(fresh[0]) != dump.MAJOR:
        pytest.skip(f"the table is written by PostgreSQL {dump.MAJOR}")
    assert rights.GOLDEN.exists(), AGAIN
    assert await rights.text(*fresh) == rights.GOLDEN.read_text("utf-8"), AGAIN


@pytest.mark.parametrize("database", ["board", "vault"])
async def test_nobody_in_particular_may_do_nothing(granted: dict[str, list[dict[str, object]]], database: str) -> None:
    assert [row for row in granted[database] if row["role"] == "PUBLIC"] == []


@pytest.mark.parametrize("database", ["board", "vault"])
async def test_nobody_may_hand_rights_on(granted: dict[str, list[dict[str, object]]], database: str) -> None:
    assert [row for row in granted[database] if row["is_grantable"]] == []


async def test_no_login_role_owns_or_is_more_than_itself(servers: Servers) -> None:
    url = roles.with_database(servers.admin_url, servers.board_template)
    async with administering(url) as connection:
        owned = await connection.fetch(
            "SELECT refobjid::regrole::text AS role FROM pg_shdepend WHERE deptype = 'o'"
            " AND refclassid = 'pg_authid'::regclass AND refobjid::regrole::text = ANY ($1)",
            ROLES,
        )
        strong = await connection.fetch(
            "SELECT rolname FROM pg_roles WHERE rolname = ANY ($1)"
            " AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)",
            [*ROLES, OWNER],
        )
        joined = await connection.fetch(
            "SELECT member::regrole::text FROM pg_auth_members WHERE member::regrole::text = ANY ($1)", [*ROLES, OWNER]
        )
        can_login = await connection.fetchval("SELECT rolcanlogin FROM pg_roles WHERE rolname = $1", OWNER)
    assert (owned, strong, joined, can_login) == ([], [], [], False)


@pytest.mark.parametrize("table", CLOSED_TO_THE_BOARD)
async def test_the_board_reads_only_what_was_approved(shared_world: World, table: str) -> None:
    for community in COMMUNITIES:
        (row,) = await shared_world.fetch(
            "SELECT has_table_privilege($1, $2, 'SELECT') OR has_any_column_privilege($1, $2, 'SELECT') AS may",
            f"board_{community}",
            f"{community}.{table}",
        )
        assert row["may"] is False


@pytest.mark.parametrize("process", ["board", "screener", "desk"])
async def test_a_role_of_one_community_cannot_enter_the_other(shared_world: World, process: str) -> None:
    for own, other in (("en", "fr"), ("fr", "en")):
        (row,) = await shared_world.fetch(
            "SELECT has_schema_privilege($1, $2, 'USAGE') AS may, has_schema_privilege($1, $3, 'USAGE') AS home",
            f"{process}_{own}",
            other,
            own,
        )
        assert row == {"may": False, "home": True}


@pytest.mark.parametrize("role", ROLES)
async def test_a_role_enters_only_its_own_database(servers: Servers, role: str) -> None:
    async with administering(servers.admin_url) as connection:
        may = {
            name: await connection.fetchval("SELECT has_database_privilege($1, $2, 'CONNECT')", role, name)
            for name in (servers.board_template, servers.vault_template)
        }
    assert may == {servers.board_template: role != "vault", servers.vault_template: role == "vault"}


LEAKY = ("email_claim", "airlock", "outbox", "staff_session")


@pytest.mark.parametrize("table", LEAKY)
async def test_no_community_s_process_reads_a_shared_table_of_addresses_or_seals(
    shared_world: World, table: str
) -> None:
    for role in ROLES:
        if not role.endswith(("_en", "_fr")):
            continue
        (row,) = await shared_world.fetch(
            "SELECT has_any_column_privilege($1, $2, 'SELECT') AS may", role, f"shared.{table}"
        )
        assert row["may"] is False, role


@pytest.mark.parametrize("place", ["shared", *COMMUNITIES])
async def test_no_login_role_may_change_or_shorten_a_log(shared_world: World, place: str) -> None:
    for role in roles.board_roles(COMMUNITIES):
        for verb in ("UPDATE", "DELETE", "TRUNCATE"):
            (row,) = await shared_world.fetch(
                "SELECT has_table_privilege($1, $2, $3) AS may", role, f"{place}.log", verb
            )
            assert row["may"] is False, (role, verb)


async def test_the_vault_s_ledger_can_only_grow(shared_world: World) -> None:
    for verb in ("UPDATE", "DELETE", "TRUNCATE"):
        (row,) = await shared_world.fetch(
            "SELECT has_table_privilege('vault', 'vault.log', $1) AS may", verb, is_vault=True
        )
        assert row["may"] is False, verb
