"""The tree as a stranger finds it: nothing of one machine, nothing of anybody's mailbox, nothing too long."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

from app.kernel.settings import PROCESSES
from moderation.screening.text.folding import fold
from tests.contracts.layout import CODE, ROOT, files, named, short

TEXT = [
    f
    for f in files()
    if f.suffix not in (".ico", ".png", ".woff2", ".gz", ".mo", ".npz") and "weights/entities" not in f.as_posix()
]
VENDORED = {f for f in TEXT if f.name.startswith("htmx") and f.suffix == ".js"}
README = (ROOT / "README.md").read_text("utf-8")
# Outside addresses that nobody can own (RFC 2606, RFC 6761; ".con" is a typing error of a test set, no such domain is).
ADDRESS = re.compile(r"[\w.+-]{1,64}@((?:[\w-]+\.)+[a-z]{2,})\b", re.IGNORECASE)
NOBODY_S = re.compile(r"(^|[.-])(example\.(org|com|net|ca|con)|example|test|invalid|localhost)$", re.IGNORECASE)
INDEX = re.compile(
    "|".join((r"https?://[\w.-]*" + "pypi", "python" + "hosted", r"--(extra-)?" + "index-url", r"\bPIP_" + "INDEX"))
)
# What the project itself names; an operator's settings beside HAVRE_….
OPERATOR_S = ("DATABASE_URL", "VAULT_DATABASE_URL", "REDIS_URL", "HAVRE_DATA")
CARD = {"starlette", "jinja2", "asyncpg", "redis", "bleach", "spacy", "argon2-cffi", "pytest-asyncio"}


def read(file: Path) -> str:
    return file.read_text("utf-8", errors="replace")


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    # A path of its own, not the end of a longer one; a checkout below the root has nothing to give away.
    here = re.compile(rf"(?<![\w.-]){re.escape(str(ROOT))}/")
    assert len(ROOT.parts) < 3 or [short(f) for f in TEXT if here.search(read(f))] == []


def test_no_file_names_a_package_index() -> None:
    assert [short(f) for f in TEXT if f not in VENDORED and INDEX.search(read(f))] == []


def test_every_address_is_an_invented_one() -> None:
    found = {
        f"{short(f)}: {match[0]}"
        for f in TEXT
        if f not in VENDORED
        for match in ADDRESS.finditer(read(f))
        if not NOBODY_S.search(fold(match[1]).text)  # letters of other scripts that pass for ours, in the sets
    }
    assert found == set()


def test_every_document_that_is_named_exists() -> None:
    """`README.md` may be any room's; every other one is where it is said to be, or anywhere under that name."""
    names = {f.name for f in files()}
    wrong = {
        f"{short(f)}: {name}"
        for f in TEXT
        for name in re.findall(r"\b[A-Z][A-Z_]+\.md\b", read(f))
        if name not in names
    }
    assert wrong == set()


@pytest.mark.parametrize("process", PROCESSES, ids=lambda p: p.process)
def test_the_readme_lists_every_setting(process: type) -> None:
    fields = {f"HAVRE_{name.upper()}" for name in process.model_fields}  # type: ignore[attr-defined]
    assert sorted(name for name in fields if not re.search(rf"\b{name}(__|\b)", README)) == []


def test_the_readme_lists_what_an_operator_may_set() -> None:
    assert [name for name in OPERATOR_S if name not in README] == []


def test_no_setting_is_listed_that_does_not_exist() -> None:
    known = {f"HAVRE_{name.upper()}" for p in PROCESSES for name in p.model_fields} | set(OPERATOR_S)
    known |= {"HAVRE_TEST_POSTGRES", "HAVRE_TEST_REDIS"}
    named_there = {name.partition("__")[0] for name in re.findall(r"\bHAVRE_[A-Z_]+[A-Z]", README)}
    assert named_there - known == set()


def test_the_readme_says_why_for_every_dependency_beyond_the_first_ones() -> None:
    project = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    names = {re.split(r"[<>=!;\[ ]", line, maxsplit=1)[0] for line in wanted}
    plain = README.lower().replace("_", "-")
    assert sorted(name for name in names - CARD if name.lower().replace("_", "-") not in plain) == []


def test_every_dependency_is_locked_with_its_hash() -> None:
    project = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]
    for lock, wanted in (
        ("requirements.lock", project["dependencies"]),
        ("requirements-test.lock", project["optional-dependencies"]["test"]),
    ):
        text = read(ROOT / lock)
        entries = re.split(r"\n(?=[A-Za-z])", text)
        locked = {
            e.partition("==")[0].strip().lower().replace("_", "-"): "--hash=sha256:" in e for e in entries if "==" in e
        }
        names = {re.split(r"[<>=!;\[ ]", line, maxsplit=1)[0].lower().replace("_", "-") for line in wanted}
        assert names - set(locked) == set()
        assert [name for name, has in locked.items() if not has] == []


def test_no_file_of_code_is_too_long() -> None:
    assert [(short(f), n) for f in named(".py", under=CODE) if (n := len(read(f).splitlines())) > 200] == []


def test_no_function_is_too_long_or_takes_too_much() -> None:
    wrong = []
    for file in named(".py", under=CODE):
        for node in ast.walk(ast.parse(read(file))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > 40:
                    wrong.append(f"{short(file)}:{node.lineno} {node.name} has {length} lines")
    assert wrong == []


def test_every_module_says_what_it_is_and_reads_types_late() -> None:
    wrong = []
    for file in named(".py", under=CODE):
        tree = ast.parse(read(file))
        if not ast.get_docstring(tree):
            wrong.append(f"{short(file)}: no docstring")
        if len(tree.body) > 1 and "from __future__ import annotations" not in read(file):
            wrong.append(f"{short(file)}: no annotations import")
    assert wrong == []


def test_a_room_s_readme_is_short() -> None:
    rooms = [f for f in named("README.md", under=(*CODE, "templates")) if len(read(f).splitlines()) > 60]
    assert [short(f) for f in rooms] == []


def test_migrations_are_numbered_without_a_gap() -> None:
    for kind in ("every", "shared", "community", "vault"):
        numbers = sorted(int(f.name[:4]) for f in (ROOT / "migrations" / kind).glob("[0-9]*.sql"))
        assert numbers == list(range(1, len(numbers) + 1)), kind
