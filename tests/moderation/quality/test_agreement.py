"""Agreement, against figures worked out by hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from moderation.quality import agreement
from moderation.quality.model import Pair, Would
from tests.moderation.quality.arranging import Past, noon

ROOM = Path(agreement.__file__).parent


def pair(found: str, read: str, **more: object) -> Pair:
    values: dict[str, object] = {
        "kind": "nothing_found", "found_urgency": found, "found_categories": frozenset(), "read_urgency": read,
        "read_categories": frozenset(), "read_would": Would.LEAVE, "decided": None, "phrases": frozenset(),
    }  # fmt: skip
    return Pair(**(values | more))  # type: ignore[arg-type]


def test_kappa_by_hand() -> None:
    # 50 texts: both yes 20, only the first 5, only the second 10, both no 15. Seen 35/50 = 0.7;
    # by chance 25/50 * 30/50 + 25/50 * 20/50 = 0.5; kappa (0.7 - 0.5) / (1 - 0.5) = 0.4.
    answers = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15
    assert agreement.kappa(answers) == pytest.approx(0.4)


def test_kappa_says_nothing_when_only_one_answer_was_ever_given() -> None:
    assert agreement.kappa([("none", "none")] * 30) is None
    assert agreement.kappa([]) is None


def test_kappa_is_below_zero_when_they_agree_less_than_by_chance() -> None:
    assert agreement.kappa([(True, False), (False, True)]) == pytest.approx(-1.0)


def test_fewer_than_ten_texts_carry_no_figure() -> None:
    nine, ten = [("none", "none")] * 9, [("none", "none")] * 9 + [("none", "review")]
    assert agreement.agreement("x", nine).raw is None
    assert agreement.agreement("x", ten).raw == pytest.approx(0.9)
    assert agreement.agreement("x", ten, count=9).raw is None


def test_a_phrase_is_counted_where_it_was_found() -> None:
    hit = {"phrases": frozenset({("sleep_1", "suicide")})}
    seen = {"read_categories": frozenset({"suicide"})}
    found = [
        *[pair("review", "review", **hit, **seen) for _ in range(9)],
        *[pair("review", "none", **hit) for _ in range(3)],
        *[pair("none", "none") for _ in range(12)],
    ]
    (one,) = agreement.compare(found).phrases
    assert (one.name, one.count) == ("sleep_1", 12) and one.raw == pytest.approx(0.75)
    # Both 9, phrase only 3, neither 12: seen 21/24, by chance (12*9 + 12*15)/576 = 0.5, kappa 0.75.
    assert one.kappa == pytest.approx(0.75)


async def test_pairs_come_from_the_database_without_anybodys_name(past: Past) -> None:
    author, maya, noor = (
        await past.board.member("slow-tide"),
        await past.board.guide("Maya"),
        await past.board.guide("Noor"),
    )
    for place in range(12):
        post = await past.post(
            author, at=noon(2), urgency="review", phrases=(("p1", "suicide"),), categories=("suicide",)
        )
        act = "decline" if place < 4 else "keep"
        case = await past.case(post, opened=noon(2), minutes=5, by=maya, act=act)
        await past.read(
            post, by=noor, urgency="review" if place < 6 else "none", categories=("suicide",) if place < 6 else (),
            act="remove" if place < 3 else "leave", case=case,
        )  # fmt: skip
    db = await past.world.db("desk_en")
    async with db.reading() as tx:
        compared = agreement.compare(await agreement.pairs(tx, 30))
    whole = compared.decisions[0]
    # Decline 4, of which the reader removes 3; the rest is left by both: 11 of 12.
    assert (whole.count, whole.raw) == (12, pytest.approx(11 / 12))
    # By chance (4*3 + 8*9)/144 = 7/12; kappa (11/12 - 7/12) / (5/12) = 0.8.
    assert whole.kappa == pytest.approx(0.8)
    both = next(one for one in compared.urgency if one.name == agreement.BOTH)
    assert (both.count, both.raw, both.kappa) == (12, pytest.approx(0.5), pytest.approx(0.0))
    assert compared.phrases[0].raw == pytest.approx(0.5)


def test_nothing_in_this_room_is_grouped_by_a_person() -> None:
    """Nobody's ranking: no statement groups, orders or partitions by whoever read or decided."""
    person = re.compile(r"\b(staff_id|taken_by|reader_id|holder_id|settled_by|actor|staff\.|s\.name)\b")
    clause = re.compile(
        r"\b(GROUP BY|PARTITION BY|ORDER BY)\b([^)]*?)(?=\b(LIMIT|FOR|RETURNING|WHERE|HAVING)\b|\)|;|$)", re.S
    )
    wrong = [
        f"{file.name}: {found[0].strip()}"
        for file in (ROOM / "sql").glob("*.sql")
        for found in clause.finditer(file.read_text("utf-8"))
        if person.search(found[2]) and "IS DISTINCT FROM $1" not in found[2]  # one's own text in hand comes first
    ]
    assert wrong == []
    counting = [(ROOM / "sql" / name).read_text("utf-8") for name in ("agreement.sql", "figures.sql", "partner.sql")]
    assert not any(person.search(text) for text in counting)
