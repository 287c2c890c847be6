"""Settings of the operator reach the processes that read them, and no other."""

from __future__ import annotations

from app.up.chosen import chosen


def test_a_setting_reaches_the_process_that_reads_it_and_no_other() -> None:
    told = chosen({"HAVRE_AGE_FLOOR": "18", "HAVRE_SMTP_HOST": "mail.example.org", "PATH": "/bin"})
    assert told["board"] == {"HAVRE_AGE_FLOOR": "18"}
    assert told["courier"] == {"HAVRE_SMTP_HOST": "mail.example.org"}
    assert told["desk"] == told["vault"] == told["screener"] == {}


def test_a_setting_of_several_processes_reaches_each() -> None:
    told = chosen({"HAVRE_DB_POOL": "20"})
    assert all(found == {"HAVRE_DB_POOL": "20"} for found in told.values())


def test_keys_and_logins_that_the_house_makes_are_not_taken_from_the_environment() -> None:
    told = chosen({"HAVRE_VAULT_PRIVATE_KEY": "x", "HAVRE_BOARD_SECRET": "x", "HAVRE_DB__BOARD_EN": "x"})
    assert all(found == {} for found in told.values())


def test_the_password_of_the_mail_server_reaches_the_courier() -> None:
    assert chosen({"HAVRE_SMTP_PASSWORD": "x"})["courier"] == {"HAVRE_SMTP_PASSWORD": "x"}
