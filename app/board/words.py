"""From codes to sentences: what a member reads about their own posts. One table for each kind of code.

The safety texts here change only with clinical sign-off.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from babel.lists import format_list

from app.board.model import Notice, Standing
from app.kernel.i18n import N_, translate

KINDS: Mapping[str, str] = {
    "masked": N_("We took something out of your post to protect you: %(details)s. The rest is as you wrote it."),
    "held_danger": N_(
        "A guide will read this before others see it. Usual wait: 20 minutes. "
        "You did nothing wrong by writing it. If you would like to talk to someone now, help is below."
    ),
    "held_newcomer": N_(
        "A guide will read this before others see it. Usual wait: 20 minutes. "
        "We do this with the first posts of everyone who is new here."
    ),
    "held_unscreened": N_(
        "A guide will read this before others see it. Usual wait: 20 minutes. Our own check could not finish."
    ),
    "held_rule": N_(
        "A guide will read this before others see it. Usual wait: 20 minutes. It may touch one of the house rules."
    ),
    "posted": N_("A guide has read your post. Others can read it now."),
    "edited": N_("A guide changed something in your post to protect you or others. Others can read it now."),
    "declined": N_("We have not posted this. Your text is kept, and here is why."),
    "hidden": N_("A guide took your post off the board. Your text is kept, and here is why."),
    "written": N_("A guide has written to you. Only you can see this."),
}
OTHER_KIND = N_("There is news about your post.")

REASONS: Mapping[str, str] = {
    "identifying_detail": N_("A detail in it could show who someone is."),
    "graphic_detail": N_("A part of it was so close a description that it could hurt people who read it."),
    "method_detail": N_("It told of a way to hurt oneself. We leave that out for everyone."),
    "disrespect": N_("It could hurt another member. The house rule is: be kind, believe people."),
    "off_platform_contact": N_("It asked to meet or to write elsewhere. To protect everyone, contact stays here."),
    "spam": N_("It looked like advertising, or had nothing to do with this place."),
    "other": N_("A guide decided this after reading it with care."),
    "safe_to_post": N_("Nothing in it had to change."),
}

DETAILS: Mapping[str, str] = {
    "PERSON": N_("a name"),
    "LOCATION": N_("a place name"),
    "ORG_UNIT": N_("a unit or base"),
    "EMAIL": N_("an e-mail address"),
    "PHONE": N_("a phone number"),
    "POSTAL_CODE": N_("a postal code"),
    "ADDRESS": N_("an address"),
    "HANDLE": N_("an account name"),
    "URL": N_("a link"),
    "ID_NUMBER": N_("a number that belongs to one person"),
    "DATE_OF_BIRTH": N_("a date of birth"),
}
OTHER_DETAIL = N_("a detail")

STANDINGS: Mapping[Standing, str] = {
    Standing.CHECKING: N_("Being checked"),
    Standing.WAITING: N_("Waiting for a guide"),
    Standing.POSTED: N_("Posted"),
    Standing.CHANGED: N_("Posted with a change"),
    Standing.DECLINED: N_("Not posted"),
    Standing.HIDDEN: N_("Taken down by a guide"),
    Standing.WITHDRAWN: N_("Taken down by you"),
}

EXPLAINED: Mapping[Standing, str] = {
    Standing.CHECKING: N_("Your post is being checked. This usually takes a few seconds."),
    Standing.WAITING: N_("A guide will read this before others see it. Usual wait: 20 minutes."),
    Standing.POSTED: N_("Others can read it."),
    Standing.CHANGED: N_("Others can read it, with a change."),
    Standing.DECLINED: N_("We have not posted this. Your text is kept."),
    Standing.HIDDEN: N_("Others cannot read it any more. Your text is kept."),
    Standing.WITHDRAWN: N_("Others cannot read it any more."),
}

# Codes that say that somebody may be in danger: the page then shows help lines at once.
DANGER = frozenset({"held_danger"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A notice in the reader's language."""

    what: str
    why: str  # empty where the first sentence says it all
    words: str  # a guide's own
    is_danger: bool


def said(notice: Notice, lang: str) -> Said:
    """A notice as its reader sees it; codes that nobody knows yet still make a sentence."""
    kind = KINDS.get(notice.kind, OTHER_KIND)
    params = {"details": listed(notice.details, lang)} if "%(details)s" in kind else {}
    return Said(
        what=translate(lang, kind, **params),
        why=translate(lang, REASONS[notice.reason]) if _is_told(notice) else "",
        words=notice.words,
        is_danger=notice.kind in DANGER,
    )


def _is_told(notice: Notice) -> bool:
    # Before a guide has read it, nothing may sound as if a guide had decided.
    return notice.reason in REASONS and not (notice.kind.startswith("held_") and notice.reason == "other")


def listed(details: tuple[str, ...], lang: str) -> str:
    """ "a name and a phone number": each kind once, in the order in which it was found."""
    kinds = dict.fromkeys(DETAILS.get(detail, OTHER_DETAIL) for detail in details) or {OTHER_DETAIL: None}
    return format_list([translate(lang, kind) for kind in kinds], locale=f"{lang}_CA")


def standing(where: Standing, lang: str) -> str:
    """The short words of a state."""
    return translate(lang, STANDINGS[where])


def explained(where: Standing, lang: str) -> str:
    """A state in one sentence."""
    return translate(lang, EXPLAINED[where])
