"""The command line as somebody types it: it does what it says, and fails with one plain sentence."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import World

ROOT = Path(__file__).resolve().parents[3]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def run(*words: str, stdin: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(ROOT)} | settings
    command = [sys.executable, "-m", "app.commands", *words]
    return subprocess.run(
        command, cwd=ROOT, env=environment, input=stdin, capture_output=True, text=True, timeout=60, check=False
    )


def refusal(done: subprocess.CompletedProcess[str]) -> str:
    """The one sentence of a command that failed."""
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("havre: ") and last.endswith(".")
    return last


def test_without_a_command_it_says_what_there_is() -> None:
    said = run().stdout + run().stderr
    for name in ("up", "migrate", "check", "screen", "staff", "vault", "audit", "retention", "seed", "bench", "demo"):
        assert f"  {name} " in said


def test_starting_is_quick_because_rooms_are_loaded_when_asked_for() -> None:
    code = "import sys, app.commands.__main__; print(sorted({'starlette', 'moderation', 'jinja2'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_texts_are_screened_line_by_line() -> None:
    lines = [json.dumps({"id": str(n), "text": text}) for n, text in enumerate(["Hello", "Call 613-555-0142"])]
    done = run("screen", "--lang", "en", "--jsonl", stdin="\n".join(lines))
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert done.returncode == 0
    assert (first["id"], first["redactions"]) == ("0", [])
    assert [found["kind"] for found in second["redactions"]] == ["PHONE"]


def test_an_unknown_language_is_refused() -> None:
    assert "de" in refusal(run("screen", "--lang", "de"))


@pytest.mark.parametrize(
    "words",
    [("audit", "verify"), ("vault", "verify"), ("retention", "run"), ("demo", "codes"), ("migrate",), ("seed",)],
)
def test_without_a_house_a_command_says_so(tmp_path: Path, words: tuple[str, ...]) -> None:
    refusal(run(*words, HAVRE_DATA=str(tmp_path)))


def test_a_database_that_does_not_answer_is_said_in_words(tmp_path: Path) -> None:
    gone = "postgresql://nobody:x@127.0.0.1:1/nothing"
    assert "does not answer" in refusal(run("migrate", HAVRE_DATA=str(tmp_path), DATABASE_URL=gone))
    assert gone not in run("migrate", HAVRE_DATA=str(tmp_path), DATABASE_URL=gone).stderr


async def test_whole_logs_are_called_whole_and_a_changed_row_is_named(world: World) -> None:
    for number in range(3):
        await world.execute(
            "INSERT INTO en.log (actor, verb, subject, code) VALUES ('test', 'test_verb', $1, '')", f"case:{number}"
        )
    settings = world.env("desk")
    done = run("audit", "verify", **settings)
    assert done.returncode == 0, done.stderr
    assert "en is whole: 3 rows" in done.stdout
    await world.execute("ALTER TABLE en.log DISABLE TRIGGER log_stands")
    await world.execute("UPDATE en.log SET subject = 'case:9' WHERE id = 2")
    assert "the log en is broken at row 2" in refusal(run("audit", "verify", **settings))


async def test_a_row_taken_out_of_the_middle_is_named(world: World) -> None:
    for number in range(3):
        await world.execute(
            "INSERT INTO shared.log (actor, verb, subject) VALUES ('test', 'test_verb', $1)", f"staff:{number}"
        )
    await world.execute("ALTER TABLE shared.log DISABLE TRIGGER log_stands")
    await world.execute("DELETE FROM shared.log WHERE id = 2")
    assert "shared is broken at row 2" in refusal(run("audit", "verify", **world.env("desk")))


async def test_retention_says_how_much_it_forgot(world: World) -> None:
    await world.execute(
        "INSERT INTO fr.member (ref, pseudonym, pseudonym_key, affiliation, password_hash, joined_at)"
        " VALUES ('abcdefghjkmnpq', 'late', 'late', 'family', 'x', now() - interval '3 days')"
    )
    assert "Forgotten: 1 registrations" in run("retention", "run", **world.env("courier")).stdout


async def test_a_person_of_the_staff_is_added_once_and_their_second_factor_is_shown_once(world: World) -> None:
    words = ("staff", "add", "--login", "guide-elm", "--name", "Guide Elm", "--role", "guide")
    more = ("--languages", "en", "--lang", "en")
    done = run(*words, *more, stdin="a long enough password\n", **world.env("desk"))
    assert done.returncode == 0, done.stderr
    assert "Second factor, shown once: " in done.stdout
    (row,) = await world.fetch("SELECT login, role, languages FROM shared.staff")
    assert row == {"login": "guide-elm", "role": "guide", "languages": ["en"]}
    again = run(*words, *more, stdin="a long enough password\n", **world.env("desk"))
    assert "taken" in refusal(again)
    assert "a long enough password" not in done.stdout + done.stderr + again.stderr


async def test_a_person_of_no_community_is_refused(world: World) -> None:
    words = ("staff", "add", "--login", "guide-elm", "--name", "Guide Elm", "--role", "guide")
    done = run(*words, "--languages", "de", "--lang", "en", stdin="a long enough password\n", **world.env("desk"))
    assert "'de'" in refusal(done)


def test_codes_of_a_real_house_are_never_printed(tmp_path: Path) -> None:
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "demo.json").write_text(json.dumps({"guide-maple": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"}))
    own = run("demo", "codes", HAVRE_DATA=str(tmp_path), DATABASE_URL="postgresql://x@127.0.0.1:1/x")
    assert "JBSWY" not in own.stdout
    refusal(own)
    (tmp_path / "postgres" / "pgdata").mkdir(parents=True)
    assert "guide-maple" in run("demo", "codes", HAVRE_DATA=str(tmp_path)).stdout
    (tmp_path / "secrets" / "demo.json").unlink()
    refusal(run("demo", "codes", HAVRE_DATA=str(tmp_path)))


def test_an_unknown_section_is_refused() -> None:
    assert "pages" in refusal(run("bench", "everything"))


async def test_people_of_the_staff_are_listed_let_go_and_given_a_new_link(world: World) -> None:
    words = ("staff", "add", "--login", "guide-elm", "--name", "Guide Elm", "--role", "auditor")
    added = run(*words, "--languages", "en,fr", "--lang", "fr", stdin="a long enough password\n", **world.env("desk"))
    assert added.returncode == 0, added.stderr
    assert "guide-elm  auditor  en+fr  enrolled  last seen: never" in run("staff", "list", **world.env("desk")).stdout
    link = run("staff", "enrol", "--login", "guide-elm", **world.env("desk")).stdout
    assert re.fullmatch(r"Link, shown once: http://localhost:8001/enrol/[\w-]{43}\?lang=fr\n", link)
    assert "not enrolled" in run("staff", "list", **world.env("desk")).stdout
    assert "Disabled guide-elm." in run("staff", "disable", "--login", "guide-elm", **world.env("desk")).stdout
    assert "disabled" in run("staff", "list", **world.env("desk")).stdout
    for verb in ("disable", "enrol"):
        assert "Nobody" in refusal(run("staff", verb, "--login", "nobody", **world.env("desk")))


async def test_the_last_admin_cannot_be_let_go_by_a_command_either(world: World) -> None:
    words = ("staff", "add", "--login", "admin-oak", "--name", "Admin Oak", "--role", "admin", "--lang", "en")
    run(*words, "--languages", "en", stdin="a long enough password\n", **world.env("desk"))
    assert "last admin" in refusal(run("staff", "disable", "--login", "admin-oak", **world.env("desk")))


async def test_a_checkpoint_kept_elsewhere_shows_that_the_end_was_cut_off(world: World) -> None:
    for number in range(3):
        await world.execute(
            "INSERT INTO shared.log (actor, verb, subject) VALUES ('test', 'test_verb', $1)", f"staff:{number}"
        )
    settings = world.env("desk")
    (row,) = await world.fetch("SELECT id, encode(hash, 'hex') AS hash FROM shared.log ORDER BY id DESC LIMIT 1")
    known = f"shared:{row['id']}:{row['hash']}"
    assert run("audit", "verify", "--known", known, **settings).returncode == 0
    await world.execute("ALTER TABLE shared.log DISABLE TRIGGER log_stands")
    await world.execute("DELETE FROM shared.log WHERE id = 3")
    assert run("audit", "verify", **settings).returncode == 0
    assert "shared is broken at row 3" in refusal(run("audit", "verify", "--known", known, **settings))
    assert "A checkpoint is" in refusal(run("audit", "verify", "--known", "shared:3", **settings))
