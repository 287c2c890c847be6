"""What a second reader answers."""

from __future__ import annotations

from starlette.requests import Request

from app.http.forms import Form, Text
from app.kernel.i18n import N_
from moderation.desk import words
from moderation.desk.quality.wording import URGENCIES, WOULD
from moderation.quality.model import Answer, Would


class ReadingForm(Form):
    """The reader's own judgement. Topics are boxes: as many as fit, or none."""

    urgency = Text(
        N_("How urgent is it"),
        kind="radio",
        choices=tuple(URGENCIES.items()),
        missing=N_("Please choose how urgent it is."),
        wrong=N_("Please choose how urgent it is."),
    )
    would = Text(
        N_("What would you have done"),
        kind="radio",
        choices=tuple(WOULD.items()),
        missing=N_("Please choose what you would have done."),
        wrong=N_("Please choose what you would have done."),
    )
    remark = Text(
        N_("A remark about the rule or the phrase"),
        kind="textarea",
        hint=N_("For those who look after the rules. Nothing from the text, and nothing about a colleague."),
        is_required=False,
        most=500,
    )
    topics: tuple[str, ...] = ()

    @property
    def answer(self) -> Answer:
        """What was said; only for a form without errors."""
        return Answer(urgency=self.urgency, categories=self.topics, would=Would(self.would), words=self.remark)


async def read(request: Request) -> ReadingForm:
    """The form as it was sent, with the boxes that were ticked; what is no topic is passed over."""
    form = await ReadingForm.read(request)
    ticked = set(request.state.form.getlist("topics"))
    form.topics = tuple(code for code in words.CATEGORIES if code in ticked)
    return form
