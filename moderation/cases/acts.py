"""The table of what a guide may do when, what becomes of the post, and what its author is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.board import topics
from app.kernel.errors import Conflict, Invalid
from app.kernel.i18n import N_
from moderation.cases.model import Act, Asked, Case

# The codes whose sentences members read; the board keeps the sentences.
REASONS: tuple[str, ...] = (
    "identifying_detail",
    "graphic_detail",
    "method_detail",
    "disrespect",
    "off_platform_contact",
    "spam",
    "other",
    "safe_to_post",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One act. `states` are those of the version under the guide's eyes; hidden posts are named by their own."""

    states: frozenset[str]  # of the version: held, shown, declined, replaced, withdrawn; or "hidden", of the post
    needs_newest: bool  # refused while a newer text of the author waits for screening
    notice: str | None  # what the author is told
    is_last: bool  # the case closes
    done: str  # what a colleague who comes too late is told


def _states(*names: str) -> frozenset[str]:
    return frozenset(names)


_ANY = _states("held", "shown", "hidden", "declined", "replaced", "withdrawn")

STEPS: Mapping[Act, Step] = {
    Act.POST: Step(
        states=_states("held", "hidden", "declined"),
        needs_newest=True,
        notice="posted",
        is_last=True,
        done=N_("%(name)s has posted this already."),
    ),
    Act.EDIT: Step(
        states=_states("held", "shown", "hidden", "declined"),
        needs_newest=True,
        notice="edited",
        is_last=True,
        done=N_("%(name)s has edited and posted this already."),
    ),
    Act.ASK: Step(
        states=_states("held"),
        needs_newest=True,
        notice="asked",
        is_last=False,
        done=N_("%(name)s has asked the author about this already."),
    ),
    Act.DECLINE: Step(
        states=_states("held"),
        needs_newest=True,
        notice="declined",
        is_last=True,
        done=N_("%(name)s has decided already not to post this."),
    ),
    Act.HIDE: Step(
        states=_states("shown", "held", "declined"),  # of the older text that others read, too
        needs_newest=False,
        notice="hidden",
        is_last=True,
        done=N_("%(name)s has hidden this already."),
    ),
    Act.WRITE: Step(
        states=_ANY,
        needs_newest=False,
        notice="written",
        is_last=False,
        done=N_("%(name)s has written to the author already."),
    ),
    Act.KEEP: Step(
        states=_ANY,
        needs_newest=False,
        notice=None,
        is_last=True,
        done=N_("%(name)s has looked at this and left it as it is."),
    ),
}


_ALL = frozenset(Act)
_SHOWING = frozenset({Act.POST, Act.EDIT})

# What may go with which act, in one decision.
EXTRAS: Mapping[str, frozenset[Act]] = {
    "note": _SHOWING | {Act.KEEP},
    "restore": _SHOWING,
    "mask": _SHOWING,
    "reply": _SHOWING | {Act.KEEP, Act.WRITE},
    "ask": frozenset({Act.WRITE, Act.ASK}),  # of a case that goes on
    "track": _ALL,
    "sanction": _ALL,
}


def settled(asked: Asked) -> Asked:
    """The same wish in the table's words: a text whose letters change is an edited one."""
    return replace(asked, act=Act.EDIT, body=None) if asked.act is Act.POST and asked.is_mending else asked


def notice_of(asked: Asked) -> str | None:
    """What the author is told: one kind of notice, however much was done."""
    if asked.act is Act.EDIT and asked.restores and not asked.masks and asked.body is None:
        return "restored"
    if asked.act is Act.KEEP and asked.topics:
        return "noted"
    return STEPS[asked.act].notice


def possible(*, status: str, state: str, is_newest: bool) -> tuple[Act, ...]:
    """The acts that make sense for such a post and version right now, in the table's order."""
    return tuple(
        act for act, step in STEPS.items() if _is_sensible(act, status, state) and (is_newest or not step.needs_newest)
    )


def _is_sensible(act: Act, status: str, state: str) -> bool:
    if act is Act.HIDE and status not in ("visible", "hidden"):
        return False  # nobody but its author could read it: there is nothing to take away
    return _standing(status, state) in STEPS[act].states


def _standing(status: str, state: str) -> str:
    return "hidden" if status == "hidden" and state == "shown" else state


def check(case: Case, asked: Asked) -> None:
    """Raises Invalid for a request that is not whole, Conflict for an act whose time has passed."""
    _check_words(case, asked)
    _check_extras(case, asked)
    step = STEPS[asked.act]
    is_sensible = _is_sensible(asked.act, case.post_status, case.state)
    if case.post_status == "withdrawn" and not is_sensible:
        raise Conflict(N_("Its author has taken this down."))
    if step.needs_newest and case.latest != case.post_version:
        raise Conflict(N_("The author has just sent a newer text. It will be here in a moment."))
    if not is_sensible:
        raise Conflict(N_("This is not possible any more. Please look at it again."))


def _check_words(case: Case, asked: Asked) -> None:
    if asked.reason not in REASONS:
        raise Invalid(N_("Please choose a reason."), field="reason")
    if asked.act in (Act.WRITE, Act.ASK) and not asked.words.strip():
        raise Invalid(N_("Please write a few words to the author."), field="words")
    if asked.act is not Act.EDIT:
        return
    is_empty = not asked.is_mending if asked.body is None else not asked.body.strip()
    if is_empty:
        raise Invalid(N_("The text may not be empty."), field="body")
    if case.is_opening and not (asked.title or case.title):
        raise Invalid(N_("The title may not be empty."), field="title")


def _check_extras(case: Case, asked: Asked) -> None:
    wanted = {extra.kind for extra in asked.extras}
    wanted |= {"note"} if asked.topics else set()
    wanted |= {"restore"} if asked.restores else set()
    wanted |= {"mask"} if asked.masks else set()
    for kind in sorted(wanted):
        if asked.act not in EXTRAS.get(kind, ()):
            raise Invalid(N_("This does not go together with what should happen. Please look at it again."))
    if case.is_team and wanted & {"track", "sanction"}:
        raise Invalid(N_("Guides wrote this themselves: there is no member to keep in mind."))
    if len(asked.topics) > topics.MOST:
        raise Invalid(N_("Please choose five topics at most."))
    if asked.topics and asked.act is Act.KEEP and case.post_status != "visible":
        raise Invalid(N_("Others cannot read this text, so it takes no note."))
    if "reply" in wanted and not _takes_replies(case, asked.act):
        raise Invalid(N_("Nobody can read this thread, or it is closed, so it takes no reply."), field="reply")


def _takes_replies(case: Case, act: Act) -> bool:
    is_coming_out = case.is_opening and act in _SHOWING
    return not case.is_thread_closed and (case.is_thread_shown or is_coming_out)
