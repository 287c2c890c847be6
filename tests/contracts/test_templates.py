"""A template says in its first line what it needs, uses nothing else, and is given all of it."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, meta, nodes

from tests.contracts.layout import CODE, ROOT, named, short

ROOT_TEMPLATES = ROOT / "templates"
TEMPLATES = [f for f in named(".html", ".txt") if f.is_relative_to(ROOT_TEMPLATES)]
ASKED = [f for f in TEMPLATES if f.relative_to(ROOT_TEMPLATES).parts[0] in ("pages", "parts", "mails")]
FRAMES = [f for f in TEMPLATES if f not in ASKED]
GLOBALS = {
    "_", "gettext", "ngettext", "pgettext", "npgettext", "lang", "asset", "help_lines", "viewer", "theme", "path", "community",
    "csrf", "may", "range", "dict", "namespace", "cycler", "joiner", "loop", "caller", "varargs", "kwargs", "self", "super",
}  # fmt: skip
FIRST = re.compile(r"\{#-? needs:(?P<needs>[^#]*?)-?#\}")
ENVIRONMENT = Environment(loader=FileSystemLoader(ROOT_TEMPLATES), extensions=["jinja2.ext.i18n"], autoescape=True)

ENVIRONMENT.filters |= dict.fromkeys(("day", "moment", "hour", "nbsp", "number"), str)


def name_of(file: Path) -> str:
    return str(file.relative_to(ROOT_TEMPLATES))


def tree_of(file: Path) -> nodes.Template:
    return ENVIRONMENT.parse(file.read_text("utf-8"))


def needs_of(file: Path) -> set[str]:
    found = FIRST.match(file.read_text("utf-8").partition("\n")[0])
    assert found, f"{name_of(file)} does not begin with {{#- needs: … -#}}"
    text = found["needs"].partition(";")[0].strip()
    return set() if text.startswith("nothing") else {part for part in re.split(r"[\s,]+", text) if part}


def maybe_of(file: Path) -> set[str]:
    """What it uses only where a page has it: named in backquotes behind a semicolon."""
    found = FIRST.match(file.read_text("utf-8").partition("\n")[0])
    return set(re.findall(r"`(\w+)`", found["needs"].partition(";")[2])) if found else set()


def own_names(tree: nodes.Template) -> set[str]:
    """What the template itself imports or sets: blocks see it, though they are compiled apart."""
    own = {name.name for name in tree.find_all(nodes.Name) if name.ctx in ("store", "param")}
    for imported in tree.find_all(nodes.FromImport):
        own |= {name if isinstance(name, str) else name[1] for name in imported.names}
    return own | {imported.target for imported in tree.find_all(nodes.Import)}


def strange_names(file: Path) -> set[str]:
    tree = tree_of(file)
    return meta.find_undeclared_variables(tree) - GLOBALS - own_names(tree)


@pytest.mark.parametrize("file", ASKED, ids=name_of)
def test_a_template_uses_only_what_it_says_it_needs(file: Path) -> None:
    needs = needs_of(file)
    assert all(re.fullmatch(r"[a-z_][a-z0-9_]*", need) for need in needs), f"not a list of names: {sorted(needs)}"
    assert strange_names(file) - needs - maybe_of(file) == set()


@pytest.mark.parametrize("file", FRAMES, ids=name_of)
def test_a_frame_or_macro_says_what_it_uses(file: Path) -> None:
    first = file.read_text("utf-8").partition("\n")[0]
    assert FIRST.match(first)
    said = set(re.findall(r"[a-z_]+", first))
    assert strange_names(file) - said == set()


@pytest.mark.parametrize("file", ASKED, ids=name_of)
def test_what_a_template_includes_finds_its_needs_there(file: Path) -> None:
    tree = tree_of(file)
    given = needs_of(file) | GLOBALS | own_names(tree)
    for included in tree.find_all(nodes.Include):
        if isinstance(included.template, nodes.Const):
            part = ROOT_TEMPLATES / included.template.value
            assert needs_of(part) - given == set(), f"{name_of(part)} is included"


def calls() -> Iterator[tuple[Path, int, str, str]]:
    """Every place where Python hands a dataclass, made on the spot, to a template named on the spot."""
    for file in named(".py", under=CODE):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            values = [*node.args, *(keyword.value for keyword in node.keywords)]
            templates = [
                v.value
                for v in values
                if isinstance(v, ast.Constant) and isinstance(v.value, str) and v.value.endswith(".html")
            ]
            made = [v.func.id for v in values if isinstance(v, ast.Call) and isinstance(v.func, ast.Name)]
            for template in templates:
                for kind in made:
                    yield file, node.lineno, template, kind


def test_a_page_is_given_everything_its_template_needs() -> None:
    wrong = []
    seen = 0
    for file, line, template, kind in calls():
        module = importlib.import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))
        given = getattr(module, kind, None)
        if not is_dataclass(given):
            continue
        seen += 1
        target = ROOT_TEMPLATES / template
        missing = (
            needs_of(target) - {field.name for field in fields(given)} - GLOBALS if target.exists() else {"(no file)"}
        )
        if missing:
            wrong.append(f"{short(file)}:{line} {template} lacks {sorted(missing)} of {kind}")
    assert wrong == []
    assert seen > 0


def test_every_template_that_python_names_exists() -> None:
    missing = [
        f"{short(file)}:{node.lineno} {node.value}"
        for file in named(".py", under=CODE)
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"(pages|parts|layouts|macros)/[a-z0-9_/]+\.html", node.value)
        and not (ROOT_TEMPLATES / node.value).exists()
    ]
    assert missing == []


def test_no_template_is_left_over() -> None:
    """A page that nobody shows is one that nobody looks after."""
    everything = "\n".join(f.read_text("utf-8") for f in [*named(".py", under=CODE), *TEMPLATES])
    assert [n for f in TEMPLATES if (n := name_of(f)) not in everything and not n.startswith("mails/")] == []


@pytest.mark.parametrize("file", TEMPLATES, ids=name_of)
def test_a_template_is_short_and_holds_no_script_or_style(file: Path) -> None:
    text = file.read_text("utf-8")
    assert len(text.splitlines()) <= 100
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:|hx-on|hx-vals=['\"]js:", text)


@pytest.mark.parametrize("file", TEMPLATES, ids=name_of)
def test_only_text_that_was_cleaned_is_called_safe(file: Path) -> None:
    """`html` comes from the approved row, `before` from the same renderer; another name wants a look first."""
    for used in re.findall(r"([\w.]+)\s*\|\s*safe\b", file.read_text("utf-8")):
        assert used.rpartition(".")[2] in ("html", "before"), used
