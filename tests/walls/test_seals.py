"""What is sealed, tried with every key that a process holds, in every order."""

from __future__ import annotations

import base64
import hashlib
import itertools
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress

import pytest
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox
from nacl.secret import SecretBox

from app.kernel import sealing
from moderation.vault import pulling
from tests.app.web.membership import open_board
from tests.conftest import World
from tests.moderation.vault.conftest import make_vault


def _sealed(rows: list[dict[str, object]]) -> list[bytes]:
    return [value for row in rows if isinstance(value := row["sealed"], bytes)]


async def _envelopes(world: World) -> list[bytes]:
    return _sealed(await world.fetch("SELECT sealed FROM shared.airlock"))


@pytest.fixture
async def joined(world: World) -> AsyncIterator[tuple[World, list[bytes], str]]:
    """A house that one person joined, what waits in its airlock, and the seniors' own key."""
    async with open_board(world) as board:
        visitor = board.visitor()
        await visitor.become_member("Slow Tide", "maple@example.org")
        await visitor.sign_in("Slow Tide")
        sealed = await _envelopes(world)
        assert len(sealed) >= 2
        yield world, sealed, board.group_private


def _keys_from(values: list[str]) -> Iterator[bytes]:
    """Every 32 bytes that could be made of what stands in a settings file."""
    for value in values:
        raw = value.encode()
        found = [raw, hashlib.sha256(raw).digest(), hashlib.blake2b(raw, digest_size=32).digest(), raw[:32], raw[-32:]]
        for decode in (base64.urlsafe_b64decode, base64.b64decode, bytes.fromhex):
            with suppress(ValueError):
                decoded: bytes = decode(value)
                found += [decoded, decoded[:32], hashlib.sha256(decoded).digest()]
        yield from (key for key in found if len(key) == 32)


def _opened(sealed: bytes, keys: list[bytes]) -> bytes | None:
    for key in keys:
        for box in (SealedBox(PrivateKey(key)), SecretBox(key)):
            for part in (sealed, sealed[1:]):
                with suppress(CryptoError, ValueError):
                    return bytes(box.decrypt(part))
    return None


def _broken_open(sealed: bytes, keys: list[bytes]) -> bool:
    """Both locks, in either order, with any pair of the keys."""
    outer = _opened(sealed, keys)
    return outer is not None and _opened(outer, keys) is not None


async def test_board_and_desk_cannot_open_an_envelope_with_all_they_hold(
    joined: tuple[World, list[bytes], str],
) -> None:
    world, sealed, _ = joined
    processes = ("board", "desk", "screener", "courier")
    held = {process: list(world.env(process).values()) for process in processes}
    together = list(itertools.chain(*held.values()))
    for values in (*held.values(), together):
        keys = list(dict.fromkeys(_keys_from(values)))
        assert len(keys) > 10
        assert [_opened(one, keys) for one in sealed] == [None] * len(sealed)


async def test_the_vault_s_settings_take_one_lock_off_and_not_the_other(
    joined: tuple[World, list[bytes], str],
) -> None:
    world, sealed, group_private = joined
    vault = list(dict.fromkeys(_keys_from(list(world.env("vault").values()))))
    assert [_opened(one, vault) is not None for one in sealed] == [True] * len(sealed)
    assert [_broken_open(one, vault) for one in sealed] == [False] * len(sealed)
    group = list(_keys_from([group_private]))
    assert [_opened(one, group) for one in sealed] == [None] * len(sealed)
    assert all(_broken_open(one, [*vault, *group]) for one in sealed), "this is how it does open"


async def test_a_record_inside_the_vault_stays_behind_both_locks(joined: tuple[World, list[bytes], str]) -> None:
    world, _, _ = joined
    vault = await make_vault(world)
    await vault.join()
    assert await pulling.pull(await vault.door(), await vault.db()) == 0
    records = _sealed(await world.fetch("SELECT sealed FROM vault.record", is_vault=True))
    assert len(records) >= 4
    everything = [
        value for process in ("board", "desk", "screener", "courier", "vault") for value in world.env(process).values()
    ]
    keys = list(dict.fromkeys(_keys_from([*everything, *world.secrets.values()])))
    assert [_broken_open(record, keys) for record in records] == [False] * len(records)
    assert {len(record) for record in records} == {sealing.ENVELOPE_LENGTH}
