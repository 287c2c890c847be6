"""A mail leaves once, is forgotten when it left, and one bad mail stops nobody else's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.courier.delivering import MOST_ATTEMPTS, deliver_due
from app.up.ports import free_port
from tests.app.courier.mailserver import MailServer, job_states, outbox, post_of, queue, running
from tests.conftest import World

DUE = "UPDATE shared.job SET run_at = now(), leased_until = NULL, lease = NULL"


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    with running() as server:
        yield server


async def test_a_mail_arrives_in_the_language_of_its_reader(
    world: World, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    await queue(world, lang="fr", kind="reset", to="marée@example.org", link="https://x.example.org/fr/reset/t")
    assert await deliver_due(await post_of(world, monkeypatch, mail_server.port)) == 1
    (mail,) = mail_server.mails
    assert mail["Subject"] == "Votre lien"
    assert mail["X-Delivered-To"] == "marée@example.org"
    assert "https://x.example.org/fr/reset/t" in mail.get_content()
    assert "pendant une heure" in mail.get_content()


async def test_a_sent_mail_leaves_no_address_and_no_job(
    world: World, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    await queue(world)
    post = await post_of(world, monkeypatch, mail_server.port)
    await deliver_due(post)
    assert await outbox(world) == [{"key": "a", "is_sent": True, "size": 0}]
    assert await job_states(world) == []
    assert await deliver_due(post) == 0


async def test_the_same_event_twice_is_one_mail(
    world: World, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = await post_of(world, monkeypatch, mail_server.port)
    await queue(world, key="join:en:1")
    await queue(world, key="join:en:1")
    await deliver_due(post)
    await queue(world, key="join:en:1")
    await deliver_due(post)
    assert len(mail_server.mails) == 1


async def test_a_server_that_is_busy_is_asked_again_later(
    world: World, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    await queue(world)
    post = await post_of(world, monkeypatch, mail_server.port)
    mail_server.answer = "451 later"
    await deliver_due(post)
    (job,) = await job_states(world)
    assert (job["is_buried"], job["is_later"], job["error"]) == (False, True, "SMTPDataError")
    mail_server.answer = "250 OK"
    await world.execute(DUE)
    await deliver_due(post)
    assert len(mail_server.mails) == 1
    assert await job_states(world) == []


@pytest.mark.parametrize("place", ["answer", "answer_to_recipient"])
async def test_what_is_refused_for_good_is_buried_at_once(
    world: World, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    await queue(world)
    setattr(mail_server, place, "550 no such mailbox")
    await deliver_due(await post_of(world, monkeypatch, mail_server.port))
    (job,) = await job_states(world)
    assert (job["is_buried"], job["error"]) == (True, "Undeliverable")


async def test_a_server_that_is_gone_for_good_ends_in_burial(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    await queue(world)
    post = await post_of(world, monkeypatch, free_port())
    for _ in range(MOST_ATTEMPTS):
        assert (await job_states(world))[0]["is_buried"] is False
        await deliver_due(post)
        await world.execute(DUE)
    assert (await job_states(world))[0]["is_buried"] is True
    assert await deliver_due(post) == 0


async def test_no_mail_goes_to_a_server_without_the_encryption_that_is_asked_for(
    world: World, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    await queue(world)
    await deliver_due(await post_of(world, monkeypatch, mail_server.port, HAVRE_SMTP_TLS="starttls"))
    assert mail_server.mails == []
    assert (await job_states(world))[0]["is_later"] is True


@pytest.mark.parametrize(
    "bad",
    [
        {"to": "a@example.org, b@example.org"},
        {"to": "a@example.org\r\nBcc: b@example.org"},
        {"to": "nobody"},
        {"to": "@example.org"},
        {"to": "a@"},
        {"to": "a@example..org"},
        {"to": ""},
        {"kind": "newsletter"},
    ],
)
async def test_a_mail_that_is_not_whole_is_buried_and_the_next_one_goes(
    world: World, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch, bad: dict[str, str]
) -> None:
    await queue(world, key="bad", **bad)
    await queue(world, key="good")
    await deliver_due(await post_of(world, monkeypatch, mail_server.port))
    assert [mail["X-Delivered-To"] for mail in mail_server.mails] == ["member@example.org"]
    assert [job["is_buried"] for job in await job_states(world)] == [True]


async def test_a_mail_sealed_for_somebody_else_is_buried(
    world: World, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.execute("SELECT shared.queue_mail('x', $1)", b"\x00" * 200)
    await deliver_due(await post_of(world, monkeypatch, mail_server.port))
    assert [job["is_buried"] for job in await job_states(world)] == [True]


async def test_the_folder_holds_one_readable_file_a_mail(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    await queue(world, lang="fr")
    post = await post_of(world, monkeypatch, free_port(), HAVRE_MAIL_FOLDER=str(tmp_path / "mails"))
    await deliver_due(post)
    await world.execute("DELETE FROM shared.outbox")
    await queue(world, lang="fr")
    await deliver_due(post)
    (file,) = (tmp_path / "mails").iterdir()
    assert file.suffix == ".eml"
    assert file.stat().st_mode & 0o077 == 0
    assert "https://x.example.org/en/a/b" in file.read_text("utf-8")
    assert "bouton à activer" in file.read_text("utf-8")
