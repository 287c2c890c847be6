"""From drafts to a version: asked for, checked in steps, published by one lead, or by two where recall falls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from app.kernel import sql
from app.kernel.db import Tx
from app.kernel.errors import Conflict, NotFound
from app.kernel.i18n import N_
from app.kernel.ids import new_ref
from moderation.cases import casebook
from moderation.cases.model import Guide
from moderation.lab import catalogue, checking, drafting
from moderation.lab.catalogue import Live
from moderation.lab.model import Draft, Finding, Publication, Waiting
from moderation.screening.danger.lexicon import LANGUAGES, Lexicon
from moderation.screening.danger.overlay import Overlay

Q = sql.beside(__file__, "publishing")

REFUSALS: Mapping[str, str] = {
    "not_ready": N_("This is not checked yet, or it is over."),
    "not_lead": N_("It touches a language that you do not work in. A lead of both languages can publish it."),
    "second_needed": N_("Less would be found than before. A second lead, who did not write it, has to agree."),
    "stale": N_("Something was saved or published in the meantime. Please have it checked again."),
}
OVER = N_("This draft is over: it was published or dropped. Start again from the phrase.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a check looks at: every language as it is, those that would change, and which phrases change there."""

    lang: str
    lives: Mapping[str, Live]
    afters: Mapping[str, Overlay]  # of the languages that would change
    ids: Mapping[str, tuple[str, ...]]
    examples: Mapping[str, tuple[checking.Example, ...]]

    @property
    def total(self) -> int:
        """How many examples are tried."""
        return sum(map(len, self.examples.values()))

    @property
    def befores(self) -> dict[str, Lexicon]:
        """Every language as it is."""
        return {lang: live.lexicon for lang, live in self.lives.items()}

    def after(self, lang: str) -> Lexicon:
        """A language as it would be."""
        changed = self.afters.get(lang)
        return self.lives[lang].lexicon if changed is None else changed.over(catalogue.shipped(lang))


async def ask(tx: Tx, guide: Guide, draft: Draft, *, languages: Sequence[str]) -> str:
    """The draft, with its twin's draft where this lead works in both languages, is to be checked; a reference.

    Raises Conflict when the draft is over.
    """
    if not draft.is_open:
        raise Conflict(OVER)
    others = [one for one in LANGUAGES if one != draft.lang and one in languages]
    twins = [await drafting.open_of_phrase(tx, other, draft.row.twin) for other in others]
    drafts = [draft, *(twin for twin in twins if twin is not None)]
    ref = new_ref()
    await tx.run(Q.ask, ref, draft.lang, [d.ref for d in drafts], [d.revision for d in drafts], None, guide.ref)
    return ref


async def ask_return(tx: Tx, guide: Guide, lang: str, number: int) -> str:
    """An earlier version is to come back, 0 for the files as shipped; a reference. Raises NotFound for no version."""
    if number:
        await catalogue.version(tx, lang, number)
    ref = new_ref()
    await tx.run(Q.ask, ref, lang, [], [], number, guide.ref)
    return ref


async def plan(tx: Tx, ref: str) -> Plan:
    """What is to be checked; it is kept beside the publication, so that exactly this is what gets published."""
    asked = await find(tx, ref)
    lives = await catalogue.lives(tx)
    afters = await _afters(tx, asked, lives)
    laid = {lang: overlay.over(catalogue.shipped(lang)) for lang, overlay in afters.items()}
    made = Plan(
        lang=asked.lang,
        lives=lives,
        afters=afters,
        ids={lang: checking.changed(lives[lang].lexicon, laid[lang]) for lang in afters},
        examples={lang: checking.examples_of(laid[lang].live) for lang in afters},
    )
    contents = {lang: [row.as_data() for row in overlay.rows] for lang, overlay in afters.items()}
    bases = {lang: lives[lang].number for lang in afters}
    await tx.run(Q.prepare, ref, contents, bases, made.total)
    return made


async def _afters(tx: Tx, asked: Publication, lives: Mapping[str, Live]) -> dict[str, Overlay]:
    if asked.returns_to is not None:
        number = lives[asked.lang].number + 1
        back = (await catalogue.version(tx, asked.lang, asked.returns_to)).overlay.rows if asked.returns_to else ()
        return {asked.lang: Overlay(lang=asked.lang, number=number, rows=back)}
    # Where a draft was changed after it was asked for, publishing will find that its revision is another.
    drafts = [d for ref in asked.drafts for d in [await _draft(tx, ref)]]
    langs = dict.fromkeys(draft.lang for draft in drafts)
    return {lang: checking.laid(lives[lang], [d.row for d in drafts if d.lang == lang]) for lang in langs}


async def _draft(tx: Tx, ref: str) -> Draft:
    for lang in LANGUAGES:
        try:
            return await drafting.find(tx, ref, lang)
        except NotFound:
            continue
    raise NotFound()


def judged(made: Plan) -> tuple[list[Finding], list[Finding]]:
    """What the rows say by themselves: what must not be published, and where recall would fall."""
    afters = {lang: made.after(lang) for lang in made.lives}
    problems = [one for lang, ids in made.ids.items() for one in checking.lacking(afters, lang, ids)]
    losses = [one for lang in made.afters for one in checking.lowered(made.lives[lang].lexicon, afters[lang])]
    return problems + checking.orphaned(made.befores, afters), losses


async def progress(tx: Tx, ref: str, checked: int) -> None:
    """So many examples are tried."""
    await tx.run(Q.progress, ref, checked)


async def settle(tx: Tx, ref: str, problems: Iterable[Finding], losses: Iterable[Finding]) -> None:
    """The check is over: refused where there is a problem, else ready to be published."""
    wrong, less = [asdict(one) for one in problems], [asdict(one) for one in losses]
    await tx.run(Q.settle, ref, "refused" if wrong else "ready", wrong, less)


async def publish(tx: Tx, guide: Guide, ref: str) -> None:
    """A new version for every worker, and the drafts are over. Raises Conflict when that is not this lead's to do."""
    asked = await find(tx, ref)
    outcome = await tx.value(catalogue.Q.publish, ref, guide.ref)
    if outcome != "published":
        raise Conflict(REFUSALS[outcome])
    numbers = [f"{lang}.{(await catalogue.live(tx, lang)).number}" for lang in asked.languages]
    await casebook.phrases_published(tx, guide, publication_ref=ref, versions=" ".join(numbers))


async def find(tx: Tx, ref: str) -> Publication:
    """A publication that was asked for in this community. Raises NotFound for any other."""
    row = await tx.maybe(Q.find, ref)
    if row is None:
        raise NotFound()
    told = dict(row)
    for name in ("drafts", "revisions", "authors", "phrases", "languages"):
        told[name] = tuple(row[name])
    for name in ("problems", "losses"):
        told[name] = tuple(Finding(**one) for one in row[name])
    return Publication(**told)


async def waiting(tx: Tx, lang: str) -> tuple[Waiting, ...]:
    """Checked publications that wait for a yes."""
    rows = await tx.all(Q.waiting, lang)
    return tuple(Waiting(**{**row, "phrases": tuple(row["phrases"])}) for row in rows)
