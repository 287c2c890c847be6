"""A very small web server that shows the real layouts, scripts and content policy to a real browser."""

from __future__ import annotations

import mimetypes
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

from app.http.headers import CSP
from app.http.templating import Templates

ROOT = Path(__file__).resolve().parents[2]
HOUSE = Templates(("en", "fr"))

MEMBER = """{% extends "layouts/member.html" %}
{% from "macros/forms.html" import csrf_input %}
{% block main %}<h1>Write</h1>
<form id="write" method="post" action="/answer" hx-post="/answer" hx-target="#write" hx-swap="outerHTML" data-draft="/drafts">
{{ csrf_input(csrf()) }}<label for="body">Text</label><textarea id="body" name="body"></textarea>
<p role="status" data-draft-status data-saved="Saved" data-unsaved="Not saved yet."></p>
<button id="send">Send</button><button id="keep" formaction="/kept">Keep</button></form>
<form hx-post="/problem" hx-swap="outerHTML" id="broken"><button id="break">Break</button></form>
<div id="state" data-poll="/state">Being checked</div>
<label for="pw">Password</label><input id="pw" type="password"><button type="button" hidden
 data-show-password="pw" data-word-show="Show" data-word-hide="Hide" aria-pressed="false">Show</button>{% endblock %}"""
DESK = """{% extends "layouts/desk.html" %}
{% block list %}<div hx-sse:connect="/events"></div><p data-live-lost hidden>Live updates paused.</p>
<a data-news data-one="1 new" data-many="{n} new" href="/desk" hidden></a><p data-news-say aria-live="polite"></p>
<ol class="queue" data-queue>{% for ref in ("a", "b", "c") %}
<li data-case="{{ ref }}"><a data-open href="#{{ ref }}">{{ ref }}</a> <span data-holder></span></li>{% endfor %}</ol>{% endblock %}
{% block item %}<form data-confirm method="get" action="/decided"><input type="hidden" name="csrf" value="t">
<label><input type="radio" name="what" value="post" data-key="p"> Post</label>
<label>Note <input id="note" name="note" data-key="n"></label><button data-confirm-button>Decide</button></form>{% endblock %}"""
PROBLEM = "pages/public/problem.html"
PART = '<form id="write"><p data-error-summary tabindex="-1" id="again">Some answers need another look</p></form>'


@dataclass(slots=True)
class Seen:
    """What the browser sent, and what the server is told to do."""

    base: str = ""
    drafts: list[str] = field(default_factory=list)
    asked: int = 0
    send: list[str] = field(default_factory=list)
    is_down: bool = False
    slowness: float = 0


def _values(path: str) -> dict[str, object]:
    return {"viewer": None, "theme": "auto", "path": path, "csrf": lambda: "token", "may": lambda *_: False}


def _handler(seen: Seen) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            """Says nothing."""

        def answer(self, body: str | bytes, status: int = 200, kind: str = "text/html; charset=utf-8") -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Security-Policy", CSP)
            self.end_headers()
            self.wfile.write(body.encode() if isinstance(body, str) else body)

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            if path.startswith("/static/"):
                file = ROOT / re.sub(r"\.[0-9a-f]{12}\.", ".", path[1:])
                self.answer(file.read_bytes(), kind=mimetypes.guess_type(file.name)[0] or "")
            elif path in ("/member", "/desk"):
                source = MEMBER if path == "/member" else DESK
                self.answer(HOUSE._environments["en"].from_string(source).render(_values(path)))
            elif path == "/en/leave":
                time.sleep(seen.slowness)
                self.answer("<title>Weather</title><h1>Sunny</h1>")
            elif path == "/state":
                seen.asked += 1
                self.answer("", 204) if seen.asked < 2 else self.answer('<div id="state">Your post is up</div>')
            elif path == "/events":
                self.stream()
            else:
                self.answer(f"<h1>{path}</h1>")

        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"] or 0)).decode())
            if self.path == "/drafts":
                seen.drafts.append(form.get("body", [""])[0])
                self.answer("", 500 if seen.is_down else 204)
            elif self.path == "/kept":
                self.answer("<h1>Kept</h1>")
            elif self.path == "/answer":
                self.answer(PART, 422)
            else:
                needs = {"title": "A moment", "sentence": "Please wait 30 seconds.", "status": 429, "kept": ""}
                self.answer(HOUSE.render("en", PROBLEM, _values("/en/x") | needs), 429)

        def stream(self) -> None:
            self.answer("event: beat\ndata:\n\n", kind="text/event-stream")
            while not seen.is_down:
                while seen.send:
                    self.wfile.write(seen.send.pop(0).encode())
                    self.wfile.flush()
                time.sleep(0.05)

    return Handler


@contextmanager
def small_house() -> Iterator[Seen]:
    """Serves until the block ends."""
    seen = Seen()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(seen))
    server.daemon_threads = True
    seen.base = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield seen
    finally:
        seen.is_down = True
        server.shutdown()
        server.server_close()
