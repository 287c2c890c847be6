"""Why screening found what it found: to members about their own text, to guides about a post.

Everything here is message ids with what is filled in; whoever shows them passes them through gettext.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from .detail_words import BEGINNING_WORDS, DETAIL_WORDS, ENDING_WORDS
from .evidence import feature, found
from .lines import Line, about
from .model import Kind, Redaction, Signal, Verdict
from .weighing import is_lowered
from .wording import (
    CATEGORY_WORDS,
    MEMBER_SENTENCES,
    MEMBER_WORDS,
    N_,
    PART_WORDS,
    RULE_WORDS,
    STEP_WORDS,
    URGENCY_WORDS,
)

_KINDS: Final[dict[str, str]] = {kind.value: words for kind, words in MEMBER_WORDS.items()}
_RAISING: Final = frozenset({"timing"})
_LOWERING: Final = frozenset(RULE_WORDS) - _RAISING


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One signal, explained. Category and level are message ids; `words` in lines are of language `lang`."""

    category: str
    level: str
    found: Line
    features: tuple[Line, ...]  # what weighed most, where no listed phrase was found
    change: Line | None  # from which level it was moved, ready for `moved`
    moved: tuple[Line, ...]  # the rules that moved it
    noticed: tuple[Line, ...]  # the rules that spoke and did not
    step: Line | None
    source: str  # id of the row or model, and its version
    lang: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailReason:
    """One personal detail, explained, without a letter of it."""

    kind: str
    is_sure: bool
    standing: str  # taken out, or flagged only
    rule: Line


def reason(signal: Signal | Mapping[str, Any]) -> Reason:
    """Why a signal is there, from the signal or from what was stored of it."""
    signal = signal if isinstance(signal, Signal) else Signal.from_data(signal)
    change = _change(signal)
    still = _RAISING if is_lowered(signal) else _LOWERING
    moved = [rule for rule in signal.rules if change and rule not in still]
    step = STEP_WORDS.get(signal.cssrs)
    return Reason(
        category=CATEGORY_WORDS.get(signal.category, signal.category),
        level=URGENCY_WORDS[signal.urgency],
        found=found(signal),
        features=tuple(map(feature, signal.features)),
        change=change,
        moved=_rules(moved),
        noticed=_rules(rule for rule in signal.rules if rule not in moved),
        step=Line(message=N_("Columbia scale (C-SSRS): %(step)s"), terms=(("step", step),)) if step else None,
        source=f"{signal.phrase_id} {signal.version}".strip(),
        lang=signal.lang,
    )


def detail_reason(redaction: Redaction | Mapping[str, Any]) -> DetailReason:
    """Why something was taken out or flagged, from the redaction or from what was stored of it."""
    told: Mapping[str, Any] = asdict(redaction) if isinstance(redaction, Redaction) else redaction
    return DetailReason(
        kind=_KINDS.get(told["kind"], MEMBER_WORDS[Kind.OTHER]),
        is_sure=bool(told["sure"]),
        standing=N_("Taken out") if told["sure"] else N_("Flagged only: please judge"),
        rule=_detail_rule(told["rule"]),
    )


def failures(failed: str | None) -> tuple[Line, ...]:
    """What did not run, one line for each part."""
    return tuple(_failure(one) for one in (failed or "").split("; ") if one)


def explain(verdict: Verdict) -> list[str]:
    """One sentence per kind of masked detail, in the order of the text; message ids for its author."""
    kinds = dict.fromkeys(kind for kind, _ in verdict.cutouts)
    return [MEMBER_SENTENCES[kind] for kind in kinds]


def _change(signal: Signal) -> Line | None:
    if not signal.before.rank or signal.before is signal.urgency:
        return None
    lowered, raised = N_("Lowered from “%(level)s”:"), N_("Raised from “%(level)s”:")
    return Line(message=lowered if is_lowered(signal) else raised, terms=(("level", URGENCY_WORDS[signal.before]),))


def _rules(codes: Iterable[str]) -> tuple[Line, ...]:
    return tuple(dict.fromkeys(_coded(code, RULE_WORDS) for code in codes))


def _detail_rule(code: str) -> Line:
    if code not in DETAIL_WORDS:
        for affix, message in (BEGINNING_WORDS | ENDING_WORDS).items():
            plain = code.removeprefix(affix).removesuffix(affix)
            if plain != code and plain in DETAIL_WORDS:
                return about(message, "rule", plain, DETAIL_WORDS)
    return _coded(code, DETAIL_WORDS)


def _coded(code: str, known: Mapping[str, str]) -> Line:
    return Line(message=known[code]) if code in known else about(N_("rule “%(code)s”"), "code", code, {})


def _failure(told: str) -> Line:
    if told == "too_long":
        return Line(message=N_("The text was too long to be screened."))
    message, part = N_("This part did not run: %(part)s."), told
    if told.startswith("time after "):
        message, part = N_("Time ran out after this part: %(part)s."), told.removeprefix("time after ")
    elif told.endswith(": time"):
        message, part = N_("This part ran out of time: %(part)s."), told.removesuffix(": time")
    return about(message, "part", part, PART_WORDS)
