"""How long the engine takes: on posts of 80 words, on hostile texts, and to start. One core, its own work only."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.bench.judging.hostile import hostile_texts
from app.bench.judging.sets import SETS, details_posts, risk_posts

WORDS: Final = 80
WARM_UP: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """What a run over posts took."""

    taken: tuple[float, ...]

    @property
    def rate(self) -> float:
        """Posts a second."""
        return len(self.taken) / max(1e-9, sum(self.taken))

    def at(self, share: float) -> float:
        """The time under which `share` of the posts stayed, in milliseconds."""
        ordered = sorted(self.taken)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What a fresh process needs for both languages: seconds by the clock and of work, and megabytes."""

    clock: float
    work: float
    memory: float


def posts_of(texts: Iterable[str], count: int) -> list[str]:
    """So many posts of 80 words, joined from texts in their order, from the first again when they end."""
    words = [word for text in texts for word in text.split()]
    stream = itertools.cycle(words)
    return [" ".join(itertools.islice(stream, WORDS)) for _ in range(count)]


def paced(screen: Callable[[str], object], posts: Sequence[str], rounds: int) -> Pace:
    """Every post as often as there are rounds, after a warm-up that is not counted."""
    for post in posts[:WARM_UP]:
        screen(post)
    return Pace(taken=tuple(_work(screen, post) for _ in range(rounds) for post in posts))


def worst(screen: Callable[[str], object], length: int) -> tuple[float, str]:
    """Milliseconds of the slowest hostile text of this length and its name; the better of two runs each."""
    slowest = 0.0, ""
    for name, text in hostile_texts(length).items():
        slowest = max(slowest, (1000 * min(_work(screen, text) for _ in range(2)), name))
    return slowest


@contextmanager
def one_core() -> Iterator[None]:
    """Holds this process on one of its cores."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def started(which: str, root: Path) -> Start:
    """Loads both languages in a fresh process and screens a few posts of each."""
    code = Path(__file__).parents[3]
    command = [sys.executable, "-m", "app.bench.judging.fresh", which, str(root)]
    environment = {**os.environ, "PYTHONPATH": str(code)}
    done = subprocess.run(command, cwd=code, env=environment, capture_output=True, text=True, check=True)  # noqa: S603 - our own
    return Start(**json.loads(done.stdout))


def set_texts(which: str, lang: str, root: Path = SETS) -> list[str]:
    """Every text of a set, danger first."""
    danger = [post.text for post in risk_posts(which, lang, root)]
    return danger + [post.text for post in details_posts(which, lang, root)]


def _work(screen: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    screen(text)
    return time.process_time() - began
