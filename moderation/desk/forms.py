"""The forms of the desk."""

from __future__ import annotations

from app.http.forms import Form, Text
from app.kernel.i18n import N_
from moderation.cases.model import Act
from moderation.desk import words
from moderation.escalation import raising
from moderation.escalation.model import REASONS


class SignInForm(Form):
    """Name, password and code, all at once."""

    login = Text(N_("Sign-in name"), most=40, autocomplete="username")
    password = Text(N_("Password"), kind="password", most=200, autocomplete="current-password", is_verbatim=True)
    code = Text(
        N_("Code"),
        hint=N_("Six digits from your authenticator. Each code works once."),
        most=7,
        pattern=r"\d{3} ?\d{3}",
        autocomplete="one-time-code",
        inputmode="numeric",
        wrong=N_("A code has six digits."),
    )


class DecisionForm(Form):
    """What a guide wants done with a case."""

    act = Text(
        N_("What should happen"),
        kind="radio",
        choices=tuple((act.value, named[0]) for act, named in words.ACTS.items()),
        missing=N_("Choose what should happen."),
    )
    reason = Text(
        N_("Reason"),
        kind="select",
        is_required=False,
        choices=(("", N_("As usual for this choice")), *words.REASONS.items()),
        wrong=N_("Please choose a reason."),
    )
    words = Text(
        N_("Your words to the author"),
        kind="textarea",
        hint=N_("Plain and kind. Only the author sees them, signed “a guide”."),
        is_required=False,
        most=2000,
    )
    title = Text(N_("Title as others will read it"), is_required=False, most=300)
    body = Text(N_("Text as others will read it"), kind="textarea", is_required=False, most=40_000)
    seen = Text("", kind="hidden", most=9, pattern=r"[1-9]\d{0,8}")

    @property
    def chosen(self) -> Act | None:
        """The act, once one was chosen."""
        return Act(self.act) if self.act in {act.value for act in Act} else None

    @property
    def why(self) -> str:
        """The chosen reason, or the one that goes without saying; empty where one must be chosen."""
        act = self.chosen
        return self.reason or (words.USUAL_REASON.get(act, "") if act else "")


class ClaimForm(Form):
    """Whether a case is to be taken out of a colleague's hand."""

    takes_over = Text("", kind="hidden", is_required=False, most=3)


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


class KeysForm(Form):
    """Single-key shortcuts on or off."""

    keys = Text("", kind="hidden", most=3, pattern="on|off")
