"""Two locks: neither key alone opens an envelope, and no envelope tells its content by its size."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.kernel import sealing

GROUP_PRIVATE, GROUP = sealing.new_key_pair()
VAULT_PRIVATE, VAULT = sealing.new_key_pair()
RECORD = {"member": "abc", "epoch": 1, "phone": "+16135550100"}


def envelope() -> bytes:
    return sealing.seal_envelope(RECORD, group_key=GROUP, vault_key=VAULT)


def test_both_keys_together_open_the_record() -> None:
    inner = sealing.open_outer(envelope(), vault_private=VAULT_PRIVATE)
    assert sealing.open_inner(inner, group_private=GROUP_PRIVATE) == RECORD


def test_the_vaults_key_alone_reads_nothing() -> None:
    inner = sealing.open_outer(envelope(), vault_private=VAULT_PRIVATE)
    assert b"5550100" not in inner
    with pytest.raises(sealing.CannotOpen):
        sealing.open_inner(inner, group_private=VAULT_PRIVATE)


def test_the_groups_key_alone_reads_nothing() -> None:
    with pytest.raises(sealing.CannotOpen):
        sealing.open_outer(envelope(), vault_private=GROUP_PRIVATE)


@given(st.integers(0, sealing.ENVELOPE_LENGTH - 1), st.integers(1, 255))
@settings(max_examples=200, deadline=None)
def test_one_changed_byte_anywhere_is_refused(place: int, change: int) -> None:
    broken = bytearray(envelope())
    broken[place] ^= change
    with pytest.raises(sealing.CannotOpen):
        sealing.open_outer(bytes(broken), vault_private=VAULT_PRIVATE)


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=20), max_size=6))
@settings(max_examples=100, deadline=None)
def test_every_envelope_has_the_same_length(record: dict[str, str]) -> None:
    sealed = sealing.seal_envelope(record, group_key=GROUP, vault_key=VAULT)
    assert len(sealed) == sealing.ENVELOPE_LENGTH


def test_a_record_that_does_not_fit_is_refused_and_not_cut() -> None:
    with pytest.raises(ValueError, match="at most 512 bytes"):
        sealing.seal_envelope({"long": "x" * 600}, group_key=GROUP, vault_key=VAULT)


def test_a_wrong_public_key_is_refused_before_anything_is_sealed() -> None:
    with pytest.raises(sealing.CannotOpen, match="not a public key"):
        sealing.read_public("nonsense")
