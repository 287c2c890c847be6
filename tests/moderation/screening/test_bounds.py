from __future__ import annotations

import json
import time
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.screening import Redaction, Screener, Signal, Urgency
from moderation.screening.cli import run
from moderation.screening.details.scan import Pattern
from moderation.screening.detectors import Detector
from moderation.screening.explain import CATEGORY_WORDS, MEMBER_WORDS, explain, reason
from moderation.screening.model import CATEGORIES, Kind
from moderation.screening.text.folding import fold
from moderation.screening.text.tokens import Reading

LETTERS = st.characters(exclude_categories=[]) | st.sampled_from("e\u0301\u200b\u00ad\ud800\x00ﷺœßİ@.-613K1A0B ")
TEXTS = st.text(LETTERS, max_size=200)
HOSTILE = {
    "single letters": "a b c ", "spaced phrase": "k i l l m y s e l f ", "brackets": "(", "dotted": "a.", "digits": "1",
    "spaced digits": "1 2 3 ", "at": "a@", "dots in words": "a dot ", "phrase": "kill myself ", "ranks": "Sgt ",
    "names": "Marie ", "one letter": "a", "stars": "k*", "www": "www.", "streets": "12 rue de la ", "nul": "\x00",
    "surrogates": "\ud800", "emoji": "👩\u200d👩\u200d👧", "quotes": '"kill myself" ', "ligatures": "ﷺ", "words": "one two ",
    "codes": "A1B2C3", "cues": "My name is ", "han": "漢", "schools": "hopital de la ",
}  # fmt: skip


@given(TEXTS)
def test_every_folded_span_maps_to_the_letters_typed(text: str) -> None:
    folded = fold(text)
    before = 0
    for place in range(len(folded.text)):
        start, end = folded.span(place, place + 1)
        assert before <= start < end <= len(text)
        assert folded.text[place] in fold(text[start:end]).text
        before = start


@settings(deadline=None)
@given(TEXTS, st.sampled_from(["en", "fr"]))
def test_masking_puts_placeholders_for_exactly_the_letters_cut_out(text: str, lang: str) -> None:
    verdict = Screener.load(lang).screen(text)
    restored, at = [], 0
    for (start, end, kind), (cut_kind, letters) in zip(verdict.spans_in_masked, verdict.cutouts, strict=True):
        assert kind is cut_kind
        restored += [verdict.masked[at:start], letters]
        at = end
    assert "".join([*restored, verdict.masked[at:]]) == text
    ends = [0] + [r.end for r in verdict.redactions]
    assert all(end <= r.start for end, r in zip(ends, verdict.redactions, strict=False))
    assert verdict.failed is None
    json.loads(verdict.to_json("x"))


def test_one_sign_that_stands_for_many_letters_cannot_swell_a_text() -> None:
    assert len(fold("ﷺ" * 100).text) <= 400


def test_ten_thousand_combining_marks_leave_with_their_letter() -> None:
    text = "call 613-555-014" + "2" + "\u0301" * 10_000 + " now"
    verdict = Screener.load("en").screen(text)
    assert verdict.masked == "call [phone number removed] now"
    assert verdict.cutouts[0][1] == text[5:-4]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_answered_in_bounded_time(name: str) -> None:
    piece = HOSTILE[name]
    text = (piece * (10_000 // len(piece) + 1))[:10_000]
    screener = Screener.load("en")
    took = []
    for _ in range(2):
        start = time.process_time()
        verdict = screener.screen(text)
        took.append(time.process_time() - start)
    assert min(took) < 0.25
    assert verdict.failed is None


def _broken(_: Reading) -> list[Signal | Redaction]:
    raise RuntimeError("boom")


def _slow(_: Reading) -> list[Signal | Redaction]:
    raise TimeoutError


def _screener(*detectors: Detector, clock: list[float] | None = None) -> Screener:
    ticks = iter(clock) if clock else None
    told = {"clock": lambda: next(ticks)} if ticks else {}
    placeholders = Screener.load("en")._placeholders
    return Screener(lang="en", detectors=detectors, placeholders=placeholders, version="test", **told)


def test_a_broken_detector_raises_the_level_and_names_itself() -> None:
    verdict = _screener(Detector(name="broken", run=_broken)).screen("hello")
    assert verdict.urgency is Urgency.REVIEW
    assert verdict.failed == "broken"


def test_a_broken_detector_does_not_silence_the_others() -> None:
    whole = Screener.load("en")._detectors
    verdict = _screener(Detector(name="broken", run=_broken), *whole).screen("I want to die, 613-555-0142")
    assert verdict.urgency is Urgency.HIGH
    assert verdict.masked == "I want to die, [phone number removed]"


def test_a_detector_that_runs_out_of_time_is_a_failure() -> None:
    verdict = _screener(Detector(name="slow", run=_slow)).screen("hello")
    assert verdict.urgency is Urgency.REVIEW
    assert verdict.failed == "slow: time"


def test_a_text_that_takes_too_long_is_a_failure() -> None:
    quiet = Detector(name="quiet", run=lambda _: [])
    verdict = _screener(quiet, quiet, clock=[0.0, 0.1, 0.3]).screen("hello")
    assert verdict.urgency is Urgency.REVIEW
    assert verdict.failed == "time after quiet"


def _rests(_: Reading) -> list[Signal | Redaction]:
    time.sleep(0.35)
    return []


def _works(_: Reading) -> list[Signal | Redaction]:
    began = time.thread_time()
    while time.thread_time() - began < 0.3:
        pass
    return []


def test_a_machine_that_is_busy_elsewhere_makes_no_text_look_hostile() -> None:
    verdict = _screener(Detector(name="starved", run=_rests)).screen("hello")
    assert (verdict.failed, verdict.urgency) == (None, Urgency.NONE)


def test_work_that_a_text_itself_makes_is_counted_and_ends_it() -> None:
    ran: list[str] = []
    after = Detector(name="after", run=lambda _: ran.append("after") or [])  # type: ignore[func-returns-value]
    verdict = _screener(Detector(name="hostile", run=_works), after).screen("hello")
    assert (verdict.failed, ran) == ("time after hostile", [])


def test_an_expression_that_a_text_drives_mad_is_stopped() -> None:
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        list(Pattern(r"(?:a|a|aa)+(?:b|c)\d").find("a" * 5_000))
    assert time.monotonic() - began < 5


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="xx"):
        Screener.load("xx")


def test_a_screener_is_loaded_once() -> None:
    assert Screener.load("fr") is Screener.load("fr")


def test_the_command_answers_every_line_and_names_a_bad_one() -> None:
    out = StringIO()
    lines = ['{"id": "a", "text": "call 613-555-0142"}', "nonsense", '{"id": 2, "text": "I want to die \\ud800"}']
    assert run("en", StringIO("\n".join(lines)), out) == 1
    first, second, third = [json.loads(line) for line in out.getvalue().splitlines()]
    assert first["id"] == "a"
    assert first["text"] == "call [phone number removed]"
    assert first["redactions"] == [{"start": 5, "end": 17, "kind": "PHONE", "sure": True, "rule": "phone"}]
    assert second["line"] == 2
    assert (third["urgency"], third["categories"]) == ("high", ["suicide"])
    assert third["reasons"][0]["phrase_id"] == "en-sui-wish-die"


def test_every_kind_and_category_has_words_for_people() -> None:
    assert set(MEMBER_WORDS) == set(Kind)
    assert set(CATEGORY_WORDS) == set(CATEGORIES)


def test_a_verdict_explains_itself_in_sentences() -> None:
    verdict = Screener.load("en").screen("I don't want to die, call 613-555-0142 or 613-555-0143")
    assert explain(verdict) == ["We took out a phone number, so that nobody outside can call it."]
    why = reason(next(signal for signal in verdict.signals if signal.view == "plain"))
    assert (why.category, why.level) == ("Suicide", "To review")
