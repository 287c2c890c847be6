"""`python -m moderation.screening.training risk|entities [language …] [--corpora <folder>]`: makes the weights anew.

The folder of public corpora serves the English model of names only.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ..danger.lexicon import LANGUAGES


def main(asked: list[str]) -> int:
    """Train what is asked for, in one language or all."""
    corpora = None
    if "--corpora" in asked[:-1]:
        at = asked.index("--corpora")
        corpora, asked = Path(asked[at + 1]), asked[:at] + asked[at + 2 :]
    what, langs = (asked[0], asked[1:] or LANGUAGES) if asked else ("", ())
    if what not in ("risk", "entities") or not set(langs) <= set(LANGUAGES):
        sys.stderr.write(f"{__doc__}\n")
        return 2
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # noqa: PLC0415 - comes with scikit-learn, needed only here

    # Matrices this small are ten times slower when threads share them out.
    with threadpool_limits(1):
        for lang in langs:
            _train(what, lang, corpora)
    return 0


def _train(what: str, lang: str, corpora: Path | None) -> None:
    if what == "risk":
        from . import risk  # noqa: PLC0415 - scikit-learn is needed only here

        risk.train(lang)
    else:
        from . import entities  # noqa: PLC0415 - takes a second to import

        entities.train(lang, corpora)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
