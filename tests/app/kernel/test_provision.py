"""A house is made once; making it again changes nothing; nobody is told another's secret."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest

from app.kernel import provision, roles
from app.kernel.db import administering
from tests.conftest import DOORS, Servers


@pytest.fixture
def house(servers: Servers, tmp_path: Path) -> provision.House:
    mark = secrets.token_hex(4)
    for name, value in servers.secrets.items():  # logins belong to the server, not to one house on it
        provision.set_secret(tmp_path, name, value)
    return provision.House(
        board_url=servers.admin_url,
        vault_url=servers.admin_url,
        redis_url="redis://127.0.0.1:1/0",
        data=tmp_path,
        doors=DOORS,
        board_name=f"p_{mark}",
        vault_name=f"p_{mark}_vault",
        extra={"courier": {"HAVRE_MAIL_FOLDER": "/tmp/mails"}},
    )


async def test_making_a_house_again_changes_nothing(house: provision.House) -> None:
    try:
        first = await provision.prepare(house)
        before = {file: file.read_text() for file in [*first.values(), house.data / "secrets" / "secrets.json"]}
        applied: list[str] = []
        again = await provision.prepare(house, applied.append)
        assert (again, applied) == (first, [])
        assert {file: file.read_text() for file in before} == before
        assert provision.read_env(first["courier"])["HAVRE_MAIL_FOLDER"] == "/tmp/mails"
    finally:
        await drop(house)


async def test_what_is_written_can_be_read_by_its_owner_only(house: provision.House) -> None:
    try:
        written = await provision.prepare(house)
        for file in [*written.values(), house.data / "secrets" / "secrets.json"]:
            assert file.stat().st_mode & 0o077 == 0, file
            assert file.parent.stat().st_mode & 0o077 == 0, file.parent
    finally:
        await drop(house)


async def test_a_key_from_the_ceremony_reaches_the_board(house: provision.House) -> None:
    try:
        provision.set_secret(house.data, "group_public_key", "g" * 44)
        written = await provision.prepare(house)
        assert provision.read_env(written["board"])["HAVRE_GROUP_PUBLIC_KEY"] == "g" * 44
        assert "g" * 44 not in written["desk"].read_text()
    finally:
        await drop(house)


def test_a_password_that_could_end_a_statement_is_refused() -> None:
    with pytest.raises(ValueError):
        roles._scram_safe("x'; DROP TABLE member; --")


async def drop(house: provision.House) -> None:
    async with administering(house.board_url) as connection:
        for name in (house.board_name, house.vault_name):
            await connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
