"""Somebody who reads a member's mailbox over a shoulder, or owns it, learns nothing."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from app.courier import letters
from app.courier.model import Kind, Letter

TELLTALE = [
    "trauma",
    "traumatique",
    "sexual",
    "sexuel",
    "sexuelle",
    "assault",
    "agression",
    "abuse",
    "abus",
    "harassment",
    "harcèlement",
    "violence",
    "victim",
    "victime",
    "survivor",
    "survivante",
    "military",
    "militaire",
    "forces",
    "army",
    "armée",
    "navy",
    "marine",
    "veteran",
    "vétéran",
    "vétérane",
    "soldier",
    "soldat",
    "regiment",
    "régiment",
    "peer",
    "pair",
    "support",
    "soutien",
    "group",
    "groupe",
    "community",
    "communauté",
    "board",
    "forum",
    "thread",
    "discussion",
    "clinic",
    "clinique",
    "clinician",
    "clinicien",
    "therapy",
    "thérapie",
    "counsel",
    "psych",
    "suicide",
    "crisis",
    "crise",
    "help",
    "line",
    "distress",
    "détresse",
    "guide",
    "moderat",
    "modérat",
    "pseudonym",
    "anonymous",
    "anonyme",
    "havre",
    "haven",
    "member",
    "membre",
    "vault",
    "coffre",
]

ALL = [(kind, lang) for kind in Kind for lang in ("en", "fr")]


def written(kind: Kind, lang: str, key: str = "a") -> str:
    letter = Letter(to="a@example.org", lang=lang, kind=kind, link="https://x.example.org/k")
    message = letters.write(letter, key=key, sender="no-reply@mail.example", now=datetime.now(UTC))
    return "\n".join(f"{name}: {value}" for name, value in message.items()) + "\n\n" + message.get_content()


def test_the_list_is_long_enough() -> None:
    assert len(set(TELLTALE)) >= 50


@pytest.mark.parametrize(("kind", "lang"), ALL)
def test_no_mail_says_what_the_place_is(kind: Kind, lang: str) -> None:
    text = written(kind, lang).casefold()
    assert [word for word in TELLTALE if word in text] == []


@pytest.mark.parametrize(("kind", "lang"), ALL)
def test_a_mail_holds_its_link_on_a_line_of_its_own_and_no_markup(kind: Kind, lang: str) -> None:
    text = written(kind, lang)
    assert "\nhttps://x.example.org/k\n" in text
    assert not re.search(r"<[a-z/]|&[a-z]+;|http://", text.partition("\n\n")[2])
    assert text.count("https://") == 1


@pytest.mark.parametrize("kind", Kind)
def test_french_is_not_english(kind: Kind) -> None:
    english, french = (
        letters.words_of(Letter(to="a@example.org", lang=lang, kind=kind, link="L")) for lang in ("en", "fr")
    )
    assert english[0] != french[0]
    assert not set(english[1].splitlines()) & set(french[1].splitlines()) - {"", "L"}


def test_the_message_id_is_the_same_for_the_same_mail_and_tells_nothing() -> None:
    one = letters.message_id("join:en:abc", "no-reply@mail.example")
    assert one == letters.message_id("join:en:abc", "no-reply@mail.example")
    assert one != letters.message_id("join:en:abd", "no-reply@mail.example")
    assert "join" not in one


def test_an_unknown_language_is_answered_in_english() -> None:
    assert "Hello," in letters.words_of(Letter(to="a@example.org", lang="en", kind=Kind.RESET, link="L"))[1]
