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
    Lane.ROUTINE: N_("Routine"),
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
    "cutout_read": N_("Looked at a detail that was taken out"),
    "escalation_raised": N_("Asked the seniors"),
    "screening_gave_up": N_("Screening gave up"),
    "report_gave_up": N_("A member's word to a guide could not be sorted"),
} | {f"decided_{act.value}": words for act, words in PAST.items()}

DETAILS: Mapping[str, str] = {kind.value: words for kind, words in MEMBER_WORDS.items()}
CATEGORIES: Mapping[str, str] = CATEGORY_WORDS


def about(categories: Sequence[str]) -> tuple[str, ...]:
    """What a folded text is about; never empty."""
    return tuple(CATEGORIES[code] for code in categories if code in CATEGORIES) or (N_("an urgent text"),)
