"""From codes to the words of the desk; message ids, which templates pass through gettext."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.kernel.i18n import N_
from moderation.cases.model import Act, Because, Lane
from moderation.screening.wording import CATEGORY_WORDS, MEMBER_WORDS

LANES: Mapping[str, str] = {
    Lane.NOW: N_("Now"),
    Lane.SOON: N_("Soon"),
    Lane.UNSCREENED: N_("Unscreened"),
    Lane.APPEALS: N_("Second look"),
    Lane.ROUTINE: N_("Routine"),
    Lane.UNANSWERED: N_("Unanswered"),
    Lane.PRIVACY: N_("Privacy"),
}

BECAUSE: Mapping[str, str] = {
    Because.DANGER: N_("Someone may be at risk"),
    Because.REVIEW: N_("Worth reading"),
    Because.RULE: N_("House rule"),
    Because.PRIVACY: N_("Personal detail"),
    Because.NEWCOMER: N_("New member"),
    Because.UNSCREENED: N_("Not screened"),
    Because.DECLINED: N_("Sent again after a refusal"),
    Because.WORRY: N_("A member is worried"),
    Because.APPEAL: N_("Its author asks another guide"),
    Because.UNANSWERED: N_("Nobody has replied yet"),
    Because.QUIET: N_("Not seen by the time named"),
}

# What a guide may do: the words of the choice, what happens then, and its key.
ACTS: Mapping[Act, tuple[str, str, str]] = {
    Act.POST: (N_("Post"), N_("Others can read it as it stands here."), "p"),
    Act.EDIT: (N_("Edit and post"), N_("Others read your version; its author sees both."), "e"),
    Act.ASK: (N_("Hold and ask"), N_("It waits. The author is asked to change something."), "h"),
    Act.DECLINE: (N_("Not post"), N_("Nobody else reads it. The author keeps the text and is told why."), "x"),
    Act.HIDE: (N_("Take down"), N_("Others can no longer read it. The author is told why."), "t"),
    Act.WRITE: (N_("Write to the author"), N_("Only the author sees your words. The case stays open."), "n"),
    Act.KEEP: (N_("Leave as it is"), N_("Nothing changes and nobody is told. The case is closed."), "l"),
}

DONE: Mapping[str, str] = {
    Act.POST: N_("Posted. The author has been told."),
    Act.EDIT: N_("Edited and posted. The author has been told and sees both texts."),
    Act.ASK: N_("Held. The author has your words and can change the text."),
    Act.DECLINE: N_("Not posted. The author has been told why."),
    Act.HIDE: N_("Taken down. The author has been told why."),
    Act.WRITE: N_("Your words are with the author. The case is still open."),
    Act.KEEP: N_("Left as it is. The case is closed."),
    "asked": N_("Your colleague will see the question. The case is back in the list."),
    "told": N_("Your words stand beside the case, for guides only."),
    "passed": N_("The case is no longer in your list. Nobody is told why."),
    "undone": N_("Undone. Nothing has happened, and the case is in your hand again."),
    "raised": N_("The seniors have your request. The case stays open."),
}

PAST: Mapping[Act, str] = {
    Act.POST: N_("Posted"),
    Act.EDIT: N_("Edited and posted"),
    Act.ASK: N_("Held, author asked"),
    Act.DECLINE: N_("Not posted"),
    Act.HIDE: N_("Taken down"),
    Act.WRITE: N_("Wrote to the author"),
    Act.KEEP: N_("Left as it is"),
}

# What else a decision did.
MORE: Mapping[str, str] = {
    "note": N_("with a note for readers"),
    "reply": N_("replied in the thread"),
    "ask": N_("asked a colleague"),
    "track": N_("keeps the author in mind"),
    "sanction": N_("changed the account"),
}

# Reasons as a guide chooses them; the member reads the board's own sentence, shown before sending.
REASONS: Mapping[str, str] = {
    "safe_to_post": N_("Nothing had to change"),
    "identifying_detail": N_("Could show who someone is"),
    "graphic_detail": N_("Graphic detail"),
    "method_detail": N_("A way to hurt oneself"),
    "disrespect": N_("Could hurt another member"),
    "off_platform_contact": N_("Contact outside"),
    "spam": N_("Advertising, or out of place"),
    "other": N_("Another reason"),
}

# The reason that goes without saying, so that a harmless text takes two keys.
USUAL_REASON: Mapping[Act, str] = {Act.POST: "safe_to_post", Act.KEEP: "safe_to_post", Act.WRITE: "other"}

AFFILIATIONS: Mapping[str, str] = {
    "serving": N_("Serving member of the forces"),
    "veteran": N_("Veteran"),
    "public_service": N_("Public service"),
    "family": N_("Family or friend"),
    "team": N_("The guides' own voice"),
}

STANDINGS: Mapping[str, str] = {
    "submitted": N_("Being checked"),
    "visible": N_("Others can read it"),
    "shown": N_("Others can read it"),
    "held": N_("Waits for a guide"),
    "declined": N_("Not posted"),
    "hidden": N_("Taken down by a guide"),
    "replaced": N_("Replaced by a newer text"),
    "withdrawn": N_("Taken down by its author"),
}

TOLD: Mapping[str, str] = {
    "rule": N_("says that a house rule is broken"),
    "worry": N_("is worried about the author"),
}

VERBS: Mapping[str, str] = {
    "case_opened": N_("A case was opened"),
    "case_joined": N_("A case got one more reason"),
    "case_read": N_("Read a case"),
    "case_taken_over": N_("Took a case over"),
    "case_released": N_("Put a case back"),
    "decision_waits": N_("Decided; it takes effect in some seconds"),
    "decision_undone": N_("Took a decision back"),
    "decision_lapsed": N_("A decision did not take effect"),
    "cutout_restored": N_("Put a word back that was taken out"),
    "cut_out": N_("Took more out of a text"),
    "answered_as_guide": N_("Replied in a thread as a guide"),
    "colleague_asked": N_("Asked a colleague"),
    "colleague_told": N_("Left words for colleagues"),
    "case_passed": N_("Left a case to colleagues"),
    "cutout_read": N_("Looked at a detail that was taken out"),
    "escalation_raised": N_("Asked the seniors"),
    "screening_gave_up": N_("Screening gave up"),
    "lab_shadow_run": N_("Tried phrases over past texts"),
    "phrases_published": N_("Published phrases"),
    "report_gave_up": N_("A member's word to a guide could not be sorted"),
    "appeal_gave_up": N_("A wish for a second look could not be sorted"),
    "appeal_granted": N_("A second look changed the first decision"),
    "appeal_upheld": N_("A second look left the first decision as it was"),
    "case_answered": N_("A case closed because somebody replied"),
    "told_back": N_("Members heard how a case ended"),
    "on_call_called": N_("Called whoever is on call"),
    "promise_made": N_("Promised a member something"),
    "promise_kept": N_("Kept a promise"),
    "handover_made": N_("Wrote a hand-over sheet"),
    "handover_taken": N_("Took over from a colleague"),
    "member_read": N_("Read what is kept about a member"),
    "member_noted": N_("Wrote a support note"),
    "member_tracked": N_("Began to keep a member in mind"),
    "member_track_renewed": N_("Went on keeping a member in mind"),
    "member_track_ended": N_("Stopped keeping a member in mind"),
    "member_watched": N_("Asked to be told if a member stays quiet"),
    "member_watch_ended": N_("Stopped waiting for a sign of a member"),
    "member_warned": N_("Reminded a member of a house rule"),
    "member_paused": N_("Paused a member's writing"),
    "member_closed": N_("Closed an account"),
    "member_sanction_lifted": N_("Lifted a pause or a closing"),
    "tracked_read": N_("Read the list of members kept in mind"),
    "policy_changed": N_("Changed what happens to a text"),
    "handbook_saved": N_("Changed the handbook"),
    "handbook_retired": N_("Took something out of the handbook"),
    "second_reading_opened": N_("Opened a text for a second reading"),
    "second_reading_passed": N_("Passed a second reading on"),
    "second_reading_found": N_("A second reading opened a case"),
    "log_verified": N_("Verified the log"),
} | {f"decided_{act.value}": words for act, words in PAST.items()}

DETAILS: Mapping[str, str] = {kind.value: words for kind, words in MEMBER_WORDS.items()}
CATEGORIES: Mapping[str, str] = CATEGORY_WORDS


def about(categories: Sequence[str]) -> tuple[str, ...]:
    """What a folded text is about; never empty."""
    return tuple(CATEGORIES[code] for code in categories if code in CATEGORIES) or (N_("an urgent text"),)
