"""The forms of an answer, a rule and a place: every language side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from starlette.requests import Request

from app.board.handbook import Wording
from app.board.places import EVERYWHERE, KINDS, PlaceFacts, regions
from app.http.forms import Form, Text
from app.kernel.i18n import LANGUAGES, N_
from moderation.cases.model import Act
from moderation.desk import words as desk_words
from moderation.handbook.checking import MISSING
from moderation.handbook.model import MOST_NOTE, MOST_TITLE, MOST_WORDS, AnswerFacts, Draft, Facts, Kind

LABELS: Mapping[str, str] = {
    "title_en": N_("Title in English"),
    "words_en": N_("Words in English"),
    "hours_en": N_("Hours in English"),
    "title_fr": N_("Title in French"),
    "words_fr": N_("Words in French"),
    "hours_fr": N_("Hours in French"),
}
LANGUAGE_CHOICES = (
    ("", N_("Not known")),
    ("en fr", N_("English and French")),
    ("en", N_("English")),
    ("fr", N_("French")),
)
ACTS: Mapping[str, str] = {act.value: named[0] for act, named in desk_words.ACTS.items() if act is not Act.KEEP}


def _title(name: str) -> Text:
    return Text(LABELS[name], most=MOST_TITLE, missing=MISSING)


def _words(name: str) -> Text:
    return Text(LABELS[name], kind="textarea", most=MOST_WORDS, missing=MISSING)


def _hours(name: str) -> Text:
    return Text(LABELS[name], is_required=False, most=MOST_TITLE)


class EntryForm(Form):
    """What every entry has."""

    code = Text(
        N_("Short name"),
        hint=N_("For colleagues and the log: small letters, digits and low lines. It stays as it is."),
        is_required=False,
        most=40,
    )
    title_en, words_en = _title("title_en"), _words("words_en")
    title_fr, words_fr = _title("title_fr"), _words("words_fr")
    position = Text(
        N_("Place in the list"),
        hint=N_("Smaller numbers come first."),
        most=4,
        pattern=r"\d{1,4}",
        inputmode="numeric",
        wrong=N_("Please use a number from 0 to 9999."),
    )
    note = Text(
        N_("Why you change it"),
        kind="textarea",
        hint=N_("For colleagues, and for whoever asks in a year. No text and no name of a member."),
        most=MOST_NOTE,
        missing=N_("Please say in a few words why."),
    )
    seen = Text("", kind="hidden", most=9, pattern=r"\d{1,9}")

    @property
    def wordings(self) -> tuple[Wording, ...]:
        """What was written, by language."""
        return tuple(
            Wording(
                lang=lang,
                title=self._of(f"title_{lang}"),
                words=self._of(f"words_{lang}"),
                hours=self._of(f"hours_{lang}"),
            )
            for lang in LANGUAGES
        )

    @property
    def facts(self) -> Facts:
        """What is the same in every language."""
        return None

    @property
    def is_checked(self) -> bool:
        """Compared with the service's own page today."""
        return False

    def draft(self, kind: Kind, code: str) -> Draft:
        """The whole wish; only of a form without errors."""
        return Draft(
            kind=kind,
            code=code,
            seen=int(self.seen),
            position=int(self.position),
            wordings=self.wordings,
            facts=self.facts,
            note=self.note,
            is_checked=self.is_checked,
        )

    def _of(self, name: str) -> str:
        return self.fields[name].value if name in self.fields else ""


class BoxesForm(EntryForm):
    """With boxes to tick, all of one name."""

    boxes: tuple[str, ...] = ()
    known: Mapping[str, str] = {}

    @classmethod
    async def read(cls, request: Request) -> Self:
        """The form as it was sent, with its boxes."""
        form = await super().read(request)
        form.boxes = tuple(one for one in cls.known if one in request.state.form.getlist("boxes"))
        return form


class AnswerForm(BoxesForm):
    """Words that guides often send."""

    known = ACTS

    @property
    def facts(self) -> Facts:
        """The acts that it goes with."""
        return AnswerFacts(acts=tuple(Act(one) for one in self.boxes))


class PlaceForm(BoxesForm):
    """Somewhere to turn to."""

    known = KINDS

    hours_en, hours_fr = _hours("hours_en"), _hours("hours_fr")
    phone = Text(N_("Phone number, as people read it"), is_required=False, most=24, inputmode="tel")
    text = Text(N_("Number for text messages"), is_required=False, most=24, inputmode="tel")
    web = Text(N_("Web address"), is_required=False, most=200, inputmode="url")
    region = Text(N_("Where"), kind="select", choices=tuple(regions("en").items()))
    languages = Text(N_("Languages"), kind="select", is_required=False, choices=LANGUAGE_CHOICES)
    checked = Text(N_("I compared this with the service's own page today"), kind="checkbox", is_required=False, most=3)

    def __init__(self, lang: str, values: Mapping[str, str] | None = None) -> None:
        super().__init__(lang, values)
        self.fields["region"].choices = tuple(regions(lang).items())

    @property
    def facts(self) -> Facts:
        """Where it is and how it is reached."""
        return PlaceFacts(
            phone=self.phone,
            text=self.text,
            web=self.web,
            region=self.region or EVERYWHERE,
            languages=tuple(self.languages.split()),
            kinds=self.boxes,
        )

    @property
    def is_checked(self) -> bool:
        """Compared with the service's own page today."""
        return bool(self.checked)


FORMS: Mapping[Kind, type[EntryForm]] = {Kind.ANSWER: AnswerForm, Kind.RULE: EntryForm, Kind.PLACE: PlaceForm}
