"""What is stored of a verdict: spans that fit the masked text, and failures that hold."""

from __future__ import annotations

import itertools
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.cases import policy
from moderation.cases.weighing import Standing, weigh
from moderation.screener import examining
from moderation.screener.examining import examine
from moderation.screening import Kind, Redaction, Screener, Signal, Urgency
from moderation.screening.details.redacting import mask, settled
from moderation.screening.model import Verdict

WORDS = {kind.value: f"[{kind.value.lower()} removed]" for kind in Kind}


@st.composite
def judged(draw: st.DrawFn) -> tuple[str, Verdict]:
    text = draw(st.text("abcdefg ", min_size=1, max_size=60))
    spans = draw(st.lists(st.tuples(st.integers(0, len(text) - 1), st.integers(1, 8), st.booleans()), max_size=6))
    details = settled([
        Redaction(start=start, end=min(start + size, len(text)), kind=Kind.PHONE, sure=sure, rule="r")
        for start, size, sure in spans
    ])  # fmt: skip
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    signal = Signal(
        phrase_id="p", category="suicide", urgency=Urgency.HIGH, start=start, end=end,
        phrase="p", view="v0", rules=(), lang="en",
    )  # fmt: skip
    masked = mask(text, details, WORDS)
    return text, Verdict(
        urgency=Urgency.HIGH, categories=("suicide",), signals=(signal,), redactions=details, masked=masked.text,
        spans_in_masked=masked.spans, cutouts=masked.cutouts, version="x",
    )  # fmt: skip


@given(judged())
@settings(max_examples=400, deadline=None)
def test_spans_move_with_the_masked_text(given_: tuple[str, Verdict]) -> None:
    text, verdict = given_
    for stored, one in zip(examining._redactions("body", verdict), verdict.redactions, strict=True):
        piece = verdict.masked[int(str(stored["start"])) : int(str(stored["end"]))]
        assert piece == (WORDS["PHONE"] if one.sure else text[one.start : one.end])
    (signal,) = examining._signals("body", verdict)
    (typed,) = verdict.signals
    piece = verdict.masked[int(str(signal["start"])) : int(str(signal["end"]))]
    expected = _masked_alone(text, typed.start, typed.end, verdict)
    assert piece == expected


def _masked_alone(text: str, start: int, end: int, verdict: Verdict) -> str:
    """The same letters, replaced letter by letter: another way to the same answer."""
    out, at = "", start
    while at < end:
        cover = next((r for r in verdict.redactions if r.sure and r.start <= at < r.end), None)
        if cover is None:
            out, at = out + text[at], at + 1
        else:
            out, at = out + WORDS["PHONE"], cover.end
    return out


class _Broken:
    name = "broken"

    def run(self, reading: object) -> list[Signal | Redaction]:
        raise RuntimeError


def test_a_broken_detector_holds_the_text_in_lane_unscreened() -> None:
    broken = Screener(lang="en", detectors=(_Broken(),), placeholders=WORDS, version="x")  # type: ignore[arg-type]
    seen = examine(broken, None, "A calm text.")
    assert seen.failed == "broken"
    outcome = weigh(policy.default(), seen.findings, Standing())
    assert (outcome.is_held, outcome.lane) == (True, "unscreened")


class _SlowOnce(_Broken):
    def __init__(self, times: int) -> None:
        self.left = times

    def run(self, reading: object) -> list[Signal | Redaction]:
        self.left -= 1
        if self.left >= 0:
            raise TimeoutError
        return []


def test_one_time_out_of_a_busy_machine_is_looked_at_again_and_a_second_one_holds() -> None:
    def failed(times: int) -> str | None:
        slow = Screener(lang="en", detectors=(_SlowOnce(times),), placeholders=WORDS, version="x")  # type: ignore[arg-type]
        return examine(slow, None, "A calm text.").failed

    assert failed(1) is None
    assert failed(99) == "broken: time"


class _Hostile(_Broken):
    def __init__(self) -> None:
        self.runs = 0

    def run(self, reading: object) -> list[Signal | Redaction]:
        self.runs += 1
        return []


def test_a_text_that_took_too_much_work_is_not_worked_on_twice() -> None:
    hostile, ticks = _Hostile(), itertools.count()
    detectors: tuple[Any, ...] = (hostile,)
    screener = Screener(
        lang="en", detectors=detectors, placeholders=WORDS, version="x", clock=lambda: float(next(ticks))
    )
    assert "time after broken" in str(examine(screener, None, "A calm text.").failed)
    assert hostile.runs == 2  # the title and the body, once each


def test_a_library_that_raises_holds_the_text_whole() -> None:
    seen = examine(None, None, "A calm text.")  # type: ignore[arg-type]
    assert (seen.failed, seen.body) == ("AttributeError", "A calm text.")
    assert weigh(policy.default(), seen.findings, Standing()).is_held


def test_a_masked_title_that_outgrows_its_column_is_held_whole() -> None:
    title = "@abcd " * 20
    seen = examine(Screener.load("en"), title, "Hello.")
    assert (seen.failed, seen.title, seen.cutouts) == ("too_long", title, ())


def test_a_verdict_is_stored_with_its_step_and_its_score() -> None:
    seen = examine(Screener.load("en"), "Goodbye", "I said my goodbyes tonight.")
    record = seen.record()
    assert (record["cssrs"], record["score"]) == (seen.cssrs, seen.score)
    assert seen.score > 3
    assert examine(None, None, "A calm text.").score == 1  # type: ignore[arg-type]


def test_no_feature_tells_a_word_that_was_taken_out() -> None:
    text = "Call Bartholomew, I am gone"
    name = Redaction(start=5, end=16, kind=Kind.PERSON, sure=True, rule="listed name")
    features = ("word gone", "word bartholomew", "pair call bartholomew", "letters  bart", "letters mew ", "idea dead")
    signal = Signal(
        phrase_id="classifier-en", category="suicide", urgency=Urgency.HIGH, start=0, end=len(text), phrase="",
        view="classifier", rules=(), lang="en", features=features,
    )  # fmt: skip
    masked = mask(text, (name,), WORDS)
    verdict = Verdict(
        urgency=Urgency.HIGH, categories=("suicide",), signals=(signal,), redactions=(name,), masked=masked.text,
        spans_in_masked=masked.spans, cutouts=masked.cutouts, version="x",
    )  # fmt: skip
    assert examining._without(examining._hidden(verdict), signal) == ("word gone", "idea dead")
    assert "bartholomew" not in repr(list(examining._signals("body", verdict))).lower()
