"""People at the members' door: a running board, a browser without script, and the mailbox."""

from __future__ import annotations

import html
import itertools
import json
import os
import re
import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from unittest.mock import patch
from urllib.parse import urlencode

import httpx
from starlette.applications import Starlette

from app.kernel import sealing
from app.kernel.settings import BoardSettings
from app.main import make_app
from tests.conftest import World

PASSWORD = "marmot velvet spoon tide"
OTHER_PASSWORD = "kettle under seven lanterns"
_addresses = (f"198.51.100.{n % 250 + 1}" for n in itertools.count())
_TOKEN = re.compile(r'name="csrf" value="([^"]+)"')
_NONCE = re.compile(r'name="nonce" value="([^"]+)"')


@dataclass(slots=True)
class Board:
    """The members' door of one world."""

    app: Starlette
    world: World
    settings: BoardSettings
    group_private: str

    def visitor(self, place: str = "en", address: str = "") -> Visitor:
        """Somebody with a fresh browser and an address of their own."""
        transport = httpx.ASGITransport(self.app, client=(address or next(_addresses), 4321))
        client = httpx.AsyncClient(
            transport=transport, base_url=self.settings.url, headers={"Sec-Fetch-Site": "same-origin"}
        )
        return Visitor(client, place, self)

    async def mails(self) -> list[dict[str, str]]:
        """Every queued mail, opened with the courier's key."""
        rows = await self.world.fetch("SELECT sealed FROM shared.outbox ORDER BY id")
        key = self.world.secrets["mail_private_key"]
        return [json.loads(sealing.unseal(key, bytes(row["sealed"]))) for row in rows]

    async def envelopes(self, kind: str) -> list[dict[str, object]]:
        """Every envelope of a kind in the airlock, opened with both keys."""
        rows = await self.world.fetch("SELECT sealed FROM shared.airlock WHERE kind = $1 ORDER BY arrived_at", kind)
        vault = self.world.secrets["vault_private_key"]
        return [
            sealing.open_inner(
                sealing.open_outer(bytes(row["sealed"]), vault_private=vault), group_private=self.group_private
            )
            for row in rows
        ]


@dataclass(slots=True)
class Visitor:
    """A browser without script."""

    client: httpx.AsyncClient
    place: str
    board: Board

    async def open(self, path: str, **headers: str) -> httpx.Response:
        """Reads a page of the visitor's community."""
        return await self.client.get(f"/{self.place}{path}", headers=headers)

    async def send(self, path: str, data: dict[str, str], *, page: str = "") -> httpx.Response:
        """Opens the page of a form, then sends the form."""
        shown = (await self.open(page or path)).text
        token = _TOKEN.search(shown)
        nonce = _NONCE.search(shown)
        hidden = {"csrf": token[1] if token else ""} | ({"nonce": nonce[1]} if nonce else {})
        # Encoded here, so that even half a surrogate pair travels as a hostile client would send it.
        body = urlencode(hidden | data, errors="surrogatepass")
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return await self.client.post(f"/{self.place}{path}", content=body, headers=form)

    async def join(self, name: str, email: str, changes: Mapping[str, str] | None = None) -> httpx.Response:
        """Joins with believable answers, and some changes to them."""
        return await self.send("/join", application(name, email) | dict(changes or {}))

    async def become_member(self, name: str, email: str) -> None:
        """Joins and follows the link of the mail."""
        await self.join(name, email)
        link = (await self.board.mails())[-1]["link"]
        path = link.removeprefix(f"{self.board.settings.url}/{self.place}")
        answer = await self.send(path, {})
        assert answer.status_code == 303

    async def sign_in(self, name: str, password: str = PASSWORD) -> httpx.Response:
        """Signs in."""
        return await self.send("/sign-in", {"pseudonym": name, "password": password})


def application(name: str, email: str) -> dict[str, str]:
    """Believable answers to the form of joining."""
    return {
        "affiliation": "veteran",
        "born": "1985-06-30",
        "pseudonym": name,
        "password": PASSWORD,
        "email": email,
        "phone": "613 555-0123",
        "postal": "k1a0b1",
        "rules": "yes",
        "notice": "yes",
    }


def plain(answer: httpx.Response) -> str:
    """A page without its form token, as a person reads it."""
    return html.unescape(_NONCE.sub("", _TOKEN.sub("", answer.text)))


@asynccontextmanager
async def open_board(world: World, **changes: str) -> AsyncIterator[Board]:
    """The real application of the members' door over a world."""
    private, public = sealing.new_key_pair()
    # A secret of its own: limits counted in the shared Redis are then the board's own too.
    own = {"HAVRE_GROUP_PUBLIC_KEY": public, "HAVRE_BOARD_SECRET": secrets.token_hex(32)}
    env = world.env("board") | own | {f"HAVRE_{k.upper()}": v for k, v in changes.items()}
    with patch.dict(os.environ, env):
        settings = BoardSettings.read()
    app = make_app(settings)
    async with app.router.lifespan_context(app):
        yield Board(app, world, settings, private)


async def member(board: Board, name: str = "Quiet Cedar", email: str = "lou@example.org") -> Visitor:
    """A member who has the questions behind them, signed in."""
    who = board.visitor()
    await who.become_member(name, email)
    await who.send("/questions", {"skip": "yes"})
    return who


def token_of(who: Visitor) -> str:
    """The session token in this browser's cookie."""
    return who.client.cookies.get("havre_en") or ""
