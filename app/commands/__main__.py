"""`havre …` in the environment: `python -m app.commands …`."""

from __future__ import annotations

import sys

import typer

from app.commands import audit, bench, check, demo, migrate, retention, screen, seed, staff, up, vault
from app.commands.refusal import plain_sentence

app = typer.Typer(
    name="havre",
    help="Havre: pseudonymous peer support under clinical moderation.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
ROOMS = {"staff": staff.app, "vault": vault.app, "audit": audit.app, "retention": retention.app, "demo": demo.app}

app.command("up")(up.up)
app.command("migrate")(migrate.migrate)
app.command("check", context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(check.check)
app.command("screen")(screen.screen)
app.command("seed")(seed.seed)
app.command("bench")(bench.bench)
for name, room in ROOMS.items():
    app.add_typer(room, name=name)


def main() -> None:
    """Runs one command; what goes wrong is one plain sentence and a code that is not zero."""
    try:
        app(prog_name="havre")
    except Exception as error:  # the last catch of the command line
        sentence = plain_sentence(error)
        if sentence is None:
            raise
        sys.exit(f"havre: {sentence}")


if __name__ == "__main__":
    main()
