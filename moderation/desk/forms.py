"""The forms of the desk."""

from __future__ import annotations

from app.http.forms import Form, Text
from app.kernel.i18n import N_
from moderation.cases import talking
from moderation.escalation import raising
from moderation.escalation.model import REASONS


class ClaimForm(Form):
    """Whether a case is to be taken out of a colleague's hand."""

    takes_over = Text("", kind="hidden", is_required=False, most=3)


class TalkForm(Form):
    """Words to colleagues about a case; with somebody to ask they are a question."""

    whom = Text(N_("For"), kind="select", is_required=False, most=20)
    said = Text(
        N_("Your words to colleagues"),
        kind="textarea",
        hint=N_("Only guides read it."),
        most=talking.MOST,
        missing=N_("Please write a few words to your colleague."),
    )


class EscalationForm(Form):
    """What a guide tells the seniors."""

    reason = Text(N_("What is it about"), kind="radio", choices=tuple(REASONS.items()))
    facts = Text(
        N_("What you saw"),
        kind="textarea",
        hint=N_("Facts, in your own words: what was written, when, what makes you think so. At least 20 characters."),
        least=raising.LEAST_FACTS,
        most=raising.MOST_FACTS,
    )
    tried = Text(
        N_("What was tried"),
        kind="textarea",
        hint=N_("Was the member asked to share how to reach them? What else was done, and with what result?"),
        least=raising.LEAST_TRIED,
        most=raising.MOST_TRIED,
    )
