"""Contact details in the ways people type them."""

from __future__ import annotations

from datetime import date

import pytest

from app.members import contacts


@pytest.mark.parametrize("typed", ["K1A 0B1", "k1a0b1", " k1a  0b1 ", "K1A-0B1", "k 1 a 0 b 1"])
def test_a_postal_code_is_read_in_any_case_and_spacing(typed: str) -> None:
    assert contacts.read_postal(typed) == "K1A 0B1"


@pytest.mark.parametrize("typed", ["", "D1A 0B1", "K1A 0B", "K1A 0O1", "12345", "W1A 0B1", "K1A 0B1 2"])
def test_what_is_no_canadian_postal_code_is_refused(typed: str) -> None:
    assert contacts.read_postal(typed) is None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("613-555-0123", "+16135550123"),
        ("(613) 555 0123", "+16135550123"),
        ("1.613.555.0123", "+16135550123"),
        ("+1 613 555 0123", "+16135550123"),
        ("+33 1 99 00 12 34", "+33199001234"),
    ],
)
def test_a_phone_number_is_read_as_people_write_it(typed: str, read: str) -> None:
    assert contacts.read_phone(typed) == read


@pytest.mark.parametrize("typed", ["", "hello", "911", "555-0123", "+", "9" * 40])
def test_what_is_no_phone_number_is_refused(typed: str) -> None:
    assert contacts.read_phone(typed) is None


@pytest.mark.parametrize("typed", ["a@example.org", "jo.o'neil+x@mail.example.ca", "zoé@exemple.example.org"])
def test_an_address_is_read(typed: str) -> None:
    assert contacts.read_email(f" {typed} ") == typed


@pytest.mark.parametrize(
    "typed",
    ["", "a", "a@", "@example.org", "a@example", "a b@example.org", "a@b@example.org", "a@example.org,b@example.org",
     "a@-example.org", "a@example..org", "a@" + "x" * 250 + ".org", "a\n@example.org", "<a@example.org>"],
)  # fmt: skip
def test_what_is_no_address_is_refused(typed: str) -> None:
    assert contacts.read_email(typed) is None


@pytest.mark.parametrize(
    ("born", "today", "age"),
    [
        (date(2010, 11, 20), date(2026, 11, 20), 16),
        (date(2010, 11, 21), date(2026, 11, 20), 15),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
    ],
)
def test_a_year_is_full_on_the_birthday(born: date, today: date, age: int) -> None:
    assert contacts.age_on(today, born) == age


@pytest.mark.parametrize("typed", ["1985-06-30", "19850630", "1985 6 30", "1985/06/30", " 1985.06.30 "])
def test_a_birth_date_is_read_year_first(typed: str) -> None:
    assert contacts.read_birth_date(typed, today=date(2026, 11, 20)) == date(1985, 6, 30)


@pytest.mark.parametrize("typed", ["", "30/06/1985", "2026-11-20", "2026-11-21", "1899-12-31", "1985-02-30", "1985"])
def test_what_is_no_birth_date_is_refused(typed: str) -> None:
    assert contacts.read_birth_date(typed, today=date(2026, 11, 20)) is None
