"""Reading and saving what the house says. Versions are only ever added; the newest of a code counts."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from app.board.handbook import merged, stored_wordings
from app.board.places import facts_of
from app.kernel import sql
from app.kernel.db import Row, Tx
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.i18n import N_
from moderation.cases.model import Act, Guide
from moderation.handbook import checking
from moderation.handbook.model import Answer, AnswerFacts, Draft, Facts, Kind, Version
from moderation.handbook.shipped import shipped, shipped_answers

Q = sql.beside(__file__, "entries")


async def every(tx: Tx, kind: Kind) -> tuple[Version, ...]:
    """The newest version of every entry of a kind, retired ones too, in their order."""
    found = {one.code: one for one in shipped(kind)}
    found |= {row["code"]: _version(row) for row in await tx.all(Q.newest, kind.value)}
    return tuple(sorted(found.values(), key=lambda one: (one.position, one.code)))


async def history(tx: Tx, kind: Kind, code: str) -> tuple[Version, ...]:
    """Every version of one entry, newest first, what was shipped last. Raises NotFound."""
    saved = tuple(_version(row) for row in await tx.all(Q.history, kind.value, code))
    found = saved + tuple(one for one in shipped(kind) if one.code == code)
    if not found:
        raise NotFound()
    return found


async def save(tx: Tx, editor: Guide, draft: Draft) -> int:
    """Members read this from now on, and the log says who saved it; its number.

    Raises Invalid, naming the field, when it may not be published, and Conflict when somebody saved
    another version since the editor looked.
    """
    checking.check(draft)
    is_checked = draft.is_checked and draft.kind is Kind.PLACE
    words = {one.lang: {"title": one.title.strip(), "words": one.words.strip()} for one in draft.wordings}
    for one in draft.wordings:
        if one.hours.strip():
            words[one.lang]["hours"] = one.hours.strip()
    facts = asdict(draft.facts) if draft.facts is not None else {}
    head = (draft.kind.value, draft.code, draft.seen, draft.is_shown, draft.position)
    number = await tx.value(Q.add, *head, words, facts, is_checked, draft.note.strip(), editor.id)
    if number is None:
        raise Conflict(N_("Somebody has saved another version in the meantime. Please look at it again."))
    verb = "handbook_saved" if draft.is_shown else "handbook_retired"
    await tx.run(Q.log, editor.ref, verb, f"{draft.kind.value} {draft.code}", f"v{number}")
    return int(number)


async def retire(tx: Tx, editor: Guide, kind: Kind, code: str, *, seen: int, note: str) -> int:
    """Members no longer read this; it can be brought back by saving it again. Raises what `save` raises."""
    return await save(tx, editor, replace(_draft((await history(tx, kind, code))[0], seen, note), is_shown=False))


async def bring_back(tx: Tx, editor: Guide, earlier: Version, *, seen: int, note: str) -> int:
    """An earlier version counts again, as a new one. Raises what `save` raises."""
    return await save(tx, editor, _draft(earlier, seen, note))


async def new_code(tx: Tx, kind: Kind, code: str) -> None:
    """Raises Invalid when an entry of this code exists already, retired ones included."""
    if any(one.code == code for one in await every(tx, kind)):
        raise Invalid(N_("There is an entry of this code already."), field="code")


async def answers(tx: Tx) -> tuple[Answer, ...]:
    """The answers that guides may pick, in their order; for a community's own login."""
    return merged(shipped_answers(), await tx.all(Q.answers), _answer)


def _draft(version: Version, seen: int, note: str) -> Draft:
    return Draft(
        kind=version.kind,
        code=version.code,
        seen=seen,
        position=version.position,
        wordings=version.wordings,
        facts=version.facts,
        note=note,
    )


def _version(row: Row) -> Version:
    kind = Kind(row["kind"])
    return Version(
        kind=kind,
        code=row["code"],
        number=row["number"],
        position=row["position"],
        is_shown=row["is_shown"],
        wordings=stored_wordings(row["words"]),
        facts=_facts(kind, row["facts"]),
        checked_on=row["checked_on"],
        checked_by=row["checked_by"] or "",
        note=row["note"],
        made_by=row["made_by"],
        made_at=row["made_at"],
    )


def _facts(kind: Kind, raw: dict[str, Any]) -> Facts:
    if kind is Kind.PLACE:
        return facts_of(raw)
    return _answer_facts(raw) if kind is Kind.ANSWER else None


def _answer_facts(raw: dict[str, Any]) -> AnswerFacts:
    # An act that the desk no longer knows is no reason to lose the answer.
    known = {act.value for act in Act}
    return AnswerFacts(acts=tuple(Act(act) for act in raw["acts"] if act in known))


def _answer(row: Row) -> Answer:
    return Answer(
        code=row["code"],
        position=row["position"],
        wordings=stored_wordings(row["words"]),
        facts=_answer_facts(row["facts"]),
    )
