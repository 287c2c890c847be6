"""Text in, verdict out. Whatever breaks is named, and a human looks: never a silent "none"."""

from __future__ import annotations

import gc
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Final

from .danger.classifier import Classifier
from .danger.lexicon import LANGUAGES, Lexicon, load_lexicon, version_of
from .danger.overlay import Overlay
from .danger.phrases import PhraseBook
from .details.allow import blank_allowed, load_numbers
from .details.people.names import name_words, repetitions
from .details.redacting import mask, settled
from .detectors import Detector, detectors
from .model import CATEGORIES, PostVerdict, Redaction, Signal, Urgency, Verdict
from .text.folding import fold
from .text.tokens import Reading, split

# Of this thread's own work: a machine that is busy elsewhere must not make a calm text look hostile.
_SECONDS: Final = 0.25
_BUILDING: Final = Lock()
_WARMING: Final = "Hi, I am Ana from Kaslo (ana@example.org, 250-555-0142). J'ai 3 k i l o s de pommes, d1s-moi."


_READY: dict[str, Screener] = {}  # whoever asks for one that is there never waits for another's loading


class Screener:
    """Screens texts of one community. Holds no state between texts; safe to share by threads."""

    def __init__(
        self,
        *,
        lang: str,
        detectors: tuple[Detector, ...],
        placeholders: Mapping[str, str],
        version: str,
        clock: Callable[[], float] = time.thread_time,
    ) -> None:
        self.lang = lang
        self.version = version
        self._detectors = detectors
        self._placeholders = placeholders
        self._clock = clock

    @staticmethod
    def load(lang: str, overlays: tuple[Overlay, ...] = ()) -> Screener:
        """The screener of a community, built once per process; ValueError for an unknown one.

        With overlays it is built anew, which takes a second; ValueError for rows that cannot work.
        """
        if overlays:
            with _BUILDING, _undisturbed():
                return _load(lang, overlays)
        if lang not in _READY:
            with _BUILDING, _undisturbed():
                _READY[lang] = _load(lang, ())
        return _READY[lang]

    def screen(self, text: str) -> Verdict:
        """Judge one text on its own."""
        return self._verdict(self._find(text), frozenset())

    def screen_post(self, title: str, body: str) -> PostVerdict:
        """Judge a title and its body; a name masked in one is masked in the other."""
        parts = self._find(title), self._find(body)
        known = parts[0].names() | parts[1].names()
        return PostVerdict(title=self._verdict(parts[0], known), body=self._verdict(parts[1], known))

    def _find(self, text: str) -> _Finds:
        finds = _Finds(text)
        stop = self._clock() + _SECONDS
        try:
            reading = read(self.lang, text)
        except Exception:  # noqa: BLE001 - a text that cannot be read goes to a human
            finds.failures.append("reading")
            return finds
        finds.reading = reading
        for detector in self._detectors:
            # Fail up: one broken or slow detector must not silence the others nor itself.
            try:
                finds.take(list(detector.run(reading)))
            except TimeoutError:
                finds.failures.append(f"{detector.name}: time")
            except Exception:  # noqa: BLE001 - named in the verdict, never swallowed
                finds.failures.append(detector.name)
            if self._clock() > stop:
                finds.failures.append(f"time after {detector.name}")
                break
        return finds

    def _verdict(self, finds: _Finds, known: frozenset[str]) -> Verdict:
        found = list(finds.redactions)
        names = known | finds.names()
        if names and finds.reading is not None:
            found += repetitions(finds.reading, names)
        redactions = settled(found)
        masked = mask(finds.text, redactions, self._placeholders)
        seen = {signal.category for signal in finds.signals}
        floor = [Urgency.REVIEW] if finds.failures else [Urgency.NONE]
        levels = floor + [signal.urgency for signal in finds.signals]
        return Verdict(
            urgency=max(levels, key=lambda level: level.rank),
            categories=tuple(name for name in CATEGORIES if name in seen),
            signals=tuple(sorted(finds.signals, key=lambda s: (-s.urgency.rank, s.start))),
            redactions=redactions,
            masked=masked.text,
            spans_in_masked=masked.spans,
            cutouts=masked.cutouts,
            version=self.version,
            failed="; ".join(finds.failures) or None,
        )


class _Finds:
    """What the detectors brought, before it is settled."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.reading: Reading | None = None
        self.signals: list[Signal] = []
        self.redactions: list[Redaction] = []
        self.failures: list[str] = []

    def take(self, found: list[Signal | Redaction]) -> None:
        """Sort signals from redactions."""
        for one in found:
            if isinstance(one, Signal):
                self.signals.append(one)
            else:
                self.redactions.append(one)

    def names(self) -> frozenset[str]:
        """Words of the names masked so far."""
        return name_words(self.redactions, self.text)


def read(lang: str, text: str) -> Reading:
    """A text prepared for the detectors; places, help lines and suspicions are worked out when asked for."""
    folded = fold(text)
    return Reading(lang=lang, folded=folded, tokens=split(folded.text), blanked=blank_allowed)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Loading makes a million small objects that all stay: looking through them for garbage is a fifth of the time.

    Afterwards they are left out of every later look, which would take longer than a text may.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


# The shipped books, those that are live, and a draft or two that somebody is trying.
@lru_cache(maxsize=4)
def _book(lang: str, overlay: Overlay | None) -> tuple[PhraseBook, Lexicon]:
    shipped = load_lexicon(lang)
    lexicon = shipped if overlay is None else overlay.over(shipped)
    return PhraseBook(lexicon), lexicon


@cache
def _classifier(lang: str) -> Classifier:
    return Classifier.load(lang)


def _load(lang: str, overlays: tuple[Overlay, ...]) -> Screener:
    if lang not in LANGUAGES:
        raise ValueError(f"no lexicon for language {lang!r}")
    load_numbers()
    edited = {overlay.lang: overlay for overlay in overlays}
    books = [_book(one, edited.get(one)) for one in LANGUAGES]
    own_first = sorted((book for book, _ in books), key=lambda book: book.lang != lang)
    classifier = _classifier(lang)
    words = tomllib.loads((Path(__file__).parent / "placeholders.toml").read_text(encoding="utf-8"))
    published = "".join(f"+{one}.{edited[one].number}" for one in LANGUAGES if one in edited)
    screener = Screener(
        lang=lang,
        detectors=detectors(own_first, classifier),
        placeholders=words[lang],
        version=f"{version_of([lexicon for _, lexicon in books])}-{classifier.version}{published}",
    )
    # What is made on first use is made now: no member's post pays for it, none runs out of time because of it.
    screener.screen(_WARMING)
    return screener
