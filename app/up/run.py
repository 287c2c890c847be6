"""`havre up`: from a bare machine to five healthy processes, and down again without a trace."""

from __future__ import annotations

import os
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from app.kernel import provision
from app.up.chosen import chosen
from app.up.claim import claimed
from app.up.health import DOORS, until_well
from app.up.output import Output
from app.up.ports import is_free
from app.up.procfile import Program, environment_of, read_procfile
from app.up.refusal import CannotStart
from app.up.servers import Servers, start_servers
from app.up.stopping import all_the_while, told_to_stop, unless
from app.up.supervisor import Supervisor, end_leftovers
from app.up.welcome import Sample, show_doors, show_sign_ins

ROOT = Path(__file__).resolve().parents[2]
# The name by which people reach this machine; the doors listen on 127.0.0.1 and answer to both.
HOST = "localhost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to raise, and where."""

    data: Path
    is_demo: bool = False
    port_base: int = 8000
    procfile: Path = ROOT / "Procfile"
    # Called on every start, so both do nothing where there is nothing to do: `furnish` when the databases are
    # prepared and no process runs yet, `fill` when all are well.
    furnish: Callable[[provision.House], Awaitable[None]] | None = None
    fill: Callable[[provision.House], Awaitable[Sample]] | None = None

    @property
    def run(self) -> Path:
        """Pid notes and signs of life."""
        return self.data / "run"

    @property
    def mailbox(self) -> Path | None:
        """Where the demonstration's mails end up instead of going out."""
        return self.data / "mailbox" if self.is_demo else None

    @property
    def doors(self) -> dict[str, str]:
        """The address of each door."""
        return {name: f"http://{HOST}:{self.port_base + place}" for name, place in DOORS.items()}


def data_folder() -> Path:
    """HAVRE_DATA, otherwise `data` beside the code, whatever folder the command was given in."""
    return Path(os.environ.get("HAVRE_DATA") or ROOT / "data").absolute()


async def up(plan: Plan, *, console: Console | None = None) -> None:
    """Raises everything and keeps it until Ctrl-C, SIGTERM or SIGHUP. Raises CannotStart with one sentence.

    When this returns or raises, no process of ours lives.
    """
    teller = _Teller(console or Console(stderr=True))
    told = told_to_stop()
    with claimed(plan.data):
        end_leftovers(plan.run)
        _refuse_used_ports(plan)
        servers = start_servers(plan.data, own=os.environ, say=teller.say)
        try:
            async with all_the_while(servers.keep(teller.say)):
                await unless(told, _inside(plan, servers, teller))
        finally:
            servers.stop()
            teller.say("Stopped.")


async def _inside(plan: Plan, servers: Servers, teller: _Teller) -> None:
    """From prepared databases to a running house, until cancelled."""
    house = _house(plan, servers)
    await _prepare(plan, house, teller)
    programs = read_procfile(plan.procfile)
    supervisor = Supervisor(
        programs,
        root=ROOT,
        run=plan.run,
        environment=lambda program: environment_of(program, data=plan.data, root=ROOT, port=_port(plan, program)),
        output=Output(tuple(program.name for program in programs)),
    )
    teller.say("Starting the processes.")
    supervisor.start()
    try:
        names = [program.name for program in programs]
        await until_well(names, supervisor, port_base=plan.port_base, run=plan.run)
        await _greet(plan, house, teller)
        await supervisor.wait()
    finally:
        teller.say("Stopping.")
        await supervisor.stop()


async def _prepare(plan: Plan, house: provision.House, teller: _Teller) -> None:
    """Databases, keys and settings files are complete."""
    teller.say("Preparing the databases.")
    applied: list[str] = []
    await provision.prepare(house, applied.append)
    if applied:
        teller.say(f"Applied {len(applied)} migrations.")
    if plan.furnish is not None:
        await plan.furnish(house)
        await provision.prepare(house)


async def _greet(plan: Plan, house: provision.House, teller: _Teller) -> None:
    """The sample people are in, and the addresses are on the screen."""
    sample = await plan.fill(house) if plan.fill is not None else None
    teller.say("Everything runs. Ctrl-C stops it.")
    show_doors(teller.console, plan.doors, mailbox=plan.mailbox)
    if sample is not None:
        show_sign_ins(teller.console, sample)


def _house(plan: Plan, servers: Servers) -> provision.House:
    extra = chosen(os.environ)
    for name in DOORS:
        extra[name] = {"HAVRE_HOSTS": "127.0.0.1", **extra[name]}
    if plan.mailbox is not None:
        extra["courier"]["HAVRE_MAIL_FOLDER"] = str(plan.mailbox)
    return provision.House(
        board_url=servers.admin_url,
        vault_url=servers.vault_admin_url,
        redis_url=servers.redis_url,
        data=plan.data,
        doors=plan.doors,
        extra=extra,
    )


def _port(plan: Plan, program: Program) -> int | None:
    return plan.port_base + DOORS[program.name] if program.name in DOORS else None


def _refuse_used_ports(plan: Plan) -> None:
    for name, place in DOORS.items():
        if not is_free(plan.port_base + place):
            raise CannotStart(
                f"Port {plan.port_base + place}, for the {name}, is in use by another program; "
                "choose other ports with --port-base."
            )


class _Teller:
    """Progress, one line a step, with the seconds since the start."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self._began = time.monotonic()

    def say(self, sentence: str) -> None:
        """Prints one step."""
        self.console.print(f"[dim]{time.monotonic() - self._began:6.1f} s[/dim]  {sentence}", highlight=False)
