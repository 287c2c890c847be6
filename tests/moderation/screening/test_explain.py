"""Every signal, detail and failure explains itself as data, and reads as a sentence in both languages."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from app.kernel import i18n
from moderation.screening import Kind, Redaction, Screener, Signal, Urgency
from moderation.screening.cli import run
from moderation.screening.danger.lexicon import CONTEXT_RULES
from moderation.screening.evidence import feature, pattern
from moderation.screening.explain import detail_reason, failures, reason
from moderation.screening.ideas import IDEA_WORDS
from moderation.screening.lines import Line, sentence
from moderation.screening.model import CSSRS
from moderation.screening.wording import RULE_WORDS, STEP_WORDS

CLASSES = Path(__file__).resolve().parents[3] / "moderation/screening/classes"
PLAIN = Signal(
    phrase_id="en-x", category="suicide", urgency=Urgency.HIGH, start=0, end=4, phrase="want to die", view="plain",
    rules=(), lang="en", version="a1b2c3d4", before=Urgency.HIGH,
)  # fmt: skip
RESEMBLES = replace(
    PLAIN, phrase_id="classifier-en", phrase="", view="classifier", before=Urgency.NONE,
    features=("word gone", "pair gave my", "idea pills", "before give_away now", "after pet tonight"),
)  # fmt: skip


def in_words(lang: str, line: Line | None) -> str:
    return sentence(line, lambda text: i18n.translate(lang, text)) if line else ""


FOUND: list[tuple[dict[str, Any], str, str]] = [
    ({}, "Listed phrase “want to die”", "Expression du lexique\xa0: «\xa0want to die\xa0»"),
    (
        {"view": "evasive"},
        "Written evasively; read as the phrase “want to die”",
        "Écrit de façon détournée; lu comme l'expression «\xa0want to die\xa0»",
    ),
    (
        {"phrase": "[i] .. [want] .. [die]"},
        "Listed pattern “[i] … [want] … [die]”",
        "Modèle de phrase du lexique\xa0: «\xa0[i] … [want] … [die]\xa0»",
    ),
    (
        {"view": "classifier", "phrase": ""},
        "The wording as a whole resembles texts of this level",
        "La formulation, dans son ensemble, ressemble à des textes de ce niveau",
    ),
]


@pytest.mark.parametrize(("changes", "english", "french"), FOUND)
def test_how_it_was_found(changes: dict[str, Any], english: str, french: str) -> None:
    found = reason(replace(PLAIN, **changes)).found
    assert (in_words("en", found), in_words("fr", found)) == (english, french)


FEATURES = {
    "word gone": "the word “gone”",
    "pair gave my": "the words “gave my”",
    "idea pills": "the idea “medication”",
    "before give_away not": "the word “not” before the idea “giving away”",
    "after pet tonight": "the word “tonight” after the idea “a pet”",
    "idea some_new_class": "the idea “some new class”",
    "thing unheard of": "the feature “thing unheard of”",
}


@pytest.mark.parametrize(("name", "english"), FEATURES.items())
def test_a_feature_is_said_in_plain_words(name: str, english: str) -> None:
    assert in_words("en", feature(name)) == english


def test_a_feature_is_said_in_french() -> None:
    assert in_words("fr", feature("before give_away pas")) == (
        "le mot «\xa0pas\xa0» devant l'idée «\xa0donner ses choses\xa0»"
    )


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_idea_of_the_classes_has_a_title(lang: str) -> None:
    table = tomllib.loads((CLASSES / f"{lang}.toml").read_text(encoding="utf-8"))
    assert set(table) == set(IDEA_WORDS)


def test_every_context_rule_and_every_step_has_words() -> None:
    assert set(CONTEXT_RULES) <= set(RULE_WORDS)
    assert tuple(STEP_WORDS) == CSSRS


SAYS_NO, MOMENT, OTHER = "the writer says no to it", "a moment is named", "it is about another person"
# Level of the phrase, level in the end, rules that spoke; what is said of it.
MOVED: list[tuple[tuple[str, str, str], str, list[str], list[str]]] = [
    (("high", "review", "negation timing"), "Lowered from “High”:", [SAYS_NO], [MOMENT]),
    (("high", "immediate", "third_person timing"), "Raised from “High”:", [MOMENT], [OTHER]),
    (("review", "review", "past long_past"), "", [], ["it is told as past", "it is long ago"]),
    (("high", "review", "sarcasm"), "Lowered from “High”:", ["rule “sarcasm”"], []),
    (("none", "high", "third_person"), "", [], [OTHER]),
]


@pytest.mark.parametrize(("given", "change", "moved", "noticed"), MOVED)
def test_what_moved_it_and_what_was_only_noticed(
    given: tuple[str, str, str], change: str, moved: list[str], noticed: list[str]
) -> None:
    before, now, rules = given
    signal = replace(PLAIN, before=Urgency(before), urgency=Urgency(now), rules=tuple(rules.split()))
    why = reason(signal)
    assert in_words("en", why.change) == change
    assert [in_words("en", line) for line in why.moved] == moved
    assert [in_words("en", line) for line in why.noticed] == noticed


def test_a_reason_that_two_rules_share_is_said_once() -> None:
    assert len(reason(replace(PLAIN, rules=("long past", "long_past"))).noticed) == 1


def test_the_step_of_the_columbia_scale() -> None:
    step = reason(replace(PLAIN, cssrs="plan_and_intent")).step
    assert in_words("en", step) == "Columbia scale (C-SSRS): a plan and intent"
    assert in_words("fr", step) == "Échelle de Columbia (C-SSRS)\xa0: un plan et une intention"
    assert reason(PLAIN).step is None


def test_a_long_pattern_is_shortened() -> None:
    assert (
        pattern("[su_kin] {is|was|has been|seems} ... {gone|} .. away") == "[kin] (is/was/has been/…) … (gone) … away"
    )
    assert pattern("{a {b|c}|d} e") == "(a (b/c)/d) e"
    assert len(pattern("[x] .. " * 90)) == 100


@pytest.mark.parametrize(
    "signal", [PLAIN, RESEMBLES, replace(PLAIN, rules=("past",), cssrs="method", before=Urgency.IMMEDIATE)]
)
def test_what_was_stored_explains_itself_as_the_signal_did(signal: Signal) -> None:
    stored = {"part": "body", **json.loads(json.dumps(signal.as_data()))}
    assert Signal.from_data(stored) == signal
    assert reason(stored) == reason(signal)


def test_a_signal_of_an_earlier_release_explains_itself_with_what_it_has() -> None:
    new = {"version", "before", "cssrs", "features"}
    old = {name: value for name, value in replace(PLAIN, rules=("past",)).as_data().items() if name not in new}
    why = reason(old)
    assert (why.change, why.step, why.source) == (None, None, "en-x")
    assert [in_words("en", line) for line in why.noticed] == ["it is told as past"]


RULES = {
    "phone": "a phone number with its area code",
    "listed place, mistyped": "a place on the list of places, mistyped",
    "phone said aloud": "a phone number with its area code, said in words",
    "number said aloud by cue": "a number in words, after words that announce one",
    "two weak sources: listed surname": "a surname on the list of names; the model for names agrees",
    "a rule of tomorrow": "rule “a rule of tomorrow”",
    "handle said aloud": "a name on another site, said in words",
}


@pytest.mark.parametrize(("rule", "english"), RULES.items())
def test_how_a_detail_was_found(rule: str, english: str) -> None:
    why = detail_reason(Redaction(start=0, end=3, kind=Kind.PHONE, sure=True, rule=rule))
    assert (why.kind, why.standing, in_words("en", why.rule)) == ("a phone number", "Taken out", english)


def test_a_doubtful_detail_is_said_to_be_one_and_an_unknown_kind_is_a_detail() -> None:
    why = detail_reason({"start": 0, "end": 1, "kind": "SHOE_SIZE", "sure": False, "rule": "model"})
    assert (why.kind, why.is_sure, why.standing) == ("a personal detail", False, "Flagged only: please judge")


FAILURES = {
    "broken": ["This part did not run: broken."],
    "phrases fr: time; time after people": [
        "This part ran out of time: French phrases.",
        "Time ran out after this part: names of people.",
    ],
    "too_long": ["The text was too long to be screened."],
    "": [],
}


@pytest.mark.parametrize(("failed", "english"), FAILURES.items())
def test_what_did_not_run_is_named(failed: str, english: list[str]) -> None:
    assert [in_words("en", line) for line in failures(failed or None)] == english


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize(
    "text", ["I said my goodbyes tonight, call Cpl Ben 613-555-0142", "k1ll myself", "Je veux mourir à soir"]
)
def test_whatever_is_found_can_be_said_in_both_languages(lang: str, text: str) -> None:
    verdict = Screener.load("en").screen(text)
    assert verdict.signals
    for signal in verdict.signals:
        why = reason(signal)
        for line in (why.found, *why.features, *why.moved, *why.noticed):
            assert in_words(lang, line)
            assert "%(" not in in_words(lang, line)
    for redaction in verdict.redactions:
        assert in_words(lang, detail_reason(redaction).rule)


def test_the_command_gives_every_reason_as_data() -> None:
    out = StringIO()
    assert run("en", StringIO(json.dumps({"id": "a", "text": "I don't want to die. kms tonight"})), out) == 0
    told = json.loads(out.getvalue())
    assert set(told["reasons"][0]) == {
        "phrase_id", "version", "category", "urgency", "before", "start", "end", "phrase", "view", "rules", "lang",
        "cssrs", "features",
    }  # fmt: skip
    lowered = next(one for one in told["reasons"] if one["phrase_id"] == "en-sui-wish-die")
    assert (lowered["before"], lowered["urgency"], lowered["rules"]) == ("high", "review", ["negation"])
    assert told["score"] > 3
    assert told["cssrs"] in ("", *CSSRS)
