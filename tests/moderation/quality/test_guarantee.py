"""What the partner's page never tells: for every number under 10, all ten values stay possible.

Two houses that differ in such a number only print the same letters: page, sums, picture and CSV, over
all months and languages. Then no sum and no difference of what is printed can tell them apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.http.templating import Templates
from moderation.desk.quality import monthly
from moderation.desk.quality.sheets import as_csv
from moderation.quality.freezing import THEMES
from moderation.quality.model import Month
from moderation.quality.partner import total
from tests.conftest import World

COMMUNITIES = ("en", "fr")
MONTHS = (date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1))
MEASURES = ("registered", "active", "posts", *THEMES[:3])
CELLS = [(community, month, measure) for community in COMMUNITIES for month in MONTHS for measure in MEASURES]
Counts = Mapping[tuple[str, date, str], int]

counts = st.fixed_dictionaries({cell: st.one_of(st.integers(0, 14), st.integers(0, 400)) for cell in CELLS})


@pytest.fixture(scope="module")
async def coarse(shared_world: World) -> list[int | None]:
    """What the database itself makes of 0 to 400: the real function, not a second one."""
    rows = await shared_world.fetch(
        "SELECT en.shown_count(n::bigint) AS shown FROM generate_series(0, 400) AS n ORDER BY n"
    )
    return [row["shown"] for row in rows]  # type: ignore[misc]


def months(found: Counts, coarse: list[int | None]) -> tuple[Month, ...]:
    """The stored months: printed numbers, as the database keeps them."""
    return tuple(
        Month(
            community=community,
            month=month,
            registered=coarse[found[community, month, "registered"]],
            active=coarse[found[community, month, "active"]],
            posts=coarse[found[community, month, "posts"]],
            wait=None,
            themes=tuple((theme, coarse[found.get((community, month, theme), 0)]) for theme in THEMES),
        )
        for month in reversed(MONTHS)
        for community in COMMUNITIES
    )


def printed(found: Counts, coarse: list[int | None]) -> str:
    """Everything that leaves the house: every cell, the picture, and the CSV."""
    stored = months(found, coarse)
    shown = (monthly.counts(stored, "en"), monthly.themes(stored, "en"), monthly.chart(stored, "en"))
    return repr(shown) + bytes(as_csv([monthly.long(stored, "en")], filename="x").body).decode()


def possible(found: Counts) -> Iterator[Counts]:
    """Every house that differs in one number under 10, and those in which all of them are 0, or 9."""
    small = [cell for cell in CELLS if found[cell] < 10]
    for cell in small:
        for value in range(10):
            yield {**found, cell: value}
    for value in (0, 9):
        yield {**found, **dict.fromkeys(small, value)}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=counts)
def test_all_ten_values_of_a_small_number_print_the_same(coarse: list[int | None], found: Counts) -> None:
    print_ = printed(found, coarse)
    for other in possible(found):
        assert printed(other, coarse) == print_


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=counts)
def test_an_attacker_who_sums_and_subtracts_learns_nothing_from_a_sum(coarse: list[int | None], found: Counts) -> None:
    """An attacker's own arithmetic: what each printed sum says about a hidden part is no less than 0 to 9."""
    for month in MONTHS:
        for measure in ("registered", "active", "posts"):
            parts = [coarse[found[community, month, measure]] for community in COMMUNITIES]
            told = total(parts)
            assert (told is None) == (None in parts)
            if told is not None:
                assert told == sum(part for part in parts if part is not None)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(posts=st.integers(0, 30), share=st.integers(0, 30))
def test_what_must_be_true_of_a_month_leaves_a_small_number_open(
    coarse: list[int | None], posts: int, share: int
) -> None:
    """No more writers and no more texts about a theme than texts: it binds a small number to small ones only."""
    part = min(posts, share)
    if coarse[part] is None:
        # Whatever the part is, 0 to 9, there is a number of texts that prints the same and allows it.
        for value in range(10):
            assert any(value <= other and coarse[other] == coarse[posts] for other in range(401))
    if coarse[posts] is None:
        assert coarse[part] is None  # and for each number of texts under 10, the part may be anything below it


def test_the_page_itself_prints_only_what_stands_in_the_sheets(coarse: list[int | None]) -> None:
    """The template is given sheets and a picture and nothing else; rendered, two such houses are one page."""
    base = dict.fromkeys(CELLS, 40) | {("fr", MONTHS[0], "posts"): 3, ("fr", MONTHS[1], "registered"): 0}
    other = base | {("fr", MONTHS[0], "posts"): 8, ("fr", MONTHS[1], "registered"): 9}
    first, second = (_page(months(found, coarse)) for found in (base, other))
    assert first == second
    assert "fewer than 10" in first and "not given" in first and ">80<" in first


def _page(stored: tuple[Month, ...]) -> str:
    rendered = []
    for sheet in (monthly.counts(stored, "en"), *monthly.themes(stored, "en")):
        values = {"sheet": sheet}
        rendered.append(Templates(COMMUNITIES).render("en", "parts/desk/numbers_sheet.html", values))
    return "".join(rendered)
