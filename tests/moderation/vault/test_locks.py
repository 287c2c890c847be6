from __future__ import annotations

import secrets
from dataclasses import replace

import pytest
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from app.kernel import roles, sealing
from app.kernel.db import administering
from app.kernel.sealing import CannotOpen
from moderation.vault import keys, unsealing
from moderation.vault.model import Record
from moderation.vault.unsealing import Value, open_record, values_of
from tests.moderation.vault.conftest import ADDRESS, FACTS, PEOPLE, Vault


async def both_keys(vault: Vault) -> tuple[str, str]:
    async with (await vault.db()).reading() as tx:
        _, group = await keys.unlock(tx, vault.seniors["amelie"].id, PEOPLE[0].passphrase)
    return vault.world.secrets["vault_private_key"], group


async def record_of(vault: Vault, member: str, field: str = "phone", community: str = "en") -> Record:
    async with (await vault.db()).reading() as tx:
        return (await unsealing.records_of(tx, community, member, field))[0]


async def test_both_keys_together_read_each_field(vault: Vault) -> None:
    outer, inner = await both_keys(vault)
    member = await vault.join()
    opened = open_record(await record_of(vault, member), vault_private=outer, group_private=inner, epoch=1)
    values = {field: values_of(field, [opened])[0].text for field in ("email", "phone", "postal_code", "birth_date")}
    assert values == dict(zip(values, FACTS.values(), strict=True))
    address = await record_of(vault, member, "addresses")
    opened = open_record(address, vault_private=outer, group_private=inner, epoch=1)
    shown = values_of("addresses", [opened])
    assert [(one.text, one.at.hour if one.at else None) for one in shown] == [(ADDRESS, 8)]


async def test_what_was_never_given_is_shown_as_nothing() -> None:
    assert values_of("phone", [{"member": "a"}]) == ()
    assert values_of("addresses", [{"ip": ADDRESS, "hour": "noon"}]) == (Value(text=ADDRESS),)


async def test_neither_key_alone_nor_two_of_the_same_open_anything(vault: Vault) -> None:
    outer, inner = await both_keys(vault)
    record = await record_of(vault, await vault.join())
    stranger, _ = sealing.new_key_pair()
    for first, second in ((outer, outer), (inner, inner), (inner, outer), (outer, stranger), (stranger, inner)):
        with pytest.raises(CannotOpen):
            open_record(record, vault_private=first, group_private=second, epoch=1)
    between = sealing.open_outer(record.sealed, vault_private=outer)
    assert not any(value.encode() in blob for value in FACTS.values() for blob in (record.sealed, between))


async def test_a_changed_byte_or_length_is_refused(vault: Vault) -> None:
    outer, inner = await both_keys(vault)
    record = await record_of(vault, await vault.join())
    for place in {0, 1, 32, 48, 80, 96, 608, *(secrets.randbelow(609) for _ in range(40))}:
        flipped = bytearray(record.sealed)
        flipped[place] ^= 1 << secrets.randbelow(8)
        with pytest.raises(CannotOpen):
            open_record(replace(record, sealed=bytes(flipped)), vault_private=outer, group_private=inner, epoch=1)
    for cut in (record.sealed[:-1], record.sealed + b"0"):
        with pytest.raises(CannotOpen):
            open_record(replace(record, sealed=cut), vault_private=outer, group_private=inner, epoch=1)


@pytest.mark.parametrize(
    "other",
    [
        {"member": "somebodyelse22"},
        {"community": "fr"},
        {"epoch": 2},
    ],
)
async def test_a_row_that_was_swapped_is_refused(vault: Vault, other: dict[str, object]) -> None:
    outer, inner = await both_keys(vault)
    member = await vault.join(is_pulled=True)
    record = await record_of(vault, member)
    sealed = vault.envelope({"member": member, "community": "en", "epoch": 1} | FACTS | other)
    with pytest.raises(CannotOpen):
        open_record(replace(record, sealed=sealed), vault_private=outer, group_private=inner, epoch=1)
    swapped = replace(record, member_ref="somebodyelse22")
    with pytest.raises(CannotOpen):
        open_record(swapped, vault_private=outer, group_private=inner, epoch=1)
    with pytest.raises(CannotOpen):
        open_record(record, vault_private=outer, group_private=inner, epoch=2)


@pytest.mark.parametrize("process", ["board", "desk", "screener", "courier"])
async def test_no_other_process_opens_a_record_with_every_secret_it_holds(vault: Vault, process: str) -> None:
    member = await vault.join()
    record = await record_of(vault, member)
    env = vault.world.env(process)
    held = [value for name, value in env.items() if name.endswith(("_KEY", "_SECRET"))]
    tried = 0
    for first in held:
        for second in held:
            try:
                opened = open_record(record, vault_private=first, group_private=second, epoch=1)
            except (CannotOpen, ValueError, CryptoError, TypeError):
                tried += 1
                continue
            raise AssertionError(opened)
    assert tried == len(held) ** 2


@pytest.mark.parametrize("role", ["board_en", "desk", "desk_en", "screener_en", "courier"])
async def test_no_other_login_reads_the_airlock_or_enters_the_vault(vault: Vault, role: str) -> None:
    member = await vault.join(is_pulled=False)
    async with administering(vault.world.url(role)) as login:
        for statement in (
            "SELECT sealed FROM shared.airlock",
            "DELETE FROM shared.airlock",
            f"UPDATE shared.airlock SET sealed = sealed WHERE member_ref = '{member}'",
            "UPDATE shared.escalation SET member_ref = member_ref",
        ):
            with pytest.raises(Exception, match="permission denied"):
                await login.execute(statement)
    # A cloned test database does not inherit the right to connect; the house that it was cloned from shows it.
    house = roles.with_database(vault.world.url(role), vault.world.servers.vault_template)
    with pytest.raises(Exception, match="permission denied for database"):
        async with administering(house) as login:
            await login.execute("SELECT 1")
    async with administering(roles.with_database(vault.world.url(role), vault.world.vault_name)) as login:
        for table in ("record", "senior", "log", "wrapped_key", "disclosure"):
            with pytest.raises(Exception, match="permission denied for schema vault"):
                await login.execute(f"SELECT 1 FROM vault.{table}")


async def test_a_dump_of_the_vault_with_the_vaults_own_secrets_opens_no_wrap(vault: Vault) -> None:
    rows = await vault.world.fetch("SELECT salt, wrapped FROM vault.wrapped_key", is_vault=True)
    rows += await vault.world.fetch("SELECT salt, wrapped FROM vault.recovery", is_vault=True)
    kept = vault.world.secrets
    assert len(rows) == len(PEOPLE) + 3
    for row in rows:
        for name in ("vault_secret", "vault_private_key", "mail_private_key", "board_secret"):
            with pytest.raises(CryptoError):
                SecretBox(kept[name].encode()[:32]).decrypt(bytes(row["wrapped"]))  # type: ignore[call-overload]
