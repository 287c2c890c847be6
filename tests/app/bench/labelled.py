"""A set of a few invented posts, written where a test wants it."""

from __future__ import annotations

import json
from pathlib import Path

RISK = [
    ("a", "I have the pills beside me and nobody is home", "immediate", ["suicide"]),
    ("b", "I think about dying most days", "high", ["suicide"]),
    ("c", "it happened to me in 2009", "review", ["sexual_violence"]),
    ("d", "the dog stole my sandwich again", "none", []),
]
DETAILS = [
    ("e", "my number is [[PHONE|613-555-0142]] if that helps"),
    ("f", "write to [[EMAIL|marisol@example.org]], I work with [[PERSON|Marisol Okpik]]"),
    ("g", "I called [[KEEP|1-800-268-7708]] and they stayed on the line"),
]


def write_tiny(root: Path, which: str = "development") -> Path:
    """The same posts for both languages."""
    folder = root / which
    folder.mkdir(parents=True)
    for lang in ("en", "fr"):
        risk = [{"id": i, "text": t, "urgency": u, "categories": c} for i, t, u, c in RISK]
        details = [{"id": i, "text": t} for i, t in DETAILS]
        for name, lines in (("risk", risk), ("details", details)):
            text = "\n".join(json.dumps(line) for line in lines)
            (folder / f"{name}_{lang}.jsonl").write_text(text + "\n", encoding="utf-8")
    return root
