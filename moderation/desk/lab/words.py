"""From codes of the lab to words; message ids, which templates pass through gettext."""

from __future__ import annotations

from collections.abc import Mapping

from app.kernel.i18n import N_
from moderation.lab.model import Status

STATUSES: Mapping[str, str] = {
    Status.LIVE: N_("Live"),
    Status.RETIRED: N_("Retired"),
    Status.DRAFT: N_("In draft"),
    Status.SHADOW: N_("In shadow"),
    Status.DROPPED: N_("Dropped"),
}

# How letters are compared.
MATCHES: Mapping[str, str] = {
    "folded": N_("Accents and capitals do not matter"),
    "accents": N_("Accents matter"),
    "case": N_("Accents and capitals matter"),
}

PROBLEMS: Mapping[str, str] = {
    "must_hit": N_("post %(number)s that must be found is not found at this level"),
    "must_not_hit": N_("post %(number)s that must not be found is found"),
    "no_twin": N_("it names no live phrase of the other language, and gives no reason why there is none"),
    "leaves_twin": N_("it would be left without its live twin in the other language"),
    "cannot_work": N_("its forms cannot be read"),
}

LOSSES: Mapping[str, str] = {
    "retired": N_("is no longer looked for"),
    "urgency": N_("counts as less urgent"),
    "category": N_("is sorted under another topic"),
    "rules": N_("has one more reason to count for less"),
    "match": N_("is compared more strictly"),
    "lost_example": N_("post %(number)s, which had to be found before, is no longer found"),
    "lost_past": N_("past posts that were found and no longer would be: %(number)s"),
}

# What the library says of a row that could not work, by a piece of its own words.
WRONG: Mapping[str, str] = {
    "unclosed choice": N_("A brace or a bar is left open."),
    "no class": N_("A word class in square brackets does not exist."),
    "nothing rare enough": N_("These words stand in nearly every text. Add a rarer word."),
    "spells out to over": N_("These choices make too many phrases. Offer fewer of them."),
    "used twice": N_("This phrase exists already. Change it instead."),
}
UNREADABLE = N_("These forms cannot be read. Please look at them again.")


def wrong(told: str) -> str:
    """The sentence for who wrote the row."""
    return next((sentence for piece, sentence in WRONG.items() if piece in told), UNREADABLE)
