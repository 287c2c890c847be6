"""References, hashes, dates and logs: small promises that everything else leans on."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime

import pytest

from app.kernel import hashing, i18n, ids, logs

AT = datetime(2026, 11, 20, 19, 30, tzinfo=UTC)


def test_a_reference_is_random_short_and_can_be_read_out() -> None:
    made = {ids.new_ref() for _ in range(2000)}
    assert len(made) == 2000
    assert all(ids.is_ref(ref) and len(ref) == 14 for ref in made)
    assert not set("".join(made)) & set("ilo01")


@pytest.mark.parametrize("text", ["", "abc", "ABCDEFGHJKMNPQ", "abcdefghjkmnp0", "abcdefghjkmnpqr", "abcdefghjkmnp\n"])
def test_what_is_no_reference_is_known(text: str) -> None:
    assert not ids.is_ref(text)


async def test_a_password_fits_in_any_unicode_spelling_and_nobody_s_hash_never_does() -> None:
    encoded = await hashing.hash_password("cafe\u0301 au bord de l'eau")
    assert await hashing.verify_password(encoded, "caf\u00e9 au bord de l'eau")
    assert not await hashing.verify_password(encoded, "cafe au bord de l'eau")
    assert not await hashing.verify_password(None, "nobody signs in with this")
    assert not await hashing.verify_password("!", "anything")


async def test_the_same_address_has_one_digest_and_another_key_another_one() -> None:
    one = await hashing.email_digest(" Member@Example.org ", "k" * 32)
    assert one == await hashing.email_digest("member@example.org", "k" * 32)
    assert one != await hashing.email_digest("member@example.org", "l" * 32)
    assert len(one) == 32


def test_days_and_hours_are_written_as_in_canada() -> None:
    assert i18n.day(AT, "en") == "November 20, 2026"
    assert i18n.day(AT, "fr") == "20 novembre 2026"
    assert i18n.day(AT.date(), "fr") == "20 novembre 2026"
    assert i18n.number(1234, "en") == "1,234"
    assert i18n.number(1234, "fr").replace("\u202f", "\u00a0") == "1\u00a0234"


@pytest.mark.parametrize(
    ("lang", "at", "written"),
    [
        ("en", AT, "2:30\u00a0p.m."),
        ("fr", AT, "14\u00a0h\u00a030"),
        ("en", AT.replace(hour=6, minute=36), "1:36\u00a0a.m."),
        ("fr", AT.replace(hour=6, minute=36), "1\u00a0h\u00a036"),
        ("fr", AT.replace(hour=5, minute=5), "0\u00a0h\u00a005"),
    ],
)
def test_an_hour_has_no_nought_before_it_and_no_line_breaks_inside(lang: str, at: datetime, written: str) -> None:
    assert i18n.hour(at, lang) == written
    assert i18n.moment(at, lang) == f"{i18n.day(at, lang)}, {written}"


def test_a_day_begins_at_midnight_of_the_house() -> None:
    assert i18n.day_of(AT.replace(hour=4)).isoformat() == "2026-11-19"
    assert i18n.day_of(AT.replace(hour=6)).isoformat() == "2026-11-20"


def test_a_language_nobody_configured_is_a_defect() -> None:
    with pytest.raises(KeyError):
        i18n.catalogue("de")


def test_a_log_line_holds_only_what_is_allowed() -> None:
    import structlog

    caught = io.StringIO()
    processors = [logs._only_allowed, structlog.processors.JSONRenderer()]
    structlog.configure(processors=processors, logger_factory=structlog.PrintLoggerFactory(caught))
    try:
        logs.get("tried").info("told", ref="abc", body="member text", address="203.0.113.7", token="t")
    finally:
        structlog.reset_defaults()
    assert json.loads(caught.getvalue()) == {"event": "told", "ref": "abc"}


def test_an_error_is_named_by_its_place_and_never_by_its_message() -> None:
    try:
        raise ValueError("member text")
    except ValueError as error:
        place = logs.place_of(error)
    assert place.startswith("test_words.py:")
    assert "member text" not in place
