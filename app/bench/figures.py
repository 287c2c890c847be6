"""Figures: a name, a value, its target, and whether it holds."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured value. Without a target it is told for orientation only."""

    name: str
    value: float
    unit: str
    target: float | None = None
    is_at_most: bool = False

    @property
    def holds(self) -> bool | None:
        """Whether the target is met; None without one."""
        if self.target is None:
            return None
        return self.value <= self.target if self.is_at_most else self.value >= self.target

    def line(self) -> str:
        """One JSON object: name, value, unit, target, holds."""
        values = asdict(self)
        del values["is_at_most"]
        values["value"] = round(self.value, 3)
        return json.dumps({**values, "holds": self.holds})


def show(title: str, figures: Iterable[Figure]) -> None:
    """Prints a table for people."""
    table = Table(title=title, title_justify="left")
    table.add_column("what")
    table.add_column("measured", justify="right")
    table.add_column("target", justify="right")
    table.add_column("holds")
    for figure in figures:
        target = "" if figure.target is None else f"{'≤' if figure.is_at_most else '≥'} {figure.target:g} {figure.unit}"
        holds = {True: "yes", False: "no", None: ""}[figure.holds]
        table.add_row(figure.name, f"{figure.value:,.2f} {figure.unit}", target, holds)
    Console().print(table)
