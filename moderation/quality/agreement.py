"""How far screening, the first guide and the second reader agree: per rule, per category, per language.

Cohen's kappa (J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological
Measurement 20, 1960): the agreement beyond what two raters would reach by chance. It says little where
one answer is almost the only one, so the raw share stands beside it. Nobody is ranked: no row here
knows a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from app.kernel import sql
from app.kernel.db import Row, Tx
from moderation.quality.model import WOULD_OF_ACT, Agreement, Pair, Remark, Would
from moderation.screening.wording import CATEGORY_WORDS

Q = sql.beside(__file__, "agreement")

MOST_REMARKS = 100
LEAST = 10  # under this a figure would be an anecdote

NOTHING_FOUND, CLOSED_CASE, BOTH = "nothing_found", "closed_case", "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All comparisons of one community."""

    urgency: tuple[Agreement, ...]  # screening and the second reader, by how the text came to be read
    categories: tuple[Agreement, ...]
    phrases: tuple[Agreement, ...]
    decisions: tuple[Agreement, ...]  # the guide and the second reader


async def pairs(tx: Tx, days: int) -> tuple[Pair, ...]:
    """Every text that was read twice in so many days."""
    return tuple(_pair(row) for row in await tx.all(Q.pairs, days))


async def remarks(tx: Tx, days: int) -> tuple[Remark, ...]:
    """What readers wrote about rules and phrases, newest first. Nobody's name is in it."""
    rows = await tx.all(Q.remarks, days, MOST_REMARKS)
    return tuple(Remark(**{**row, "phrases": tuple(row["phrases"])}) for row in rows)


def compare(found: Sequence[Pair]) -> Comparison:
    """Every comparison that can be made of these pairs; those with fewer than ten carry no figure."""
    return Comparison(
        urgency=tuple(_urgency(name, found) for name in (NOTHING_FOUND, CLOSED_CASE, BOTH)),
        categories=tuple(_category(name, found) for name in CATEGORY_WORDS),
        phrases=tuple(_phrase(phrase, category, found) for phrase, category in _phrases(found)),
        decisions=_decisions(found),
    )


def kappa(answers: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's kappa of pairs of answers; None when both only ever gave one and the same, or there are none."""
    total = len(answers)
    if not total:
        return None
    first, second = Counter(one for one, _ in answers), Counter(two for _, two in answers)
    by_chance = sum(first[name] * second[name] for name in first) / total**2
    seen = sum(one == two for one, two in answers) / total
    return None if by_chance == 1 else (seen - by_chance) / (1 - by_chance)


def agreement(name: str, answers: Sequence[tuple[Hashable, Hashable]], *, count: int | None = None) -> Agreement:
    """Raw share and kappa; `count` is how many of the answers are about the matter, when not all of them are."""
    about = len(answers) if count is None else count
    if about < LEAST:
        return Agreement(name=name, count=about, raw=None, kappa=None)
    seen = sum(one == two for one, two in answers) / len(answers)
    return Agreement(name=name, count=about, raw=seen, kappa=kappa(answers))


def _urgency(name: str, found: Sequence[Pair]) -> Agreement:
    return agreement(name, [(p.found_urgency, p.read_urgency) for p in found if name in (BOTH, p.kind)])


def _category(name: str, found: Sequence[Pair]) -> Agreement:
    answers = [(name in p.found_categories, name in p.read_categories) for p in found]
    return agreement(name, answers, count=sum(one or two for one, two in answers))


def _phrases(found: Sequence[Pair]) -> Iterable[tuple[str, str]]:
    counted = Counter(phrase for pair in found for phrase in pair.phrases)
    return sorted(counted, key=lambda phrase: (-counted[phrase], phrase))


def _phrase(phrase: str, category: str, found: Sequence[Pair]) -> Agreement:
    """Whether the reader names the phrase's category where it was found, and does not where it was not."""
    answers = [((phrase, category) in p.phrases, category in p.read_categories) for p in found]
    hits = sum(one for one, _ in answers)
    both = agreement(phrase, answers, count=hits)
    if both.raw is None:
        return both
    # Most texts hold a given phrase neither time: what counts is the share where it did hit.
    return Agreement(name=phrase, count=hits, raw=sum(one and two for one, two in answers) / hits, kappa=both.kappa)


def _decisions(found: Sequence[Pair]) -> tuple[Agreement, ...]:
    answers = [(p.decided, p.read_would) for p in found if p.decided is not None]
    whole = agreement(BOTH, answers)
    return (whole, *(_decision(would, answers) for would in Would))


def _decision(would: Would, answers: Sequence[tuple[Would, Would]]) -> Agreement:
    is_it: Callable[[Would], bool] = would.__eq__
    each = [(is_it(one), is_it(two)) for one, two in answers]
    return agreement(would.value, each, count=sum(one or two for one, two in each))


def _pair(row: Row) -> Pair:
    return Pair(
        kind=row["kind"],
        found_urgency=row["found_urgency"],
        found_categories=frozenset(row["found_categories"]),
        read_urgency=row["read_urgency"],
        read_categories=frozenset(row["read_categories"]),
        read_would=Would(row["read_act"]),
        decided=WOULD_OF_ACT.get(row["decided"]),
        phrases=frozenset((phrase, category) for phrase, category in row["phrases"]),
    )
