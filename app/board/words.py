"""From codes to sentences: what a member reads about their own posts. One table for each kind of code.

The safety texts here change only with clinical sign-off.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from babel.lists import format_list

from app.access.pausing import RULES
from app.board import topics
from app.board.model import Notice, Standing
from app.kernel.i18n import N_, number, translate

KINDS: Mapping[str, str] = {
    "masked": N_("We took something out of your post to protect you: %(details)s. The rest is as you wrote it."),
    "posted": N_("A guide has read your post. Others can read it now."),
    "edited": N_("A guide changed something in your post to protect you or others. Others can read it now."),
    "declined": N_("We have not posted this. Your text is kept, and here is why."),
    "hidden": N_("A guide took your post off the board. Your text is kept, and here is why."),
    "restored": N_("A guide has put back something that we had taken out of your post. Others can read it now."),
    "noted": N_(
        "A guide put a note before your post, so that everyone can choose what to read. Your text is as it was."
    ),
    "written": N_("A guide has written to you. Only you can see this."),
    "appeal_granted": N_("Another guide has read it again and changed the first decision."),
    "appeal_upheld": N_("Another guide has read it again. The first decision stands, and here is why."),
    "warned": N_("A guide reminds you of a house rule. Nothing else changes."),
    "writing_paused": N_("Your writing is paused for a while. You can read, and help is always there."),
    "pause_lifted": N_("Your writing is no longer paused."),
    "account_closed": N_("Guides have closed your account."),
    "account_reopened": N_("Your account is open again."),
    "told_acted": N_("Thank you for telling a guide. A guide read it and did something."),
    "told_looked": N_("Thank you for telling a guide. A guide read it and left it as it is."),
    "asked": N_("A guide holds your text and asks you something. Once you have changed it, a guide reads it again."),
}
# Said after the sentence that a guide reads it first.
HELD: Mapping[str, str] = {
    "held_danger": N_("You did nothing wrong by writing it. If you would like to talk to someone now, help is below."),
    "held_newcomer": N_("We do this with the first posts of everyone who is new here."),
    "held_unscreened": N_("Our own check could not finish."),
    "held_rule": N_("It may touch one of the house rules."),
}
READ_FIRST = N_("A guide will read this before others see it.")
READ_FIRST_WITHIN = N_("A guide will read this before others see it. Usual wait: %(minutes)s minutes.")
# Said after what a guide did, when there is a note for readers.
NOTE = N_("The note for readers says: %(topics)s.")
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
    **RULES,
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
    Standing.POSTED: N_("Others can read it."),
    Standing.CHANGED: N_("Others can read it, with a change."),
    Standing.DECLINED: N_("We have not posted this. Your text is kept."),
    Standing.HIDDEN: N_("Others cannot read it any more. Your text is kept."),
    Standing.WITHDRAWN: N_("Others cannot read it any more."),
}

# Codes that say that somebody may be in danger: the page then shows help lines at once.
DANGER = frozenset({"held_danger"})
ASKED = "asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A notice in the reader's language."""

    what: str
    why: str  # empty where the first sentence says it all
    words: str  # a guide's own
    is_danger: bool
    is_question: bool  # its reader answers by changing the text


def said(notice: Notice, lang: str, *, wait: int | None = None) -> Said:
    """A notice as its reader sees it; codes that nobody knows yet still make a sentence.

    `wait` is the usual wait for a guide, in minutes; without it none is named.
    """
    return Said(
        what=_what(notice, lang, wait),
        why=translate(lang, REASONS[notice.reason]) if _is_told(notice) else "",
        words=notice.words,
        is_danger=notice.kind in DANGER,
        is_question=notice.kind == ASKED,
    )


def is_of_waiting(notice: Notice) -> bool:
    """True of what is said only as long as the text waits."""
    return notice.kind in HELD or notice.kind == ASKED


def read_first(lang: str, wait: int | None) -> str:
    """That a guide reads it first, and how long that usually takes where that is known (never one minute)."""
    if wait is None:
        return translate(lang, READ_FIRST)
    return translate(lang, READ_FIRST_WITHIN, minutes=number(wait, lang))


def _what(notice: Notice, lang: str, wait: int | None) -> str:
    if notice.kind in HELD:
        return f"{read_first(lang, wait)} {translate(lang, HELD[notice.kind])}"
    kind = KINDS.get(notice.kind, OTHER_KIND)
    params = {"details": listed(notice.details, lang)} if "%(details)s" in kind else {}
    note = topics.listed(notice.details, lang)
    about = f" {translate(lang, NOTE, topics=note)}" if note else ""
    return translate(lang, kind, **params) + about


def _is_told(notice: Notice) -> bool:
    # Before a guide has decided, nothing may sound as if one had.
    return notice.reason in REASONS and not (is_of_waiting(notice) and notice.reason in ("other", "safe_to_post"))


def listed(details: tuple[str, ...], lang: str) -> str:
    """ "a name and a phone number": each kind once, in the order in which it was found."""
    kinds = dict.fromkeys(DETAILS.get(detail, OTHER_DETAIL) for detail in details) or {OTHER_DETAIL: None}
    return format_list([translate(lang, kind) for kind in kinds], locale=f"{lang}_CA")


def standing(where: Standing, lang: str) -> str:
    """The short words of a state."""
    return translate(lang, STANDINGS[where])


def explained(where: Standing, lang: str, *, wait: int | None = None) -> str:
    """A state in one sentence, with the usual wait for a guide where it is known."""
    return read_first(lang, wait) if where is Standing.WAITING else translate(lang, EXPLAINED[where])
