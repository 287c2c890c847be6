"""From codes to the words of these pages; message ids."""

from __future__ import annotations

from collections.abc import Mapping

from app.kernel.i18n import N_

URGENCIES: Mapping[str, str] = {
    "none": N_("Nothing that needs a guide"),
    "review": N_("Worth reading"),
    "high": N_("Urgent: somebody may be at risk"),
    "immediate": N_("Now: somebody may be at risk within the hour"),
}

WOULD: Mapping[str, str] = {
    "leave": N_("Others read it as it is"),
    "change": N_("Others read it with a change"),
    "ask": N_("It waits while the author is asked"),
    "remove": N_("Nobody else reads it"),
}

KINDS: Mapping[str, str] = {
    "nothing_found": N_("Texts in which nothing was found"),
    "closed_case": N_("Closed cases"),
    "both": N_("All together"),
}

WAITS: Mapping[str, str] = {
    "half_hour": N_("under half an hour"),
    "two_hours": N_("half an hour to 2 hours"),
    "eight_hours": N_("2 to 8 hours"),
    "a_day": N_("8 to 24 hours"),
    "longer": N_("more than a day"),
}
