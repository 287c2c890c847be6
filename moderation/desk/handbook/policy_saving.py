"""What the pages of the policy share."""

from __future__ import annotations

from starlette.requests import Request

from app.http.door import tx_of
from app.kernel.i18n import N_
from moderation.cases.policy import Policy
from moderation.desk import words as desk_words
from moderation.desk.handbook.policy_forms import NoteForm
from moderation.desk.web import staff_of
from moderation.handbook import policy_versions

# Of a text that opened no case, too.
LANES = {"": N_("No case"), **{str(lane): said for lane, said in desk_words.LANES.items()}}


async def save_policy(request: Request, policy: Policy, form: NoteForm) -> None:
    """A new version by whoever asks. Raises what `policy_versions.save` raises."""
    lead, seen = staff_of(request).guide, int(form.seen)
    await policy_versions.save(tx_of(request), lead, policy, note=form.note, seen=seen)


async def seen_of(request: Request) -> str:
    """The number of the version that counts now, as a form carries it."""
    return str(await policy_versions.newest_number(tx_of(request)))


def is_number(text: str) -> bool:
    """True of a number as addresses hold it."""
    return text.isascii() and text.isdigit() and len(text) < 9
