"""Published months as tables. What stands here is made of printed numbers only, sums included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from app.kernel.i18n import N_, NAMES, translate
from moderation.desk import waits, words
from moderation.desk.quality import charts
from moderation.desk.quality.charts import Bar, Chart
from moderation.desk.quality.sheets import Cell, Sheet
from moderation.desk.quality.wording import WAITS
from moderation.quality.model import Month
from moderation.quality.partner import total

_COLUMNS = (
    N_("Month"),
    N_("Language"),
    N_("New members"),
    N_("Members who wrote"),
    N_("Texts sent"),
    N_("Half of the cases were closed within"),
)


def counts(months: Sequence[Month], lang: str) -> Sheet:
    """A row for each month and language, and one for all of them where every part is printed."""
    rows: list[tuple[Cell, ...]] = []
    for month in _months(months):
        here = [one for one in months if one.month == month]
        rows += [_row(one, lang) for one in here]
        if len(here) > 1:
            rows.append(_sum(here, lang))
    columns = tuple(translate(lang, one) for one in _COLUMNS)
    return Sheet(
        community="", name="", caption=translate(lang, N_("Month by month")), columns=columns, rows=tuple(rows)
    )


def themes(months: Sequence[Month], lang: str) -> tuple[Sheet, ...]:
    """One table a language: a row for each theme, a column for each month, the newest first."""
    return tuple(_themes(code, [one for one in months if one.community == code], lang) for code in _codes(months))


def chart(months: Sequence[Month], lang: str) -> Chart | None:
    """Texts sent, month by month; a month that is not printed has no bar."""
    codes = _codes(months)
    rows = [
        (_month(month, lang), [bar for code in codes for bar in _bar(months, month, code)]) for month in _months(months)
    ]
    return charts.bars("texts", translate(lang, N_("Texts sent, month by month")), [row for row in rows if row[1]])


def long(months: Sequence[Month], lang: str) -> Sheet:
    """Every printed cell on a line of its own: month, language, what, how much."""
    rows: list[tuple[Cell, ...]] = []
    heads = counts(months, lang).columns
    for month, name, *cells in counts(months, lang).rows:
        rows += [(month, name, head, cell) for head, cell in zip(heads[2:], cells, strict=True) if cell != ""]
    for sheet in themes(months, lang):
        for theme, *cells in sheet.rows:
            rows += [(month, sheet.name, theme, cell) for month, cell in zip(sheet.columns[1:], cells, strict=True)]
    columns = tuple(translate(lang, one) for one in (N_("Month"), N_("Language"), N_("What"), N_("How many")))
    return Sheet(community="", name="", caption="", columns=columns, rows=tuple(rows))


def _row(one: Month, lang: str) -> tuple[Cell, ...]:
    wait = translate(lang, N_("too few to say") if one.wait is None else WAITS[one.wait])
    numbers = (_printed(number, lang) for number in (one.registered, one.active, one.posts))
    return (_month(one.month, lang), NAMES.get(one.community, one.community), *numbers, wait)


def _sum(here: Sequence[Month], lang: str) -> tuple[Cell, ...]:
    sums = (total(one.registered for one in here), total(one.active for one in here), total(one.posts for one in here))
    numbers = (translate(lang, N_("not given")) if number is None else number for number in sums)
    return (_month(here[0].month, lang), translate(lang, N_("All languages")), *numbers, "")


def _themes(code: str, months: Sequence[Month], lang: str) -> Sheet:
    name = NAMES.get(code, code)
    printed = {(theme, one.month): posts for one in months for theme, posts in one.themes}
    rows = tuple(
        (translate(lang, said), *(_printed(printed.get((theme, one.month)), lang) for one in months))
        for theme, said in words.CATEGORIES.items()
    )
    columns = (translate(lang, N_("Theme")), *(_month(one.month, lang) for one in months))
    caption = translate(lang, N_("Themes of texts"))
    return Sheet(community=code, name=name, caption=caption, columns=columns, rows=rows)


def _bar(months: Sequence[Month], month: date, code: str) -> Iterable[Bar]:
    for one in months:
        if one.month == month and one.community == code and one.posts is not None:
            yield Bar(value=one.posts, words=f"{NAMES.get(code, code)} {one.posts}")


def _printed(number: int | None, lang: str) -> Cell:
    return translate(lang, N_("fewer than 10")) if number is None else number


def _months(months: Sequence[Month]) -> list[date]:
    return sorted({one.month for one in months}, reverse=True)


def _codes(months: Sequence[Month]) -> list[str]:
    return sorted({one.community for one in months})


def _month(month: date, lang: str) -> str:
    return waits.month(datetime(month.year, month.month, 15), lang)
