"""What several signals come to: the level first, then how many there are and how strong."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.screening import PostVerdict, Screener, Signal, Urgency
from moderation.screening.model import CSSRS
from moderation.screening.weighing import STEPS, highest_step, score, strength


def one(phrase: str, urgency: Urgency, start: int, **more: object) -> Signal:
    made = Signal(
        phrase_id=phrase, category="suicide", urgency=urgency, start=start, end=start + 5, phrase=phrase, view="plain",
        rules=(), lang="en", before=urgency,
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


HIGH, REVIEW, NOW = Urgency.HIGH, Urgency.REVIEW, Urgency.IMMEDIATE
A, B, C = one("a", HIGH, 0), one("b", HIGH, 10), one("c", REVIEW, 20)
LOWERED = replace(A, before=NOW)
RAISED = replace(A, urgency=NOW)

STEPS_SHOWN = [
    ("none at all", [], ""),
    ("one", [replace(A, cssrs="thoughts")], "thoughts"),
    ("the highest of two", [replace(A, cssrs="plan_and_intent"), replace(B, cssrs="method")], "plan_and_intent"),
    ("not one whose level was lowered", [replace(LOWERED, cssrs="intent"), replace(B, cssrs="thoughts")], "thoughts"),
    ("one whose level was raised", [replace(RAISED, cssrs="intent")], "intent"),
    ("nothing unknown", [replace(A, cssrs="seven")], ""),
]  # fmt: skip


@pytest.mark.parametrize(("why", "signals", "step"), STEPS_SHOWN, ids=[row[0] for row in STEPS_SHOWN])
def test_the_highest_step(why: str, signals: list[Signal], step: str) -> None:
    assert highest_step(signals) == step


def test_the_steps_are_ordered_by_what_they_add() -> None:
    assert tuple(STEPS) == CSSRS
    assert sorted(STEPS.values()) == list(STEPS.values())


# In each row the first is to be read before the second.
BEFORE = [
    ("two phrases, one", [A, B], [A]),
    ("two phrases, one and a mild one", [A, B], [A, C]),
    ("a plain phrase, one that was lowered to the same level", [A], [LOWERED]),
    ("raised to a level, listed at it", [RAISED], [one("a", NOW, 0)]),
    ("a phrase, what the wording resembles", [A], [replace(A, view="classifier")]),
    ("spelled evasively, spelled plainly", [replace(A, view="evasive")], [A]),
    ("with a step, without", [replace(A, cssrs="preparation")], [A]),
    ("preparation, a wish", [replace(A, cssrs="preparation")], [replace(A, cssrs="wish_to_be_dead")]),
]


@pytest.mark.parametrize(("why", "first", "second"), BEFORE, ids=[row[0] for row in BEFORE])
def test_order_within_a_level(why: str, first: list[Signal], second: list[Signal]) -> None:
    assert score(HIGH, [first]) > score(HIGH, [second])


SAME = [
    ("the same phrase again", [A], [A, replace(A, start=50, end=55)]),
    ("another phrase over the same words", [A], [A, replace(B, start=3, end=9)]),
    ("the wording around a phrase", [A], [A, replace(B, view="classifier", start=0, end=30)]),
]


@pytest.mark.parametrize(("why", "alone", "together"), SAME, ids=[row[0] for row in SAME])
def test_what_says_the_same_counts_once(why: str, alone: list[Signal], together: list[Signal]) -> None:
    assert score(HIGH, [alone]) == score(HIGH, [together])


def test_spans_of_title_and_body_count_apart() -> None:
    assert score(HIGH, [[A], [replace(B, start=0, end=5)]]) == score(HIGH, [[A, B], []])


signals = st.lists(
    st.builds(
        one, st.sampled_from("abcdefgh"), st.sampled_from([REVIEW, HIGH, NOW]), st.integers(0, 90),
        before=st.sampled_from(list(Urgency)), view=st.sampled_from(["plain", "evasive", "classifier"]),
        cssrs=st.sampled_from(["", *CSSRS]),
    ),
    max_size=40,
)  # fmt: skip


@given(signals, signals)
def test_the_level_comes_first_whatever_was_found(many: list[Signal], few: list[Signal]) -> None:
    for lower, higher in ((Urgency.NONE, REVIEW), (REVIEW, HIGH), (HIGH, NOW)):
        assert score(lower, [many]) < score(higher, [few])
    assert all(0 <= strength(signal) < 1 for signal in many)


def test_a_flood_of_signals_is_weighed_at_once() -> None:
    flood = [one(f"p{n}", HIGH, n * 10) for n in range(20_000)]
    assert 2.9 < score(HIGH, [flood]) < 3


def test_a_post_is_weighed_as_a_whole() -> None:
    screener = Screener.load("en")
    post = screener.screen_post("goodbye everyone, this is my last post", "I want to die")
    assert isinstance(post, PostVerdict)
    assert post.score > post.body.score
    assert post.score == score(post.urgency, (post.title.signals, post.body.signals))
    assert screener.screen("A calm text.").score == 0
