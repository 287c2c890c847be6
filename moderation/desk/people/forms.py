"""The forms of people of the staff."""

from __future__ import annotations

from typing import Self, cast

from starlette.datastructures import FormData
from starlette.requests import Request

from app.http.forms import Form, Text
from app.kernel.i18n import N_, NAMES
from moderation.desk.people.proving import Proof

ROLES = {
    "guide": N_("Guide"),
    "lead": N_("Lead"),
    "admin": N_("Admin"),
    "auditor": N_("Auditor"),
    "partner": N_("Partner"),
}
_LANGS = tuple(NAMES.items())
_WRONG_CODE = N_("A code has six digits; a recovery code has ten letters and digits.")


class ProofForm(Form):
    """A second factor: a code typed, or what a passkey signed."""

    code = Text(
        N_("Code"),
        hint=N_("Six digits from your authenticator, or a recovery code. Each works once."),
        most=12,
        pattern=r"\d{3} ?\d{3}|[A-Za-z2-9]{5}[- ]?[A-Za-z2-9]{5}",
        autocomplete="one-time-code",
        wrong=_WRONG_CODE,
    )
    passkey = Text("", kind="hidden", is_required=False, most=8000)

    def check(self) -> None:
        """One of the two is enough."""
        if self.passkey:
            self.fields["code"].errors.clear()

    @property
    def proof(self) -> Proof:
        """What was shown."""
        return Proof(code=self.code, passkey=self.passkey)


class SignInForm(ProofForm):
    """Name, password and second factor, all at once."""

    login = Text(N_("Sign-in name"), most=40, autocomplete="username")
    password = Text(N_("Password"), kind="password", most=200, autocomplete="current-password", is_verbatim=True)


class CodeForm(Form):
    """A code of an authenticator that is being set up."""

    code = Text(
        N_("Code"),
        hint=N_("The six digits that your authenticator shows now."),
        most=7,
        pattern=r"\d{3} ?\d{3}",
        autocomplete="one-time-code",
        inputmode="numeric",
        wrong=N_("A code has six digits."),
    )


class EnrolForm(ProofForm):
    """A first password, and a first second factor."""

    password = Text(
        N_("A password of your own"),
        kind="password",
        hint=N_("At least 15 characters. Four words that have nothing to do with each other work well."),
        most=200,
        autocomplete="new-password",
        is_verbatim=True,
    )
    code = Text(
        N_("Code"),
        hint=N_("The six digits that your authenticator shows now."),
        is_required=False,
        most=7,
        pattern=r"\d{3} ?\d{3}",
        autocomplete="one-time-code",
        inputmode="numeric",
        wrong=N_("A code has six digits."),
    )


class RightsForm(Form):
    """What a person may do, and where."""

    role = Text(N_("Role"), kind="select", choices=tuple(ROLES.items()), wrong=N_("Choose one of the roles."))
    languages = Text(N_("Communities"), is_required=False)

    @classmethod
    async def read(cls, request: Request) -> Self:
        """The form as it was sent; communities are ticked one by one."""
        form = await super().read(request)
        sent = cast(FormData, request.state.form).getlist("languages")
        form.fields["languages"].value = ",".join(one for one in sent if isinstance(one, str))
        return form

    @property
    def chosen(self) -> tuple[str, ...]:
        """The communities that were ticked."""
        return tuple(one for one in self.languages.split(",") if one)


class NewPersonForm(RightsForm):
    """Somebody to be added."""

    login = Text(N_("Sign-in name"), most=40, hint=N_("Small letters and digits; it is not shown to members."))
    name = Text(N_("Name that colleagues see"), most=60)
    pages = Text(N_("Language of the pages"), kind="select", choices=_LANGS)


class AnswerForm(Form):
    """A second admin's word."""

    answer = Text("", kind="hidden", most=5, pattern="agree|no")


class StandingForm(Form):
    """Whether somebody may come in."""

    standing = Text("", kind="hidden", most=8, pattern="disable|enable")


class DetailsForm(Form):
    """One's own name and language."""

    name = Text(N_("Name that colleagues see"), most=60)
    pages = Text(N_("Language of the pages"), kind="select", choices=_LANGS)


class PasswordForm(Form):
    """The old password, and a new one."""

    old = Text(N_("Your password now"), kind="password", most=200, autocomplete="current-password", is_verbatim=True)
    password = Text(
        N_("A new password"),
        kind="password",
        hint=N_("At least 15 characters. Four words that have nothing to do with each other work well."),
        most=200,
        autocomplete="new-password",
        is_verbatim=True,
    )


class PasskeyForm(Form):
    """A passkey that the browser has just made, and what to call it."""

    name = Text(N_("What to call it"), most=40, hint=N_("So that you know it again, like “key on my ring”."))
    passkey = Text("", kind="hidden", most=16_000, missing=N_("Your browser has not made a passkey yet."))


class StepUpForm(ProofForm):
    """A second factor, and where to go afterwards."""

    next = Text("", kind="hidden", is_required=False, most=300)


class KnownForm(Form):
    """A checkpoint from elsewhere."""

    known = Text(
        N_("A checkpoint you kept"),
        hint=N_("The number, a colon, and 64 letters and digits. Empty: the chain alone is checked."),
        is_required=False,
        most=90,
        pattern=r"\d{1,17}:[0-9a-f]{64}",
        wrong=N_("A checkpoint is a number, a colon, and 64 letters and digits."),
    )
