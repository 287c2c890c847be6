"""SQL files: read once, and refused when they would be read wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.kernel import sql


def written(folder: Path, text: str) -> Path:
    file = folder / "things.sql"
    file.write_text(text, "utf-8")
    return file


def test_a_statement_is_found_under_its_name_without_its_comments(tmp_path: Path) -> None:
    text = (
        "-- roles: board, desk\n-- find(ref, most) -> Thing\n-- Why.\nSELECT $1, $2;\n\n-- all() -> Thing\nSELECT 1;\n"
    )
    found = sql.load(written(tmp_path, text))
    assert list(found) == ["find", "all"]
    assert (found.find.text, found.find.args, found.find.row) == ("SELECT $1, $2", ("ref", "most"), "Thing")
    assert found["all"].roles == ("board", "desk")


@pytest.mark.parametrize(
    "text",
    [
        "-- find() -> Thing\nSELECT 1;\n",
        "-- roles: board\n-- find() -> Thing\nSELECT 1;\n-- find() -> Thing\nSELECT 2;\n",
        "-- roles: board\n-- find(ref) -> Thing\nSELECT 1;\n",
        "-- roles: board\n-- find() -> Thing\nSELECT $1;\n",
        "-- roles: board\n-- find(ref, most) -> Thing\nSELECT $2;\n",
    ],
    ids=["no roles", "one name twice", "an argument nobody uses", "an argument nobody names", "a gap"],
)
def test_a_file_that_could_be_misread_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError):
        sql.load(written(tmp_path, text))


def test_a_name_that_is_not_there_is_a_defect(tmp_path: Path) -> None:
    found = sql.load(written(tmp_path, "-- roles: board\n-- find() -> Thing\nSELECT 1;\n"))
    with pytest.raises(AttributeError, match="lose"):
        found.lose  # noqa: B018
