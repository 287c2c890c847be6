"""The forms of the lab: a search, a phrase, a text to try."""

from __future__ import annotations

from app.http.forms import Form, Text
from app.kernel.i18n import N_
from moderation.desk.lab.words import MATCHES, STATUSES
from moderation.screening.danger.lexicon import CONTEXT_RULES, Row, row_of
from moderation.screening.model import CATEGORIES, Urgency
from moderation.screening.wording import CATEGORY_WORDS, RULE_WORDS, STEP_WORDS, URGENCY_WORDS

ANY = ("", N_("All"))
MOST_LINES = 100
PHRASE_ID = r"[a-z]{2}-[a-z0-9-]{2,57}"
_CATEGORIES = tuple((code, CATEGORY_WORDS[code]) for code in CATEGORIES)
_LEVELS = tuple((level.value, URGENCY_WORDS[level]) for level in Urgency if level.rank)
_SHOWN = ("live", "retired", "draft", "shadow")


def _rule(code: str) -> Text:
    return Text(RULE_WORDS[code], kind="checkbox", is_required=False, most=3)


class SearchForm(Form):
    """What is looked for. It is sent by a link, so nothing in it is ever wrong: what is unknown is left out."""

    words = Text(N_("Words"), is_required=False, most=80)
    category = Text(N_("Topic"), kind="select", is_required=False, choices=(ANY, *_CATEGORIES))
    urgency = Text(N_("Level"), kind="select", is_required=False, choices=(ANY, *_LEVELS))
    status = Text(
        N_("Where it stands"),
        kind="select",
        is_required=False,
        choices=(ANY, *((code, STATUSES[code]) for code in _SHOWN)),
    )


class PhraseForm(Form):
    """A row, as a lead writes it; one form, guard or post a line."""

    phrase_id = Text(
        N_("Name of the row"),
        hint=N_("It begins with the language, as in “fr-something”, and never changes."),
        most=60,
        pattern=PHRASE_ID,
        wrong=N_("Use small letters, digits and hyphens, and begin with the language."),
    )
    phrase = Text(N_("What it means"), most=120)
    forms = Text(
        N_("How it is said"),
        kind="textarea",
        hint=N_("One a line. {a|b} is a choice, [class] a word class, .. leaves room for three words, ... for seven."),
        most=20_000,
    )
    guards = Text(N_("Idioms that cancel it"), kind="textarea", hint=N_("One a line."), is_required=False, most=20_000)
    category = Text(N_("Topic"), kind="select", choices=_CATEGORIES)
    urgency = Text(N_("Level"), kind="select", choices=_LEVELS)
    cssrs = Text(
        N_("Step of the Columbia scale (C-SSRS)"),
        kind="select",
        is_required=False,
        choices=(("", N_("None")), *STEP_WORDS.items()),
    )
    match = Text(N_("How letters are compared"), kind="select", choices=tuple(MATCHES.items()))
    rule_negation = _rule("negation")
    rule_past = _rule("past")
    rule_long_past = _rule("long_past")
    rule_second_person = _rule("second_person")
    rule_third_person = _rule("third_person")
    rule_question = _rule("question")
    rule_quotation = _rule("quotation")
    rule_help_talk = _rule("help_talk")
    rule_timing = _rule("timing")
    must_hit = Text(
        N_("Posts that it must find"), kind="textarea", hint=N_("Invented ones, one a line. At least one."), most=20_000
    )
    must_not_hit = Text(
        N_("Posts that it must not find"),
        kind="textarea",
        hint=N_("Invented ones, one a line. At least one."),
        most=20_000,
    )
    twin = Text(
        N_("Its twin in the other language"),
        hint=N_("The name of a row, or in a few words why there is none."),
        most=200,
    )
    author = Text(N_("Who looks after it"), most=60)
    note = Text(N_("Note"), kind="textarea", is_required=False, most=2000)
    evidence = Text(N_("Where it comes from"), is_required=False, most=400)
    status = Text(
        N_("Once published"),
        kind="radio",
        choices=(("live", N_("Screening looks for it")), ("retired", N_("Screening no longer looks for it"))),
    )
    seen = Text("", kind="hidden", most=6, pattern=r"\d{1,6}")

    @property
    def rules(self) -> list[tuple[str, object]]:
        """The boxes of the rules of context, in their order."""
        return [(code, self.fields[f"rule_{code}"]) for code in CONTEXT_RULES]

    def check(self) -> None:
        """Lists that are too long are refused; a reason has more than one word."""
        for name in ("forms", "guards", "must_hit", "must_not_hit"):
            if len(lines(getattr(self, name))) > MOST_LINES:
                self.complain(name, N_("Please use at most %(most)s lines."), most=MOST_LINES)

    def row(self, lang: str) -> Row:
        """The row that was typed; ValueError says what the library makes of it. A changed row is no longer reviewed."""
        plain = ("phrase", "category", "urgency", "cssrs", "match", "twin", "author", "note", "evidence", "status")
        entry: dict[str, object] = {name: getattr(self, name) for name in plain}
        listed = {name: lines(getattr(self, name)) for name in ("forms", "guards", "must_hit", "must_not_hit")}
        rules = [code for code in CONTEXT_RULES if self.fields[f"rule_{code}"].value]
        return row_of({**entry, **listed, "id": self.phrase_id, "rules": rules}, lang)


class TrialForm(Form):
    """A text that somebody wants to try. It is read, answered and forgotten."""

    text = Text(N_("A text to try"), kind="textarea", most=10_000, is_verbatim=True)
    draft = Text("", kind="hidden", is_required=False, most=14)


def lines(typed: str) -> list[str]:
    """The lines of a field that hold something."""
    return [line.strip() for line in typed.splitlines() if line.strip()]


def values_of(row: Row, *, seen: int) -> dict[str, str]:
    """A row as the form shows it."""
    told = {name: getattr(row, name) for name in ("phrase", "category", "cssrs", "match", "twin", "author", "note")}
    told |= {name: "\n".join(getattr(row, name)) for name in ("forms", "guards", "must_hit", "must_not_hit")}
    told |= {f"rule_{code}": "yes" for code in row.rules}
    status = "retired" if row.status == "retired" else "live"
    more = {"phrase_id": row.id, "urgency": row.urgency.value, "evidence": row.evidence, "status": status}
    return told | more | {"seen": str(seen)}
