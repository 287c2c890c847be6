"""Forms: declared once, read once, errors beside their fields, everything typed kept.

class ReplyForm(Form):
    body = Text(N_("Your reply"), kind="textarea", most=10_000)

form = await ReplyForm.read(request)
if form.has_errors: ...
form.body
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self, overload

from starlette.datastructures import FormData
from starlette.requests import Request

from app.http.door import lang_of
from app.kernel.i18n import N_, translate
from app.kernel.markup import clean, clean_line

ONE_LINE = frozenset({"text", "email", "tel", "hidden", "select", "radio", "date"})


@dataclass(slots=True)
class Bound:
    """A field in one form: what the template shows. Words are in the visitor's language already."""

    name: str
    label: str
    hint: str
    kind: str
    value: str
    required: bool
    autocomplete: str
    inputmode: str
    maxlength: int | None
    choices: Sequence[tuple[str, str]]
    errors: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The id of its control in the page."""
        return f"field-{self.name}"


class Text:
    """A field of text. After reading it is cleaned text; refused: too long, missing, not of its pattern."""

    def __init__(
        self,
        label: str,
        *,
        kind: str = "text",
        hint: str = "",
        is_required: bool = True,
        least: int = 0,
        most: int = 200,
        pattern: str | None = None,
        missing: str = N_("This is needed."),
        wrong: str = N_("Please check this."),
        choices: Sequence[tuple[str, str]] = (),
        autocomplete: str = "off",
        inputmode: str = "",
        is_verbatim: bool = False,
    ) -> None:
        self.label, self.kind, self.hint = label, kind, hint
        self.is_required, self.least, self.most = is_required, least, most
        self.pattern = re.compile(pattern) if pattern else None
        self.missing, self.wrong = missing, wrong
        self.choices, self.autocomplete, self.inputmode = choices, autocomplete, inputmode
        self.is_verbatim = is_verbatim  # passwords: not a letter is changed
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, form: None, owner: type) -> Self: ...
    @overload
    def __get__(self, form: Form, owner: type) -> str: ...
    def __get__(self, form: Form | None, owner: type) -> Self | str:
        return self if form is None else form.fields[self.name].value

    def clean(self, raw: str) -> str:
        """What was typed, without what could hide or break something."""
        if self.is_verbatim:
            return raw
        return clean_line(raw) if self.kind in ONE_LINE else clean(raw).strip()

    def complaint(self, value: str) -> tuple[str, Mapping[str, object]] | None:
        """Why this value cannot be taken, or None."""
        if not value:
            return (self.missing, {}) if self.is_required else None
        if len(value) > self.most:
            return N_("Please use at most %(most)s characters. There are %(count)s now."), {
                "most": self.most,
                "count": len(value),
            }
        if len(value) < self.least:
            return N_("Please use at least %(least)s characters."), {"least": self.least}
        if self.choices and value not in {choice for choice, _ in self.choices}:
            return self.wrong, {}
        if self.pattern and not self.pattern.fullmatch(value):
            return self.wrong, {}
        return None


class Form:
    """A form that was read, or is about to be shown empty."""

    declared: ClassVar[dict[str, Text]] = {}

    def __init_subclass__(cls) -> None:
        found = {k: v for base in reversed(cls.__mro__) for k, v in vars(base).items() if isinstance(v, Text)}
        cls.declared = found

    def __init__(self, lang: str, values: Mapping[str, str] | None = None) -> None:
        self.lang = lang
        self.form_errors: list[str] = []
        given = values or {}
        self.fields = {name: self._bind(text, given.get(name, "")) for name, text in self.declared.items()}

    @classmethod
    def empty(cls, request: Request, **values: str) -> Self:
        """The form as it is first shown, with some values filled in."""
        return cls(lang_of(request), values)

    @classmethod
    async def read(cls, request: Request) -> Self:
        """The form as it was sent; its errors are found, nothing is raised."""
        sent: FormData = getattr(request.state, "form", None) or await request.form(max_files=0, max_fields=50)
        raw = {name: value for name in cls.declared if isinstance(value := sent.get(name, ""), str)}
        form = cls(lang_of(request), {name: cls.declared[name].clean(value) for name, value in raw.items()})
        for name, text in cls.declared.items():
            if complaint := text.complaint(form.fields[name].value):
                form.complain(name, complaint[0], **complaint[1])
        form.check()
        return form

    def check(self) -> None:
        """For rules over several fields; call `complain` for each broken one."""

    def complain(self, name: str | None, sentence: str, **params: object) -> None:
        """Adds a message beside a field, or to the whole form."""
        message = translate(self.lang, sentence, **params)
        (self.fields[name].errors if name else self.form_errors).append(message)

    @property
    def errors(self) -> dict[str, list[str]]:
        """Messages by field."""
        return {name: bound.errors for name, bound in self.fields.items() if bound.errors}

    @property
    def has_errors(self) -> bool:
        """True when something needs another look."""
        return bool(self.form_errors) or any(bound.errors for bound in self.fields.values())

    def __getitem__(self, name: str) -> Any:
        return self.fields[name]

    def _bind(self, text: Text, value: str) -> Bound:
        def say(sentence: str) -> str:
            return translate(self.lang, sentence)

        return Bound(
            name=text.name,
            label=say(text.label),
            hint=say(text.hint),
            kind=text.kind,
            value=value,
            required=text.is_required,
            autocomplete=text.autocomplete,
            inputmode=text.inputmode,
            maxlength=text.most if text.most < 100_000 else None,
            choices=[(choice, say(label)) for choice, label in text.choices],
        )
