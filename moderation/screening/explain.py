"""Plain words for what screening found: to members about their own text, to guides about a post.

The strings are message ids; whoever shows them passes them through gettext.
"""

from __future__ import annotations

from typing import Final

from .model import Kind, Signal, Urgency, Verdict


def N_(text: str) -> str:
    """Marks a sentence for translation and leaves it as it is."""
    return text


MEMBER_WORDS: Final[dict[Kind, str]] = {
    Kind.PERSON: N_("a name"),
    Kind.LOCATION: N_("a place"),
    Kind.ORG_UNIT: N_("a unit, base, school or employer"),
    Kind.EMAIL: N_("an e-mail address"),
    Kind.PHONE: N_("a phone number"),
    Kind.POSTAL_CODE: N_("a postal code"),
    Kind.ADDRESS: N_("a street address"),
    Kind.HANDLE: N_("a name used on another site"),
    Kind.URL: N_("a link"),
    Kind.ID_NUMBER: N_("a number that could identify someone"),
    Kind.DATE_OF_BIRTH: N_("a birth date"),
    Kind.OTHER: N_("a personal detail"),
}

MEMBER_SENTENCES: Final[dict[Kind, str]] = {
    Kind.PERSON: N_("We took out a name, so that nobody can be recognized."),
    Kind.LOCATION: N_("We took out a place, so that nobody can be found through it."),
    Kind.ORG_UNIT: N_("We took out a unit, base, school or employer, so that nobody can be found through it."),
    Kind.EMAIL: N_("We took out an e-mail address, so that nobody outside can write to it."),
    Kind.PHONE: N_("We took out a phone number, so that nobody outside can call it."),
    Kind.POSTAL_CODE: N_("We took out a postal code, because it can point to a single street."),
    Kind.ADDRESS: N_("We took out a street address, so that nobody can be found through it."),
    Kind.HANDLE: N_("We took out a name used on another site, because it can lead to a person."),
    Kind.URL: N_("We took out a link, because we cannot know where it leads."),
    Kind.ID_NUMBER: N_("We took out a number that could identify someone."),
    Kind.DATE_OF_BIRTH: N_("We took out a birth date, because it helps to identify a person."),
    Kind.OTHER: N_("We took out a personal detail, so that nobody can be recognized."),
}

CATEGORY_WORDS: Final[dict[str, str]] = {
    "suicide": N_("Suicide"),
    "self_harm": N_("Self-harm"),
    "harm_others": N_("Harm to others"),
    "abuse_dv": N_("Abuse at home or stalking"),
    "child_risk": N_("A child at risk"),
    "sexual_violence": N_("Sexual violence"),
    "graphic": N_("Graphic detail"),
    "eating_disorder": N_("Eating disorder"),
    "substance": N_("Alcohol or drugs"),
    "harassment_hate": N_("Harassment or hate"),
    "victim_blaming": N_("Victim blaming"),
    "solicitation": N_("Solicitation"),
    "spam": N_("Spam"),
    "perpetrator_naming": N_("Naming who did it"),
}

URGENCY_WORDS: Final[dict[Urgency, str]] = {
    Urgency.NONE: N_("Nothing found"),
    Urgency.REVIEW: N_("To review"),
    Urgency.HIGH: N_("High"),
    Urgency.IMMEDIATE: N_("Immediate"),
}

RULE_WORDS: Final[dict[str, str]] = {
    "negation": N_("lowered: the writer says no to it"),
    "past": N_("lowered: told as past"),
    "long past": N_("lowered: long ago"),
    "second_person": N_("lowered: said to someone else"),
    "third_person": N_("about another person"),
    "question": N_("lowered: asked as a question"),
    "quotation": N_("lowered: inside quotation marks"),
    "help_talk": N_("lowered: talk about help"),
    "timing": N_("raised: a moment is named"),
}

FAILED: Final = N_("Part of the screening did not run. Please read the whole text.")


def explain(verdict: Verdict) -> list[str]:
    """One sentence per kind of masked detail, in the order of the text; message ids."""
    kinds = dict.fromkeys(kind for kind, _ in verdict.cutouts)
    return [MEMBER_SENTENCES[kind] for kind in kinds]


def explain_signal(signal: Signal) -> list[str]:
    """Category, level, then each rule that moved it; message ids for a guide."""
    moved = [RULE_WORDS[rule] for rule in signal.rules if rule in RULE_WORDS]
    return [CATEGORY_WORDS[signal.category], URGENCY_WORDS[signal.urgency], *moved]
