"""What a guide wants done with a case, as one form: an act, its reason and words, and whatever goes with it."""

from __future__ import annotations

from typing import Self

from starlette.requests import Request

from app.board.topics import TOPICS
from app.http.forms import Form, Text
from app.kernel.i18n import N_
from moderation.cases import answering, mending, talking
from moderation.cases.model import Act, Asked, Extra, Lane, Mask, Place
from moderation.desk import words
from moderation.desk.care.forms import CareFields, extras_of

_KINDS = tuple(words.DETAILS.items())


def _mask() -> tuple[Text, Text]:
    letters = Text(N_("Take these words out"), is_required=False, most=mending.MOST)
    kind = Text(N_("What they are"), kind="select", is_required=False, choices=(("", N_("Choose one")), *_KINDS))
    return letters, kind


class MoreFields(Form):
    """What may go with an act."""

    mask_1, mask_kind_1 = _mask()
    mask_2, mask_kind_2 = _mask()
    mask_3, mask_kind_3 = _mask()
    reply = Text(
        N_("Reply in the thread"),
        kind="textarea",
        hint=N_("Everybody reads it, signed by the guides. It is screened like every text."),
        is_required=False,
        most=answering.MOST,
    )
    ask_whom = Text(N_("Ask a colleague"), kind="select", is_required=False, most=20)
    ask_words = Text(
        N_("Your question"),
        kind="textarea",
        hint=N_("Only guides read it."),
        is_required=False,
        most=talking.MOST,
    )

    topics: tuple[str, ...] = ()  # boxes that are ticked
    restores: tuple[str, ...] = ()  # "body-0"

    @classmethod
    async def read(cls, request: Request) -> Self:
        """The form as it was sent, with its boxes."""
        form = await super().read(request)
        sent = request.state.form
        form.topics = tuple(one for one in TOPICS if one in sent.getlist("topics"))
        form.restores = tuple(one for one in sent.getlist("restores") if isinstance(one, str) and _place(one))
        return form

    @property
    def masks(self) -> tuple[Mask, ...]:
        """The pieces that were filled in."""
        rows = ((self.mask_1, self.mask_kind_1), (self.mask_2, self.mask_kind_2), (self.mask_3, self.mask_kind_3))
        return tuple(Mask(letters=letters, kind=kind) for letters, kind in rows if letters)

    @property
    def has_more(self) -> bool:
        """Something is chosen or filled in: the fold stands open."""
        filled = (self.reply, self.ask_whom, self.ask_words)
        about_author = any(bound.value for name, bound in self.fields.items() if name in CareFields.declared)
        has_wrong = set(self.errors) & {*MoreFields.declared, *CareFields.declared}
        return bool(self.topics or self.restores or self.masks or any(filled) or about_author or has_wrong)


class DecisionForm(MoreFields, CareFields):
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
    lane = Text("", kind="hidden", is_required=False, most=20, pattern="|".join(lane.value for lane in Lane))

    @property
    def chosen(self) -> Act | None:
        """The act, once one was chosen."""
        return Act(self.act) if self.act in {act.value for act in Act} else None

    @property
    def why(self) -> str:
        """The chosen reason, or the one that goes without saying; empty where one must be chosen."""
        act = self.chosen
        return self.reason or (words.USUAL_REASON.get(act, "") if act else "")

    @property
    def wish(self) -> Asked:
        """The whole wish, of a form with an act; of a form with errors only to be shown."""
        act = Act(self.act)
        is_edit = act is Act.EDIT
        return Asked(
            act=act,
            reason=self.why,
            seen_version=int(self.seen) if self.seen.isascii() and self.seen.isdigit() else 0,
            words=self.words,
            title=self.title if is_edit else None,
            body=self.body if is_edit else None,
            topics=self.topics,
            restores=tuple(place for one in self.restores if (place := _place(one))),
            masks=self.masks,
            extras=(*extras_of(self), *self._extras()),
        )

    def _extras(self) -> list[Extra]:
        found = [Extra(kind="reply", data={"body": self.reply})] if self.reply else []
        if self.ask_whom or self.ask_words:
            found.append(Extra(kind="ask", data={"whom": self.ask_whom, "words": self.ask_words}))
        return found


def _place(key: str) -> Place | None:
    part, _, number = key.partition("-")
    is_one = part in ("title", "body") and number.isascii() and number.isdigit() and len(number) <= 4
    return Place(part=part, ordinal=int(number)) if is_one else None
