"""What may be published: every language or none, words that fit, places that can be reached."""

from __future__ import annotations

import re

from app.board.handbook import Wording
from app.board.places import FIXED, KINDS, LANGUAGE_WORDS, PlaceFacts, regions
from app.kernel.errors import Invalid
from app.kernel.i18n import LANGUAGES, N_
from moderation.handbook.model import MOST_NOTE, MOST_TITLE, MOST_WORDS, AnswerFacts, Draft, Kind

MISSING = N_("Nothing is published with a language missing: please write it in the other language too.")

_CODE = re.compile(r"[a-z0-9_]{2,40}")
_NUMBER = re.compile(r"[\d +()-]{3,24}")
_ADDRESS = re.compile(r"https://[a-z0-9.-]+\.[a-z]{2,}(/[^\s<>\"']*)?")
# An answer is sent as it stands here: nothing fills a gap in it.
_GAP = re.compile(r"[{}\[\]]|%\(|_{3,}|\.{4,}")


def check(draft: Draft) -> None:
    """Raises Invalid, naming the field, for a draft that may not be published."""
    if not _CODE.fullmatch(draft.code):
        raise Invalid(N_("A code has 2 to 40 small letters, digits and low lines."), field="code")
    if draft.kind is Kind.PLACE and draft.code in FIXED:
        raise Invalid(N_("This line stays as it is: safety texts change only with clinical sign-off."))
    said = {one.lang: one for one in draft.wordings}
    for lang in LANGUAGES:
        _check_words(said.get(lang), lang)
    if len({bool(one.hours.strip()) for one in draft.wordings}) > 1:
        bare = next(one.lang for one in draft.wordings if not one.hours.strip())
        raise Invalid(MISSING, field=f"hours_{bare}")
    if not draft.note.strip() or len(draft.note) > MOST_NOTE:
        raise Invalid(N_("Please say in a few words why."), field="note")
    if isinstance(draft.facts, PlaceFacts):
        _check_place(draft.facts)
    if isinstance(draft.facts, AnswerFacts):
        _check_answer(draft, draft.facts)


def _check_words(said: Wording | None, lang: str) -> None:
    for name, most in (("title", MOST_TITLE), ("words", MOST_WORDS)):
        words = getattr(said, name).strip() if said else ""
        if not words:
            raise Invalid(MISSING, field=f"{name}_{lang}")
        if len(words) > most:
            raise Invalid(N_("Please use at most %(most)s characters."), field=f"{name}_{lang}", most=most)


def _check_place(facts: PlaceFacts) -> None:
    if not (facts.phone or facts.text or facts.web):
        raise Invalid(N_("Please give at least one way to reach it."), field="phone")
    for name in ("phone", "text"):
        number = getattr(facts, name)
        if number and not _NUMBER.fullmatch(number):
            raise Invalid(N_("Please write a number as people read it, like 1-800-555-0142."), field=name)
    if facts.web and not _ADDRESS.fullmatch(facts.web):
        raise Invalid(N_("Please give an address that begins with https://"), field="web")
    if facts.region not in regions("en"):
        raise Invalid(N_("Please choose where it is."), field="region")
    if set(facts.languages) - set(LANGUAGE_WORDS):
        raise Invalid(N_("Please choose its languages."), field="languages")
    if not facts.kinds or set(facts.kinds) - set(KINDS):
        raise Invalid(N_("Please choose at least one kind."), field="kind_crisis")


def _check_answer(draft: Draft, facts: AnswerFacts) -> None:
    if not facts.acts:
        raise Invalid(N_("Please choose at least one act that it goes with."), field="act_post")
    for one in draft.wordings:
        if _GAP.search(one.words):
            raise Invalid(N_("An answer has no gaps to fill in: it is sent as it stands."), field=f"words_{one.lang}")
