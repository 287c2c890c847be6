"""The forms of the shift."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from app.http.forms import Form, Text
from app.kernel.i18n import N_, translate
from moderation.desk.shift import keymap

HOURS = tuple((str(number), str(number)) for number in range(1, 13))


def _day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class Moment(Form):
    """A day and an hour, as somebody here would say them."""

    day = Text(N_("Day"), kind="date", most=10, pattern=r"\d{4}-\d\d-\d\d", wrong=N_("Enter a day, like 2026-11-20."))
    hour = Text(
        N_("Hour"),
        kind="time",
        most=5,
        pattern=r"([01]\d|2[0-3]):[0-5]\d",
        wrong=N_("Enter an hour, like 18:30."),
    )

    def check(self) -> None:
        """A day that no calendar has is refused beside its field."""
        if self.day and not self.errors and _day_of(self.day) is None:
            self.complain("day", N_("Enter a day, like 2026-11-20."))

    def moment(self, zone: str) -> datetime:
        """The moment meant, by the clock of the house. For a form without errors."""
        day = _day_of(self.day) or date.min
        return datetime.combine(day, time.fromisoformat(self.hour), tzinfo=ZoneInfo(zone))


class StartForm(Form):
    """A shift that begins now. `where` names communities, joined by "+"."""

    where = Text(N_("Where"), kind="select", most=40)
    hours = Text(N_("For how many hours"), kind="select", choices=HOURS)
    on_call = Text(N_("Call me when someone waits in Now and nobody reads"), kind="checkbox", is_required=False, most=3)

    @property
    def communities(self) -> tuple[str, ...]:
        """The communities chosen."""
        return tuple(self.where.split("+"))


class PlanForm(Moment, StartForm):
    """A shift to come."""


class PromiseForm(Moment):
    """What a member was told."""

    words = Text(
        N_("What you promised"),
        hint=N_("For colleagues: what a guide will do. No detail from the text."),
        least=3,
        most=300,
    )


class AddressForm(Form):
    """Where alarms go."""

    address = Text(
        N_("Mail address for alarms"),
        kind="email",
        hint=N_("It is sealed at once: nobody can read it here again, not even you."),
        most=254,
        autocomplete="email",
    )


class WhereForm(Form):
    """One community."""

    where = Text(N_("Where"), kind="select", most=12)


class RestForm(Form):
    """Back from a break, or not now; and the page to go back to."""

    rest = Text("", kind="hidden", most=5, pattern="taken|later")
    back = Text("", kind="hidden", is_required=False, most=20)


class SwitchForm(Form):
    """On or off; and the page to go back to."""

    switch = Text("", kind="hidden", most=3, pattern="on|off")
    back = Text("", kind="hidden", is_required=False, most=20)


class HandoverForm(Form):
    """The words of the guide who leaves."""

    words = Text(
        N_("Your words to the next guide"),
        kind="textarea",
        hint=N_("What you would say at the door. Chosen names are fine; nothing that could show who someone is."),
        is_required=False,
        most=2000,
    )


_WRONG_KEY = N_("A key is one letter, digit or sign.")
_FIELDS = {
    f"key_{one.code}": Text(one.words, is_required=False, most=1, pattern=r"\S", wrong=_WRONG_KEY)
    for one in keymap.KEYS
}


class KeysForm(type("KeyFields", (Form,), _FIELDS)):  # type: ignore[misc]
    """One field an act. No key is a choice, too."""

    def check(self) -> None:
        """Two acts cannot have one key."""
        found = keymap.clash(self.wanted)
        if found is not None:
            first = next(one for one in keymap.KEYS if one.code == found[1])
            words = translate(self.lang, first.words)
            self.complain(f"key_{found[0]}", N_("This key already stands for: %(act)s."), act=words)

    @property
    def wanted(self) -> dict[str, str]:
        """Act by act, the key as it was typed."""
        return {one.code: str(self.fields[f"key_{one.code}"].value).lower() for one in keymap.KEYS}
