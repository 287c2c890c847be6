"""Figures that stand in a table: where each belongs is part of its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from rich.console import Console
from rich.table import Table

from app.bench.figures import Figure

_PLACE: Final = re.compile(r"(.+?), (.+?): (.+)")
_DECIMALS: Final = {"%": 1, "points": 1, "ms": 2, "s": 2, "/s": 0, "MB": 0}


def placed(
    table: str,
    column: str,
    row: str,
    value: float,
    unit: str = "",
    *,
    target: float | None = None,
    is_at_most: bool = False,
) -> Figure:
    """A figure named "table, column: row"."""
    return Figure(name=f"{table}, {column}: {row}", value=value, unit=unit, target=target, is_at_most=is_at_most)


def pivot(figures: Iterable[Figure]) -> dict[str, dict[str, dict[str, Figure]]]:
    """Table, then row, then column; ValueError for a name without a place."""
    tables: dict[str, dict[str, dict[str, Figure]]] = {}
    for figure in figures:
        place = _PLACE.fullmatch(figure.name)
        if place is None:
            raise ValueError(f"{figure.name!r} names no place")
        table, column, row = place.groups()
        tables.setdefault(table, {}).setdefault(row, {})[column] = figure
    return tables


def show_tables(
    figures: Iterable[Figure], *, captions: Mapping[str, str], missing: Mapping[str, str], to: Console | None = None
) -> None:
    """Prints one compact table each; `missing` names columns that nobody measured, as "table, column", and why."""
    console = to or Console()
    for name, rows in pivot(figures).items():
        console.print(_table(name, rows, captions.get(name), _missing_in(name, missing)))


def _missing_in(table: str, missing: Mapping[str, str]) -> dict[str, str]:
    places = {tuple(place.split(", ", 1)): why for place, why in missing.items()}
    return {column: why for (of, column), why in places.items() if of == table}


def _table(
    name: str, rows: Mapping[str, Mapping[str, Figure]], caption: str | None, absent: Mapping[str, str]
) -> Table:
    table = Table(title=name, title_justify="left", caption=caption, caption_justify="left", padding=(0, 1, 0, 0))
    columns = dict.fromkeys(column for cells in rows.values() for column in cells)
    has_targets = any(cell.target is not None for cells in rows.values() for cell in cells.values())
    table.add_column("what")
    for column in (*columns, *absent):
        table.add_column(column, justify="right")
    if has_targets:
        table.add_column("target")
        table.add_column("holds")
    for row, cells in rows.items():
        values = [_told(cells[column]) if column in cells else "" for column in columns]
        table.add_row(row, *values, *absent.values(), *(_judged(cells) if has_targets else ()))
    return table


def _told(figure: Figure) -> str:
    decimals = _DECIMALS.get(figure.unit, 0 if figure.value == int(figure.value) else 1)
    return f"{figure.value:,.{decimals}f} {figure.unit}".rstrip()


def _judged(cells: Mapping[str, Figure]) -> tuple[str, str]:
    aims = dict.fromkeys(
        f"{'≤' if cell.is_at_most else '≥'} {cell.target:,g} {cell.unit}".rstrip()
        for cell in cells.values()
        if cell.target is not None
    )
    broken = [column for column, cell in cells.items() if cell.holds is False]
    return ", ".join(aims), f"no: {', '.join(broken)}" if broken else "yes" if aims else ""
