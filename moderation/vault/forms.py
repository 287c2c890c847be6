"""The forms of the vault. Field names are unique over all of them: several stand on one page."""

from __future__ import annotations

from app.http.forms import Form, Text
from app.kernel.i18n import N_
from moderation.vault.model import FINDINGS, OUTCOMES, REASONS

CODE = r"\d{3} ?\d{3}"
CODE_HINT = N_("Six digits from your authenticator. Each code works once.")
WRONG_CODE = N_("This code is not right, or was used already. Wait for the next one.")


class SignInForm(Form):
    """Name, password and code, all at once."""

    login = Text(N_("Sign-in name"), most=40, autocomplete="username")
    password = Text(N_("Password"), kind="password", most=200, autocomplete="current-password", is_verbatim=True)
    code = Text(
        N_("Code"),
        hint=CODE_HINT,
        most=7,
        pattern=CODE,
        autocomplete="one-time-code",
        inputmode="numeric",
        wrong=N_("A code has six digits."),
    )


class AskForm(Form):
    """Why the record should be opened, and whether there is time for a second senior."""

    reason = Text(N_("What is it about"), kind="radio", choices=tuple(REASONS.items()))
    words = Text(
        N_("Your reason, in your own words"),
        kind="textarea",
        hint=N_("What makes it necessary, and why nothing less will do. At least 20 characters. It is kept."),
        least=20,
        most=2000,
    )
    way = Text(
        N_("Who agrees"),
        kind="radio",
        choices=(
            ("second", N_("A second senior reads this and agrees")),
            (
                "no_time",
                N_("There is no time: I open alone, every senior is alerted, and another reviews it within 24 hours"),
            ),
        ),
    )
    code = Text(
        N_("Code"),
        hint=N_("Only if there is no time: six digits from your authenticator. Each code works once."),
        is_required=False,
        most=7,
        pattern=CODE,
        autocomplete="one-time-code",
        inputmode="numeric",
        wrong=N_("A code has six digits."),
    )

    @property
    def is_solo(self) -> bool:
        """No second senior is asked."""
        return self.way == "no_time"

    def check(self) -> None:
        """Opening alone is for a life at risk, and takes a code."""
        if self.is_solo and self.reason != "life_at_risk":
            self.complain("way", N_("Opening alone is only for a life at risk now."))
        if self.is_solo and not self.code:
            self.complain("code", N_("A code is needed to open alone."))


class AnswerForm(Form):
    """The second senior's answer."""

    answer = Text(
        N_("Your answer"),
        kind="radio",
        choices=(("granted", N_("I agree to this opening")), ("refused", N_("I refuse"))),
    )
    answer_words = Text(
        N_("Why not"),
        kind="textarea",
        hint=N_("Only if you refuse. The senior who asks reads it."),
        is_required=False,
        most=2000,
    )
    answer_code = Text(
        N_("Code"),
        hint=CODE_HINT,
        most=7,
        pattern=CODE,
        autocomplete="one-time-code",
        inputmode="numeric",
        wrong=N_("A code has six digits."),
    )

    def check(self) -> None:
        """A refusal says why."""
        if self.answer == "refused" and len(self.answer_words) < 3:
            self.complain("answer_words", N_("Please say why you refuse."))


class AsideForm(Form):
    """Closing a request without opening anything."""

    aside_words = Text(N_("Why nothing needs to be opened"), kind="textarea", least=3, most=2000)


class UnlockForm(Form):
    """The requester's passphrase."""

    passphrase = Text(
        N_("Your passphrase"),
        kind="password",
        hint=N_("It unlocks the seniors' key for this opening only, in memory, until the time is over."),
        most=400,
        autocomplete="off",
        is_verbatim=True,
    )


class ShowForm(Form):
    """Which detail is to be shown."""

    detail = Text("", kind="hidden", most=20)


class CloseForm(Form):
    """What came of it."""

    outcome = Text(
        N_("What came of it"),
        kind="radio",
        choices=tuple((code, words) for code, words in OUTCOMES.items() if code != "withdrawn"),
    )
    closing_words = Text(
        N_("What was done, to whom it was handed over, what follows"),
        kind="textarea",
        hint=N_("Without the details themselves."),
        least=3,
        most=2000,
    )


class TakeBackForm(Form):
    """Taking back a request that nobody answered."""

    closing_words = Text(N_("Why you take it back"), kind="textarea", least=3, most=2000)


class ReviewForm(Form):
    """Another senior's view of an opening without a second one."""

    finding = Text(N_("What you found"), kind="radio", choices=tuple(FINDINGS.items()))
    review_words = Text(
        N_("Your review"),
        kind="textarea",
        hint=N_("What you looked at and what you think. At least 20 characters."),
        least=20,
        most=2000,
    )
