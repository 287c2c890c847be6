"""What guides fill in about a member: beside a decision, and on the member's own page."""

from __future__ import annotations

from datetime import date

from app.http.forms import Form, Text
from app.kernel.i18n import N_
from moderation.care.model import MOST_REASON, MOST_WORDS
from moderation.cases.model import Extra
from moderation.desk.care import words

DAY = r"20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
NONCE = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"


class TrackFields(Form):
    """Keeping a member in mind; all of it or none."""

    track_kind = Text(
        N_("Keep this member in mind"),
        kind="select",
        is_required=False,
        choices=(("", N_("No")), *words.TRACK_KINDS.items()),
    )
    track_reason = Text(
        N_("Why (for colleagues)"),
        kind="textarea",
        is_required=False,
        most=MOST_REASON,
    )
    track_review = Text(
        N_("Look again on"), kind="date", is_required=False, pattern=DAY, wrong=N_("Please choose a day.")
    )
    track_ends = Text(
        N_("Until (at most 90 days)"), kind="date", is_required=False, pattern=DAY, wrong=N_("Please choose a day.")
    )

    def check(self) -> None:
        """A kind needs its reason and days; a reason or a day without a kind would be lost unseen."""
        super().check()
        filled = {name: self.fields[name].value for name in ("track_reason", "track_review", "track_ends")}
        if self.track_kind:
            for name, value in filled.items():
                if not value:
                    self.complain(name, N_("This is needed."))
        elif any(filled.values()):
            self.complain("track_kind", words.CHOOSE_KIND)
        for name in ("track_review", "track_ends"):
            if filled[name] and not self.fields[name].errors and day_of(filled[name]) is None:
                self.complain(name, N_("Please choose a day."))


class SanctionFields(Form):
    """What is to hold for an account."""

    sanction_kind = Text(
        N_("This account"),
        kind="select",
        is_required=False,
        choices=(("", N_("Stays as it is")), *words.SANCTIONS.items()),
    )
    sanction_reason = Text(
        N_("House rule"),
        kind="select",
        is_required=False,
        choices=(("", N_("Choose one")), *words.RULES.items()),
    )
    sanction_days = Text(
        N_("Days of pause (1 to 90)"),
        is_required=False,
        most=2,
        pattern=r"[1-9]|[1-8]\d|90",
        inputmode="numeric",
        wrong=N_("A pause has an end: 1 to 90 days from now."),
    )
    sanction_words = Text(
        N_("Your words to the member"),
        kind="textarea",
        hint=N_("Plain and kind. The member reads them with the house rule, signed “a guide”."),
        is_required=False,
        most=MOST_WORDS,
    )

    def check(self) -> None:
        """Something that holds needs its house rule, and a pause its end."""
        super().check()
        if self.sanction_kind and not self.sanction_reason:
            self.complain("sanction_reason", N_("Choose the house rule it is about."))
        if self.sanction_kind == "pause" and not self.sanction_days:
            self.complain("sanction_days", N_("A pause has an end: 1 to 90 days from now."))
        if not self.sanction_kind and (self.sanction_reason or self.sanction_days or self.sanction_words):
            self.complain("sanction_kind", words.CHOOSE_SANCTION)


class CareFields(TrackFields, SanctionFields):
    """Both, as a decision brings them along."""


class TrackForm(TrackFields):
    """Both of it on the member's page."""


class SanctionForm(SanctionFields):
    """The member's page again."""


class NoteForm(Form):
    """Words for colleagues."""

    words = Text(
        N_("Support note"),
        kind="textarea",
        hint=N_("For the guides of this community only. It cannot be changed later."),
        most=MOST_WORDS,
        missing=N_("Write a note of at most 2000 characters."),
    )
    nonce = Text("", kind="hidden", pattern=NONCE)


class WatchForm(Form):
    """Until when a sign of life is waited for."""

    until_day = Text(N_("If not seen by (day)"), kind="date", pattern=DAY, wrong=N_("Please choose a day."))
    until_hour = Text(
        N_("Hour"),
        kind="select",
        choices=tuple((str(hour), f"{hour}:00") for hour in range(24)),
        wrong=N_("Please check this."),
    )

    def check(self) -> None:
        """The day must be one."""
        if not self.fields["until_day"].errors and day_of(self.until_day) is None:
            self.complain("until_day", N_("Please choose a day."))


def day_of(text: str) -> date | None:
    """The day that was typed, or None for one that no calendar has."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def extras_of(form: CareFields) -> list[Extra]:
    """What the form wants beside the decision, in the order in which it is done."""
    return [*extras_of_track(form), *extras_of_sanction(form)]


def extras_of_track(form: TrackFields) -> list[Extra]:
    """Whether to keep the member in mind: one or none."""
    if not form.track_kind:
        return []
    data = {"kind": form.track_kind, "reason": form.track_reason}
    return [Extra(kind="track", data=data | {"review_on": form.track_review, "ends_on": form.track_ends})]


def extras_of_sanction(form: SanctionFields) -> list[Extra]:
    """What is to hold for the account: one or none."""
    if not form.sanction_kind:
        return []
    data = {"kind": form.sanction_kind, "reason": form.sanction_reason}
    return [Extra(kind="sanction", data=data | {"days": form.sanction_days, "words": form.sanction_words})]
