"""What a note for readers may say: a closed list of neutral words, so that everybody can choose what to read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from babel.lists import format_list

from app.kernel.i18n import N_, translate

MOST = 5

TOPICS: Mapping[str, str] = {
    "sexual_violence": N_("sexual violence"),
    "harassment": N_("harassment"),
    "suicide": N_("suicide"),
    "self_harm": N_("self-harm"),
    "violence_home": N_("violence at home"),
    "violence": N_("violence"),
    "child_harm": N_("harm to a child"),
    "pregnancy": N_("pregnancy"),
    "loss": N_("death of someone close"),
    "combat": N_("combat"),
    "injury": N_("injury or illness"),
    "hospital": N_("hospital"),
    "substances": N_("alcohol or drugs"),
    "eating": N_("food and body"),
    "legal": N_("police, courts or hearings"),
    "discrimination": N_("discrimination"),
}


def chosen(codes: Iterable[str]) -> tuple[str, ...]:
    """The known ones among these codes, each once and in the list's order."""
    wanted = set(codes)
    return tuple(code for code in TOPICS if code in wanted)


def listed(codes: Iterable[str], lang: str) -> str:
    """ "suicide, hospital and loss" in a reader's language; empty for none."""
    words = [translate(lang, TOPICS[code]) for code in chosen(codes)]
    return format_list(words, locale=f"{lang}_CA") if words else ""
