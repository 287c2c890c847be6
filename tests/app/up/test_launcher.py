"""The launcher at the root: makes its environment once, from anywhere, and refuses in words."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SAY = """
import os, sys
print("ran", sys.argv[1:], os.path.realpath(sys.prefix), os.getcwd())
"""


@pytest.fixture(scope="session")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout that needs no package, so that no network is used."""
    place = tmp_path_factory.mktemp("a path with spaces") / "havre clone"
    (place / "app").mkdir(parents=True)
    shutil.copy(ROOT / "havre", place / "havre")
    (place / "requirements.lock").write_text("# nothing\n")
    (place / "requirements-test.lock").write_text("# nothing either\n")
    (place / "app" / "__init__.py").touch()
    (place / "app" / "commands.py").write_text(SAY)
    return place


def launch(clone: Path, *arguments: str, cwd: Path | None = None, **surroundings: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, clone / "havre", *arguments],
        cwd=cwd or "/",
        env={**os.environ, **surroundings},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ran(clone: Path, *arguments: str, cwd: str = "/") -> str:
    return f"ran {list(arguments)} {os.path.realpath(clone / '.venv')} {cwd}\n"


def test_two_first_starts_at_once_both_work(clone: Path) -> None:
    shutil.rmtree(clone / ".venv", ignore_errors=True)
    both = [launch(clone, "up", "--demo"), launch(clone, "screen", "two words")]
    answers = [each.communicate(timeout=120) for each in both]
    assert [out for out, _ in answers] == [ran(clone, "up", "--demo"), ran(clone, "screen", "two words")]
    assert sum("Making the Python environment" in err for _, err in answers) == 1


def test_the_second_start_does_no_work_and_says_nothing(clone: Path) -> None:
    launch(clone).communicate(timeout=120)
    began = time.monotonic()
    out, err = launch(clone, "up").communicate(timeout=60)
    assert (out, err) == (ran(clone, "up"), "")
    assert time.monotonic() - began < 3


def test_a_folder_named_app_where_the_person_is_does_not_shadow_ours(clone: Path, tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "__init__.py").write_text("raise SystemExit('shadowed')")
    out, _ = launch(clone, "up", cwd=tmp_path).communicate(timeout=120)
    assert out == ran(clone, "up", cwd=os.path.realpath(tmp_path))


def test_check_gets_the_packages_for_tests_too(clone: Path) -> None:
    out, _ = launch(clone, "check").communicate(timeout=120)
    assert out == ran(clone, "check")
    assert (clone / ".venv" / ".installed-test").exists()


def test_a_changed_lock_file_is_installed_again(clone: Path) -> None:
    launch(clone).communicate(timeout=120)
    (clone / "requirements.lock").write_text("# still nothing\n")
    _, err = launch(clone).communicate(timeout=120)
    assert "Installed what Havre needs" in err


def test_a_moved_folder_gets_a_new_environment(clone: Path) -> None:
    launch(clone).communicate(timeout=120)
    moved = clone.rename(clone.with_name("moved away"))
    try:
        out, err = launch(moved, "up").communicate(timeout=120)
        assert out == ran(moved, "up")
        assert "Making the Python environment" in err
    finally:
        moved.rename(clone)


def test_a_broken_environment_is_made_anew(clone: Path) -> None:
    launch(clone).communicate(timeout=120)
    (clone / ".venv" / "bin" / "python").unlink()
    (clone / ".venv" / "bin" / "python").symlink_to("/nonexistent/python")
    out, _ = launch(clone, "up").communicate(timeout=120)
    assert out == ran(clone, "up")


def test_what_cannot_be_installed_is_said_in_one_sentence(clone: Path) -> None:
    before = (clone / "requirements.lock").read_text()
    (clone / "requirements.lock").write_text("havre-of-nowhere==1.0 --hash=sha256:" + "0" * 64 + "\n")
    try:
        failed = launch(clone, "up", PIP_NO_INDEX="1", PIP_FIND_LINKS="/nonexistent")
        _, err = failed.communicate(timeout=120)
        assert failed.returncode == 1
        assert err.splitlines()[-1].startswith("havre: installing failed: a package has no version for this machine")
        assert "Traceback" not in err
    finally:
        (clone / "requirements.lock").write_text(before)
