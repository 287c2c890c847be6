"""Every route of the three doors says what it needs, and stands in a list that a reviewer read."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route

from app.http.routing import Rule
from app.kernel.settings import BoardSettings, DeskSettings, VaultSettings, WebSettings
from tests.conftest import World

GOLDEN = Path(__file__).parent / "routes.golden"
AGAIN = "write it anew with `python -m pytest tests/contracts/test_routes.py --write-goldens`, and read the difference"
DOORS: dict[str, tuple[str, type[WebSettings]]] = {
    "board": ("app.main", BoardSettings),
    "desk": ("moderation.desk.main", DeskSettings),
    "vault": ("moderation.vault.main", VaultSettings),
}
# Says nothing about anybody, and asks for nothing.
OPEN_TO_ALL = {"/health", "/static/{name:path}"}
SAFE = {"GET", "HEAD"}


def flat(routes: list[BaseRoute], prefix: str = "") -> Iterator[tuple[str, Route]]:
    for found in routes:
        if isinstance(found, Mount):
            yield from flat(list(found.routes), prefix + found.path)
        else:
            assert isinstance(found, Route), f"{found} is no plain route"
            yield prefix + found.path, found


def app_of(world: World, monkeypatch: pytest.MonkeyPatch, door: str) -> Starlette:
    module, settings = DOORS[door]
    with monkeypatch.context() as told:
        for name, value in world.env(door).items():
            told.setenv(name, value)
        made: Starlette = importlib.import_module(module).make_app(settings.read())
    return made


def rules(app: Starlette) -> Iterator[tuple[str, Rule]]:
    for path, found in flat(app.routes):
        if path not in OPEN_TO_ALL:
            rule = getattr(found.endpoint, "rule", None)
            assert isinstance(rule, Rule), f"{path} was not made by route()"
            yield path, rule


@pytest.mark.parametrize("door", DOORS)
def test_every_route_says_what_it_needs(shared_world: World, monkeypatch: pytest.MonkeyPatch, door: str) -> None:
    found = list(rules(app_of(shared_world, monkeypatch, door)))
    assert found
    for path, rule in found:
        assert isinstance(rule.needs.value, str) and rule.needs.value.endswith("."), f"{path} needs a rule in words"
        assert rule.handler.__doc__, f"{path}: its handler promises nothing"


@pytest.mark.parametrize("door", DOORS)
def test_no_two_routes_answer_the_same_request(shared_world: World, monkeypatch: pytest.MonkeyPatch, door: str) -> None:
    seen = [(rule.verb, path) for path, rule in rules(app_of(shared_world, monkeypatch, door))]
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize("door", DOORS)
def test_what_changes_something_is_limited_or_needs_a_session(
    shared_world: World, monkeypatch: pytest.MonkeyPatch, door: str
) -> None:
    """A stranger's door is the one that is knocked on a million times."""
    for path, rule in rules(app_of(shared_world, monkeypatch, door)):
        if path.endswith("/sign-out"):
            continue
        if rule.verb not in SAFE and rule.needs.name in ("JOIN", "READ_PUBLIC", "SIGN_IN"):
            assert rule.limit is not None, f"{rule.verb} {path} has no limit"


def test_the_list_of_routes_is_the_reviewed_one(shared_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        f"{door} {rule.verb} {path} needs {rule.needs.name}"
        + (f" on {rule.on.__name__}" if rule.on else "")
        + (f" limit {rule.limit.most} in {rule.limit.seconds} s" if rule.limit else "")
        for door in DOORS
        for path, rule in rules(app_of(shared_world, monkeypatch, door))
    ]
    text = "\n".join(sorted(lines)) + "\n"
    if "--write-goldens" in sys.argv:
        GOLDEN.write_text(text, "utf-8")
    assert GOLDEN.exists(), AGAIN
    assert text == GOLDEN.read_text("utf-8"), AGAIN
