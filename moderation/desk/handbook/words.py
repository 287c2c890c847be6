"""The policy table and the handbook in words; message ids, which templates pass through gettext."""

from __future__ import annotations

from collections.abc import Mapping

from app.kernel.i18n import N_
from moderation.handbook.model import Kind

# By the codes of policy.toml; a test compares the sentences with the file.
FINDINGS: Mapping[str, str] = {
    "failed": N_("Screening broke, or ran out of time"),
    "immediate": N_("Urgency immediate"),
    "child": N_("Urgency high about a child"),
    "high": N_("Urgency high"),
    "threat": N_("A threat to somebody"),
    "graphic": N_("Graphic or method detail"),
    "hate": N_("Hate or an attack on a person"),
    "drawing_away": N_("Drawing members away from here"),
    "advertising": N_("Advertising"),
    "review": N_("Worth a look"),
    "sure_detail": N_("A personal detail, sure"),
    "doubtful_detail": N_("A personal detail, doubtful"),
}

WHYS: Mapping[str, str] = {
    "failed": N_("Nothing is released because something broke; it may be the most urgent text of the day."),
    "immediate": N_("A person comes first: the author sees help lines, and members are not left alone with a goodbye."),
    "child": N_("A child cannot look for help by itself."),
    "high": N_(
        "Thoughts of dying, self-harm and violence at home are why people come here, and the answer of peers helps. "
        "Only what may happen within the hour waits in Now: a lane where everything waits is read by nobody in five "
        "minutes."
    ),
    "threat": N_("The person threatened may be a reader."),
    "graphic": N_("Detail of an act can bring it back for the reader, and a method can be copied."),
    "hate": N_("It hurts from the first reader on; a guide can still post it if screening misread."),
    "drawing_away": N_("Grooming begins with a change of place, where no guide reads along."),
    "advertising": N_("Cures for sale prey on people in pain."),
    "review": N_("A disclosure needs care, and breaks no rule: holding it would tell a survivor to be silent."),
    "sure_detail": N_("The detail is out already; the words around it need not wait."),
    "doubtful_detail": N_("Masking on a guess makes texts unreadable; newcomers do not know yet what points at them."),
}

TREATMENTS: Mapping[str, str] = {
    "show": N_("Others can read it at once"),
    "hold": N_("A guide reads it first"),
}

NOTICES: Mapping[str, str] = {
    "": N_("Nothing, or that everyone's first posts are read first"),
    "held_rule": N_("A guide reads it first: it may touch a house rule"),
    "held_danger": N_("A guide reads it first, with help lines"),
    "held_unscreened": N_("A guide reads it first: our own check could not finish"),
    "masked": N_("What was taken out, and why"),
}

CELLS: Mapping[str, str] = {
    "settled": N_("For members"),
    "newcomer": N_("For new members"),
    "lane": N_("Lane"),
    "notice": N_("What its author is told"),
    "reason": N_("Reason"),
    "why": N_("Clinical reason"),
}

# By the part of the address.
SECTIONS: Mapping[str, Kind] = {"answers": Kind.ANSWER, "rules": Kind.RULE, "places": Kind.PLACE}

TITLES: Mapping[Kind, str] = {
    Kind.ANSWER: N_("Answers to members"),
    Kind.RULE: N_("House rules"),
    Kind.PLACE: N_("Places to turn to"),
}

ABOUT: Mapping[Kind, str] = {
    Kind.ANSWER: N_(
        "Words that guides put into a decision and change as they wish. Members read them in their language."
    ),
    Kind.RULE: N_("Everybody reads them before joining and at the bottom of every page."),
    Kind.PLACE: N_(
        "Everybody can read them. The page Help now stays as it is: it changes only with clinical sign-off."
    ),
}

CLOCKS: Mapping[str, str] = {
    "clocks": N_("Clock in minutes"),
    "unanswered": N_("Hours until a thread without a reply becomes a case"),
}
