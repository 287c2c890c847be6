"""Which names may be chosen."""

from __future__ import annotations

import itertools

import pytest

from app.members import pseudonyms

REFUSED = [
    # A name has 3 to 30 characters.
    ("Ow", ""),
    ("O" * 31, ""),
    # Only letters, digits, hyphens and spaces, with two letters at least.
    ("a_b", ""),
    ("Owl!", ""),
    ("-Owl", ""),
    ("12-3", ""),
    ("<b>Owl</b>", ""),
    # No run of four digits, spaced or not, in any script.
    ("Owl 1987", ""),
    ("Owl 1-9-8 7", ""),
    ("Owl 19\uff18\uff17", ""),
    # Nobody passes for the team.
    ("Guide Sam", ""),
    ("Gu1de", ""),
    ("Équipe du soir", ""),
    ("Havre", ""),
    ("АDМIN", ""),  # Cyrillic А and М
    # No part of the address, however it is dressed.
    ("Marcel", "marcel.tremblay@example.org"),
    ("Marc the Owl", "marcel.tremblay@example.org"),
    ("M4RC3L", "marcel.tremblay@example.org"),
    ("T-r-e-m-b-l-a-y", "marcel.tremblay@example.org"),
    ("Trembl", "marcel.tremblay@example.org"),
    ("Tremblаy", "marcel_tremblay@example.org"),  # Cyrillic а
    ("Big Sam", "sam22@example.org"),
]


@pytest.mark.parametrize(("name", "email"), REFUSED)
def test_a_name_that_leads_back_or_deceives_is_refused(name: str, email: str) -> None:
    assert pseudonyms.complaint(name, email=email) is not None


@pytest.mark.parametrize("name", ["Quiet Cedar", "Cèdre calme", "Petit-Nuage", "Owl 42", "ᓄᓇ ᑲᓇ", "Île rare"])
def test_an_ordinary_name_is_taken(name: str) -> None:
    assert pseudonyms.complaint(name, email="marcel.tremblay@example.org") is None


def test_a_known_real_name_is_refused_where_names_are_known() -> None:
    names = {"beatrix"}

    def knows(text: str) -> bool:
        return any(word.casefold() in names for word in text.split())

    assert pseudonyms.complaint("Beatrix 7", names=knows) is not None
    assert pseudonyms.complaint("Quiet Cedar", names=knows) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Quiet Cedar", "quiet-cedar"),
        ("Quiet Cedar", "QUIETCEDAR"),
        ("Quiet Cedar", "Qu1et C3dar"),
        ("Quiet Cedar", "Quiet Сеdаr"),  # Cyrillic С, е, а
        ("Île rare", "lle rare"),
        ("Modern Owl", "Modem Owl"),
        ("Élan", "Elan"),
        ("Owl", "\uff2f\uff37\uff2c"),
        ("Οwl", "Owl"),  # Greek Omicron
    ],
)
def test_names_that_look_alike_are_one(one: str, other: str) -> None:
    assert pseudonyms.skeleton(one) == pseudonyms.skeleton(other)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_suggested_name_may_be_taken(lang: str) -> None:
    words = pseudonyms._words(lang)
    made = [
        words["pattern"][0].format(first=first, second=second)
        for first, second in itertools.product(words["first"], words["second"])
    ]
    assert len(made) > 2000
    assert [name for name in made if pseudonyms.complaint(f"{name} 99")] == []
