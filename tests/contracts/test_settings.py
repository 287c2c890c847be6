"""What a process was never told it cannot leak: another's secret or login is refused at start."""

from __future__ import annotations

import pytest

from app.kernel.settings import PROCESSES, SECRETS, BadSettings, CourierSettings, Settings
from tests.conftest import World

FOREIGN_SECRETS = [(p, name) for p in PROCESSES for name, holders in SECRETS.items() if p.process not in holders]


def tell(monkeypatch: pytest.MonkeyPatch, world: World, process: type[Settings]) -> None:
    for name, value in world.env(process.process).items():
        monkeypatch.setenv(name, value or "x" * 44)


@pytest.mark.parametrize("process", PROCESSES, ids=lambda p: p.process)
def test_a_process_starts_with_its_own_settings(
    shared_world: World, monkeypatch: pytest.MonkeyPatch, process: type[Settings]
) -> None:
    tell(monkeypatch, shared_world, process)
    assert process.read().logins()


@pytest.mark.parametrize(("process", "secret"), FOREIGN_SECRETS, ids=lambda v: getattr(v, "process", v))
def test_a_process_refuses_another_s_secret(
    shared_world: World, monkeypatch: pytest.MonkeyPatch, process: type[Settings], secret: str
) -> None:
    tell(monkeypatch, shared_world, process)
    monkeypatch.setenv(secret, "k" * 44)
    with pytest.raises(BadSettings, match=secret) as refused:
        process.read()
    assert "k" * 44 not in str(refused.value)


FOREIGN_LOGINS = [
    (p, role)
    for p in PROCESSES
    for role in ("board_en", "board_fr", "screener_en", "desk_fr", "desk", "courier", "vault_door", "vault")
    if role not in {r.format(community=c) for r in p.roles for c in ("en", "fr")}
]


@pytest.mark.parametrize(("process", "role"), FOREIGN_LOGINS, ids=lambda v: getattr(v, "process", v))
def test_a_process_refuses_another_s_login(
    shared_world: World, monkeypatch: pytest.MonkeyPatch, process: type[Settings], role: str
) -> None:
    tell(monkeypatch, shared_world, process)
    monkeypatch.setenv(f"HAVRE_DB__{role.upper()}", "postgresql://nobody@127.0.0.1/nothing")
    with pytest.raises(BadSettings, match=role.upper()):
        process.read()


@pytest.mark.parametrize("process", PROCESSES, ids=lambda p: p.process)
def test_a_process_without_one_of_its_logins_names_it(
    shared_world: World, monkeypatch: pytest.MonkeyPatch, process: type[Settings]
) -> None:
    tell(monkeypatch, shared_world, process)
    login = next(name for name in shared_world.env(process.process) if name.startswith("HAVRE_DB__"))
    monkeypatch.delenv(login)
    with pytest.raises(BadSettings, match=login):
        process.read()


@pytest.mark.parametrize("process", PROCESSES, ids=lambda p: p.process)
def test_a_missing_setting_is_named_and_no_value_is_quoted(
    shared_world: World, monkeypatch: pytest.MonkeyPatch, process: type[Settings]
) -> None:
    tell(monkeypatch, shared_world, process)
    needed = [f"HAVRE_{name.upper()}" for name, field in process.model_fields.items() if field.is_required()]
    assert needed
    monkeypatch.delenv(needed[0])
    with pytest.raises(BadSettings, match=needed[0]) as refused:
        process.read()
    for name, value in shared_world.env(process.process).items():
        if len(value) > 20 and "KEY" in name:
            assert value not in str(refused.value)


def test_a_value_that_is_not_valid_is_named(shared_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(monkeypatch, shared_world, CourierSettings)
    monkeypatch.setenv("HAVRE_SMTP_TLS", "perhaps")
    with pytest.raises(BadSettings, match="HAVRE_SMTP_TLS"):
        CourierSettings.read()


def test_a_secret_is_told_to_one_process_only(shared_world: World) -> None:
    told = {p.process: shared_world.env(p.process) for p in PROCESSES}
    for name, holders in SECRETS.items():
        assert {process for process, values in told.items() if name in values} <= holders
    kept = shared_world.secrets
    private = {name: value for name, value in kept.items() if name.endswith(("_private_key", "_secret", "index_key"))}
    for name, value in private.items():
        assert len([process for process, values in told.items() if value in values.values()]) == 1, name
