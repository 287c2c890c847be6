"""Admins at work, and an authenticator made of software: it answers as the standard says, with keys of its own."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
import secrets
import socket
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import cbor2
import httpx
import uvicorn
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from moderation.desk import second_factor
from tests.moderation.desk.house import Desk, Person, hidden

_LINK = re.compile(r'value="(http[^"]*/enrol/[^"]+)"')
NEW_PASSWORD = "lantern gravel ninety soft owls"


def link_of(answer: httpx.Response) -> str:
    """The path of the link that an admin is shown once."""
    found = _LINK.search(answer.text)
    assert found, answer.status_code
    return "/enrol/" + found[1].split("/enrol/")[1]


@asynccontextmanager
async def served_at(desk: Desk, listener: socket.socket) -> AsyncIterator[None]:
    """The application behind the address that its settings name: passkeys know where they are."""
    config = uvicorn.Config(desk.app, lifespan="off", log_level="error", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield
    finally:
        server.should_exit = True
        await task


async def alone(desk: Desk) -> None:
    """Nobody is an admin any more: the house is shared by the tests of a file."""
    await desk.world.execute("UPDATE shared.staff SET disabled_at = now() WHERE role = 'admin'")


async def ref_of(desk: Desk, name: str) -> str:
    (row,) = await desk.world.fetch("SELECT ref FROM shared.staff WHERE login = $1", desk.login(name))
    return str(row["ref"])


async def add(admin: Person, name: str, role: str = "guide", languages: str | list[str] = "en") -> httpx.Response:
    login = admin.desk.login(name)
    admin.desk.secrets[login] = second_factor.new_secret()  # of nobody's telephone, until they enrol
    sent = {"login": login, "name": name, "role": role, "languages": languages, "pages": "en"}
    return await admin.send("/staff", sent, page="/staff/new")  # type: ignore[arg-type]


async def grown_cold(desk: Desk) -> None:
    """Everybody's second factor was shown eleven minutes ago."""
    await desk.world.execute("UPDATE shared.staff_session SET stepped_up_at = now() - interval '11 minutes'")


async def signed_in_again(desk: Desk, name: str) -> Person:
    """The same person in a browser of their own; codes are good once, so the step is forgotten."""
    await desk.world.execute("UPDATE shared.staff SET totp_last_step = 0 WHERE login = $1", desk.login(name))
    person = desk.stranger()
    assert (await person.sign_in(name)).status_code == 303
    return person


async def challenge(person: Person, url: str, page: str) -> dict[str, object]:
    """What the browser's script is given."""
    answer = await person.post(url, hidden(await person.open(page)))
    assert answer.headers["content-type"] == "application/json", answer.status_code
    return dict(answer.json())


def encoded(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass(slots=True)
class Authenticator:
    """One passkey, as WebAuthn level 2 wants it: ES256, no attestation."""

    origin: str = "http://localhost:8001"
    party: str = "localhost"
    count: int = 0
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    id: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def create(self, options: dict[str, object]) -> str:
        """The answer to a question to register."""
        client = self._client("webauthn.create", str(options["challenge"]))
        data = self._data(b"\x45") + b"\0" * 16 + len(self.id).to_bytes(2) + self.id + cbor2.dumps(self._public())
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._sent({"clientDataJSON": encoded(client), "attestationObject": encoded(attested)})

    def get(self, options: dict[str, object]) -> str:
        """The answer to a question to sign."""
        self.count += 1
        client, data = self._client("webauthn.get", str(options["challenge"])), self._data(b"\x05")
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        response = {"authenticatorData": data, "clientDataJSON": client, "signature": signature}
        return self._sent({name: encoded(raw) for name, raw in response.items()})

    def _data(self, flags: bytes) -> bytes:
        return hashlib.sha256(self.party.encode()).digest() + flags + self.count.to_bytes(4)

    def _client(self, kind: str, question: str) -> bytes:
        return json.dumps({"type": kind, "challenge": question, "origin": self.origin}).encode()

    def _public(self) -> dict[int, object]:
        numbers = self.key.public_key().public_numbers()
        return {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}

    def _sent(self, response: dict[str, str]) -> str:
        known = {"id": encoded(self.id), "rawId": encoded(self.id), "type": "public-key"}
        return json.dumps(known | {"response": response, "clientExtensionResults": {}})
