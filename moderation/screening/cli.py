"""`havre screen`: one JSON object a line in, one out."""

from __future__ import annotations

import json
from typing import TextIO

from .screener import Screener


def run(lang: str, stdin: TextIO, stdout: TextIO) -> int:
    """Screen every line; returns 0, or 1 when a line was no {"id", "text"} object.

    A bad line is answered in its place with its number, and the rest is still screened.
    """
    screener = Screener.load(lang)
    code = 0
    for number, line in enumerate(stdin, start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            ref, text = str(entry["id"]), entry["text"]
            if not isinstance(text, str):
                raise TypeError
        except (ValueError, TypeError, KeyError, RecursionError):
            stdout.write(json.dumps({"line": number, "error": 'expected {"id": …, "text": …}'}) + "\n")
            code = 1
            continue
        stdout.write(screener.screen(text).to_json(ref) + "\n")
    return code
