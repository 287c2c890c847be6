"""The words of an explanation: members' own texts, categories, levels, rules, steps, parts. All are message ids."""

from __future__ import annotations

from typing import Final

from .model import Kind, Urgency


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

# What spoke for another level, as the end of "Lowered from High: …".
RULE_WORDS: Final[dict[str, str]] = {
    "negation": N_("the writer says no to it"),
    "past": N_("it is told as past"),
    "long past": N_("it is long ago"),
    "long_past": N_("it is long ago"),
    "second_person": N_("it is said to someone else"),
    "third_person": N_("it is about another person"),
    "question": N_("it is asked as a question"),
    "quotation": N_("it stands in quotation marks"),
    "help_talk": N_("it is talk about help"),
    "timing": N_("a moment is named"),
}

STEP_WORDS: Final[dict[str, str]] = {
    "wish_to_be_dead": N_("a wish to be dead"),
    "thoughts": N_("thoughts of suicide"),
    "method": N_("thoughts of a way, without intent"),
    "intent": N_("some intent to act"),
    "plan_and_intent": N_("a plan and intent"),
    "preparation": N_("preparing to act"),
    "interrupted_attempt": N_("an attempt that something interrupted"),
    "aborted_attempt": N_("an attempt that the person stopped"),
    "actual_attempt": N_("an attempt"),
}

PART_WORDS: Final[dict[str, str]] = {
    "reading": N_("reading the text"),
    "phrases en": N_("English phrases"),
    "phrases fr": N_("French phrases"),
    "classifier": N_("the model for danger"),
    "people": N_("names of people"),
    "towns": N_("towns"),
    "units": N_("units and bases"),
    "institutions": N_("schools, hospitals, employers"),
    "addresses": N_("street addresses"),
    "entities": N_("the model for names"),
}
