from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from app.kernel import sealing
from app.kernel.errors import Conflict, Invalid
from app.kernel.sealing import CannotOpen
from moderation.vault import cli, keys, wrapping
from moderation.vault.demo import demo_seniors
from tests.conftest import World, rolled_back
from tests.moderation.vault.conftest import PEOPLE, URL, Vault

NEW = replace(PEOPLE[0], login="dana", name="Dana", passphrase="other four words here")


async def test_each_senior_unlocks_the_same_key_with_their_own_passphrase(vault: Vault) -> None:
    async with (await vault.db()).reading() as tx:
        unlocked = [await keys.unlock(tx, vault.seniors[one.login].id, one.passphrase) for one in PEOPLE]
        with pytest.raises(CannotOpen):
            await keys.unlock(tx, vault.seniors["amelie"].id, PEOPLE[1].passphrase)
    assert len(set(unlocked)) == 1
    epoch, private = unlocked[0]
    assert (epoch, sealing.public_of(private)) == (1, vault.ceremony.group_public_key)


async def test_the_ceremony_is_held_once(vault: Vault) -> None:
    async with rolled_back(vault.world, "vault") as tx:
        with pytest.raises(Conflict):
            await keys.init(tx, vault.house, PEOPLE)


async def test_the_ceremony_needs_two_seniors_and_long_passphrases(world: World) -> None:
    house = keys.House(vault_secret="v" * 40, mail_public_key=world.secrets["mail_public_key"], url=URL)
    for people in (PEOPLE[:1], [PEOPLE[0], replace(PEOPLE[1], passphrase="three words only")]):
        async with rolled_back(world, "vault") as tx:
            with pytest.raises(Invalid):
                await keys.init(tx, house, people)


@pytest.mark.parametrize("pair", [*combinations((0, 1, 2), 2), (2, 0)])
async def test_any_two_of_three_recovery_codes_enrol_a_senior(vault: Vault, pair: tuple[int, int]) -> None:
    codes = [vault.ceremony.recovery_codes[place] for place in pair]
    async with rolled_back(vault.world, "vault") as tx:
        await keys.enrol_by_recovery(tx, vault.house, NEW, (codes[0].upper(), codes[1].replace("-", " ")))
        row = await tx.one(keys.Q.wrap_of_login, "dana", 1)
        _, private = await keys.unlock(tx, row["id"], NEW.passphrase)
    assert sealing.public_of(private) == vault.ceremony.group_public_key


async def test_one_recovery_code_alone_opens_nothing(vault: Vault) -> None:
    one = vault.ceremony.recovery_codes[0]
    async with rolled_back(vault.world, "vault") as tx:
        for other in (one, wrapping.new_code()):
            with pytest.raises(CannotOpen):
                await keys.enrol_by_recovery(tx, vault.house, NEW, (one, other))


async def test_a_senior_enrols_another_with_their_passphrase_only(vault: Vault) -> None:
    async with rolled_back(vault.world, "vault") as tx:
        with pytest.raises(CannotOpen):
            await keys.enrol(tx, vault.house, NEW, by_login="amelie", passphrase=PEOPLE[1].passphrase)
        done = await keys.enrol(tx, vault.house, NEW, by_login="amelie", passphrase=PEOPLE[0].passphrase)
        with pytest.raises(Conflict):
            await keys.enrol(
                tx, vault.house, replace(NEW, login="bashir"), by_login="amelie", passphrase=PEOPLE[0].passphrase
            )
    assert done.totp_uri.startswith("otpauth://totp/")


async def test_a_wrapped_key_that_was_exchanged_is_refused(vault: Vault) -> None:
    private, _ = sealing.new_key_pair()
    kept = await wrapping.wrap(private, PEOPLE[0].passphrase)
    assert await wrapping.unwrap(kept, PEOPLE[0].passphrase) == private
    with pytest.raises(CannotOpen):
        await keys._checked(
            kept, PEOPLE[0].passphrase, keys.GroupKey(epoch=1, public_key=vault.ceremony.group_public_key)
        )


async def test_a_second_factor_of_another_senior_is_refused(vault: Vault) -> None:
    secret = vault.house.vault_secret
    sealed = wrapping.seal_totp(secret, "a", "JBSWY3DPEHPK3PXP")
    assert wrapping.open_totp(secret, "a", sealed) == "JBSWY3DPEHPK3PXP"
    for wrong_secret, ref in ((secret, "b"), ("another secret of the vault", "a")):
        with pytest.raises(CannotOpen):
            wrapping.open_totp(wrong_secret, ref, sealed)


async def test_the_commands_hold_the_ceremony_enrol_and_verify(world: World) -> None:
    said: list[str] = []
    env = world.env("vault")
    assert await cli.group_public_key(env) == ""
    demo = await demo_seniors(env, said.append)
    assert await cli.group_public_key(env) == demo.group_public_key
    assert any(wrapping.fingerprint(demo.group_public_key) in line for line in said)
    first = demo.seniors[0]
    await cli.enrol(env, NEW, said.append, by_login=first.login, passphrase=first.passphrase)
    assert await cli.verify(env, said.append) is None
    checkpoint = said[-1].rpartition("Checkpoint: ")[2]
    assert await cli.verify(env, said.append, checkpoint=checkpoint) is None
    with pytest.raises(Conflict):
        await demo_seniors(env)
    with pytest.raises(Invalid):
        await cli.verify(env, said.append, checkpoint="12")
    secrets = {one.totp_secret for one in demo.seniors} | {one.passphrase for one in demo.seniors}
    assert not any(secret in line for secret in secrets for line in said)
