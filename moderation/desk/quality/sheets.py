"""A table of numbers, once for the page and once as CSV: both are made of the same cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

from moderation.desk.quality.charts import Chart

Cell = str | int | float | None  # None: too few to say


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table. Its words are in the reader's language already."""

    community: str
    name: str  # of the community
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    chart: Chart | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One subject: a sheet for each community, side by side, and the address of all of them as CSV."""

    code: str
    title: str
    lede: str
    sheets: tuple[Sheet, ...]
    csv: str


def as_csv(sheets: Sequence[Sheet], *, filename: str, community: str = "") -> Response:
    """Every row of the sheets; under the heading `community` stands whose it is. It is kept nowhere on the way."""
    written = io.StringIO()
    lines = csv.writer(written)
    if sheets:
        lines.writerow([*([community] if community else []), *sheets[0].columns])
    for sheet in sheets:
        whose = [sheet.name] if community else []
        lines.writerows([*whose, *(_plain(cell) for cell in row)] for row in sheet.rows)
    headers = {"Content-Disposition": f'attachment; filename="{filename}.csv"', "Cache-Control": "no-store"}
    # A spreadsheet guesses the letters of French wrong without the mark at the beginning.
    return Response("\ufeff" + written.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def _plain(cell: Cell) -> str:
    text = "" if cell is None else str(cell)
    # What begins like a formula would be run by a spreadsheet.
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") and not isinstance(cell, int | float) else text
