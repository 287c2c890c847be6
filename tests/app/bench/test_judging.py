"""The judge itself, by tables worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bench.judging.details import DetailsScore, Mask
from app.bench.judging.risk import RiskScore
from app.bench.judging.sets import DetailsPost, RiskPost, Span, details_posts, risk_posts, unmarked
from tests.app.bench.labelled import write_tiny

KINDS = st.sampled_from(["PERSON", "PHONE", "KEEP", "DATE_OF_BIRTH"])
# Letters of a text without marks; a mark's own signs may stand in it singly.
PLAIN = st.text(st.characters(exclude_characters="[]|"), max_size=12)
LETTERS = st.text(st.characters(exclude_characters="[]"), min_size=1, max_size=12)


def post(text: str) -> DetailsPost:
    plain, spans = unmarked(text)
    details = tuple(span for span in spans if span.kind != "KEEP")
    kept = tuple(span for span in spans if span.kind == "KEEP")
    return DetailsPost(id="x", text=plain, details=details, keep=kept, tags=frozenset())


def mask(start: int, end: int, kind: str = "PERSON", *, sure: bool = True) -> Mask:
    return Mask(start=start, end=end, kind=kind, sure=sure)


def score(text: str, *masks: Mask) -> dict[str, float]:
    counted = DetailsScore()
    counted.add(post(text), masks)
    return counted.measures()


@given(st.lists(st.tuples(PLAIN, KINDS, LETTERS), max_size=5), PLAIN)
def test_marks_become_exact_spans(pieces: list[tuple[str, str, str]], end: str) -> None:
    text, spans = unmarked("".join(f"{before}[[{kind}|{letters}]]" for before, kind, letters in pieces) + end)
    assert text == "".join(before + letters for before, _, letters in pieces) + end
    assert [(text[span.start : span.end], span.kind) for span in spans] == [(told, kind) for _, kind, told in pieces]
    rebuilt, at = [], 0
    for span in spans:
        rebuilt += [text[at : span.start], text[span.start : span.end]]
        at = span.end
    assert "".join([*rebuilt, text[at:]]) == text


def test_spans_count_code_points() -> None:
    assert unmarked("é👩🏽 [[PERSON|Zoé]]!") == ("é👩🏽 Zoé!", [Span(start=4, end=7, kind="PERSON")])


def test_a_set_is_read_from_its_files(tmp_path: Path) -> None:
    root = write_tiny(tmp_path)
    assert [one.urgency for one in risk_posts("development", "fr", root)] == ["immediate", "high", "review", "none"]
    first, second, third = details_posts("development", "en", root)
    assert first.text == "my number is 613-555-0142 if that helps"
    assert [span.kind for span in second.details] == ["EMAIL", "PERSON"]
    assert (third.details, [span.kind for span in third.keep]) == ((), ["KEEP"])


@pytest.mark.parametrize(
    ("masks", "full", "touched", "safe"),
    [
        ([mask(3, 15)], 1, 1, 1),
        ([mask(3, 9)], 0, 1, 0),  # half covered is not masked
        ([mask(3, 9), mask(9, 15)], 1, 1, 1),  # two halves are
        ([mask(3, 9), mask(10, 15)], 0, 1, 0),  # with a letter between they are not
        ([mask(0, 20)], 1, 1, 1),
        ([mask(15, 18)], 0, 0, 0),  # beside it
        ([mask(3, 15, sure=False)], 0, 1, 1),  # a flag covers, but does not mask
        ([mask(3, 9), mask(9, 15, sure=False)], 0, 1, 1),
        ([], 0, 0, 0),
    ],
)
def test_a_span_counts_as_masked_when_every_letter_is(
    masks: list[Mask], full: float, touched: float, safe: float
) -> None:
    found = score("my [[PERSON|Marie Okpik]] says hi there", *masks)
    told = (found["masked in full"], found["touched"], found["posts with nothing left uncovered"])
    assert told == (full, touched, safe)


def test_one_span_left_open_leaves_the_post_unsafe() -> None:
    found = score("[[PERSON|Marie]] in [[LOCATION|Shilo]]", mask(0, 5))
    assert found["masked in full"] == 0.5
    assert found["posts with nothing left uncovered"] == 0


def test_what_is_typed_is_counted_apart() -> None:
    found = score("[[PERSON|Marie]] 1 [[PHONE|613-555-0142]]", mask(8, 20, "PHONE"))
    assert (found["masked in full"], found["typed kinds masked in full"]) == (0.5, 1)


@pytest.mark.parametrize(
    "number", ["9-8-8", "811", "1-800-268-7708", "1 866 925 4419", "(833) 456-4566", "1-866-APPELLE"]
)
def test_a_help_line_that_is_masked_is_counted_as_one(number: str) -> None:
    text = f"call [[KEEP|{number}]] now"
    found = score(text, mask(5, 6, "PHONE"))
    assert (found["help lines masked"], found["other mentions to keep, masked"]) == (1, 0)
    assert score(text)["help lines masked"] == 0
    assert score(text, mask(5, 6, "PHONE", sure=False))["help lines masked"] == 0


@pytest.mark.parametrize("mention", ["Deschamps", "PHQ-9", "11 septembre 2001", "F-150", "1989"])
def test_another_mention_to_keep_is_counted_apart(mention: str) -> None:
    found = score(f"read [[KEEP|{mention}]] now", mask(5, 6))
    assert (found["help lines masked"], found["other mentions to keep, masked"]) == (0, 1)


def test_alarms_are_counted_on_clean_posts_only() -> None:
    counted = DetailsScore()
    counted.add(post("nothing here"), [mask(0, 3), mask(4, 6)])
    counted.add(post("nor here"), [mask(0, 3, sure=False)])
    counted.add(post("nor there"), [])
    counted.add(post("[[PERSON|Zoé]] here"), [mask(0, 3), mask(4, 8)])
    found = counted.measures()
    assert found["wrong masks per 100 clean posts"] == pytest.approx(200 / 3)
    assert found["clean posts with any mask or flag"] == pytest.approx(2 / 3)
    precision, recall, f1 = counted.by_kind()["PERSON"]
    assert (precision, recall) == (1 / 4, 1)
    assert f1 == pytest.approx(2 * 0.25 / 1.25)


def told(*rows: tuple[str, str, set[str], set[str]]) -> RiskScore:
    counted = RiskScore()
    for gold, called, categories, found in rows:
        label = RiskPost(id="x", text="", urgency=gold, categories=frozenset(categories), tags=frozenset())
        counted.add(label, called, found)
    return counted


def test_levels_are_counted_against_the_reader_s() -> None:
    counted = told(
        ("immediate", "immediate", set(), set()),
        ("immediate", "high", set(), set()),
        ("immediate", "review", set(), set()),
        ("immediate", "none", set(), set()),
        ("high", "review", set(), set()),
        ("high", "none", set(), set()),
        ("review", "review", set(), set()),
        ("none", "none", set(), set()),
        ("none", "review", set(), set()),
        ("none", "high", set(), set()),
        ("none", "none", set(), set()),
    )
    found = counted.measures()
    assert found["urgent surfaced"] == pytest.approx(4 / 6)
    assert found["immediate called at least high"] == 2 / 4
    assert found["immediate lost"] == 1 / 4
    assert found["false alarms"] == 2 / 4
    assert found["false alarms called urgent"] == 1 / 4
    # immediate 1 of 1 called, 1 of 4 told; high 0 of 2; review 1 of 4 called, 1 told; none 2 of 4 called, 2 of 4 told
    levels = {level: f1 for level, (_, _, f1) in counted.by_level().items()}
    assert levels == pytest.approx({"immediate": 0.4, "high": 0.0, "review": 0.4, "none": 0.5})
    assert found["macro-F1 of levels"] == pytest.approx((0.4 + 0.0 + 0.4 + 0.5) / 4)
    assert counted.by_level()["immediate"][:2] == (1, 1 / 4)


def test_categories_are_counted_over_all_posts() -> None:
    counted = told(
        ("high", "high", {"suicide", "substance"}, {"suicide"}),
        ("high", "high", {"suicide"}, {"suicide", "spam"}),
        ("none", "review", set(), {"suicide"}),
    )
    # 2 right, 1 missed, 2 too many
    assert counted.measures()["micro-F1 of categories"] == pytest.approx(4 / 7)
    assert counted.by_category()["suicide"] == pytest.approx((2 / 3, 1, 0.8))
    assert counted.by_category()["substance"] == (0, 0, 0)


def test_an_empty_set_divides_by_nothing() -> None:
    assert set(RiskScore().measures().values()) == {0}
    assert set(DetailsScore().measures().values()) == {0}
