"""Which passwords may be chosen."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from app.members import passwords

OWN = ("Quiet Cedar", "marcel.tremblay@example.org")
REFUSED = [
    # Length counts.
    "short",
    "fourteen chars",
    "x" * 201,
    # A row of keys, or the same thing again.
    "qwertyuiopasdfgh",
    "azertyuiopqsdfgh",
    "123456789012345678",
    "aaaaaaaaaaaaaaaaaaaa",
    "abcabcabcabcabcabc",
    "1qaz2wsx3edc4rfv",
    "zyxwvutsrqponmlkj",
    "qwerty123456789qwerty",
    # A common one in any dress.
    "passwordpassword123",
    "Password1Password2",
    "P@ssw0rdP@ssw0rd",
    "1L0veY0u1L0veY0u",
    "sunshinemonkey2024",
    "dragon2015dragon",
    "CorrectHorseBatteryStaple1!",
    "Je t'aime pour toujours",
    "mon mot de passe 2026",
    "motdepassemotdepasse",
    # What leads to the member, or names the site.
    "quietcedar is here again",
    "my marcel tremblay things",
    "havre is my place today",
    "quiet cedar quiet cedar",
]


@pytest.mark.parametrize("password", REFUSED)
def test_a_password_that_others_would_try_is_refused(password: str) -> None:
    assert passwords.complaint(password, own=OWN) is not None


@pytest.mark.parametrize(
    "password",
    [
        "marmot velvet spoon tide",
        "quatre chevaux bleus dorment",
        "Fj39#kd!02mxPq7z",
        "пять тихих фонарей",
        "x7 " * 4 + "owl boat",
    ],
)
def test_a_long_password_of_ones_own_is_taken(password: str) -> None:
    assert passwords.complaint(password, own=OWN) is None


def test_the_list_holds_thousands_of_bare_phrases() -> None:
    lines = (Path(passwords.__file__).parent / "common_passwords.txt").read_text("utf-8").splitlines()
    phrases = [line for line in lines if not line.startswith("#")]
    assert len(phrases) == len(set(phrases)) >= 5000
    assert all(phrase.isalpha() and phrase == phrase.casefold() for phrase in phrases)


def test_the_longest_password_is_looked_at_at_once() -> None:
    started = time.perf_counter()
    passwords.complaint("a1b2c3d4e5" * 20)
    passwords.complaint("\u0f73" * 200)
    assert time.perf_counter() - started < 0.2
