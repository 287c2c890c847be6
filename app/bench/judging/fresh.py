"""A process of its own that loads both languages: what starting takes, and the memory it ends with."""

from __future__ import annotations

import json
import os
import sys
import time
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Final

LANGUAGES: Final = ("en", "fr")
WARM: Final = 40  # posts of each language: what is built when first asked for is built then


# spaCy loads every package that offers it a part, and so all of Presidio where the tests have it: no board does.
UNWANTED: Final = {"presidio_analyzer.nlp_engine.huggingface_token_pipe": "create_huggingface_token_pipe"}


def main(which: str, root: str) -> None:
    """Loads, notes the time, screens some posts in both screeners, and prints one JSON object."""
    for name, part in UNWANTED.items():
        sys.modules[name] = ModuleType(name)
        setattr(sys.modules[name], part, None)
    began = time.perf_counter()
    screeners = [import_module("moderation.screening").Screener.load(lang) for lang in LANGUAGES]
    clock, work = time.perf_counter() - began, time.process_time()
    set_texts = import_module("app.bench.judging.speed").set_texts
    for lang in LANGUAGES:
        texts = set_texts(which, lang, Path(root))
        for text in texts[:: max(1, len(texts) // WARM)]:
            for screener in screeners:
                screener.screen(text)
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    memory = pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    sys.stdout.write(json.dumps({"clock": clock, "work": work, "memory": memory}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
