"""What is sealed at the door, and how.

The board holds no key that opens an envelope: once this function returns, nobody in this
process can read the record again.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.kernel import sealing
from app.kernel.db import Tx
from app.kernel.settings import BoardSettings
from app.members import store
from app.members.model import Applicant, Origin

EPOCH = 1  # of the seniors' group key
LONGEST_ADDRESS = 64


async def seal_registration(tx: Tx, ref: str, who: Applicant, settings: BoardSettings) -> None:
    """The registration lies in the airlock, behind both locks, 609 bytes long."""
    details = who.details
    record = {
        "phone": details.phone,
        "postal": details.postal or "outside Canada",
        "email": details.email,
        "dob": details.born.isoformat(),
    }
    await store.seal_in(tx, ref, "registration", _sealed(ref, who.community, record, settings))


async def seal_address(tx: Tx, ref: str, origin: Origin, settings: BoardSettings) -> None:
    """The network address lies in the airlock, with the hour and not the minute."""
    if not settings.group_public_key:
        return  # before the ceremony there is no lock to close, and nothing may lie open
    hour = origin.at.replace(minute=0, second=0, microsecond=0).isoformat()
    record = {"ip": origin.address[:LONGEST_ADDRESS], "hour": hour}
    await store.seal_in(tx, ref, "address", _sealed(ref, origin.community, record, settings))


def _sealed(ref: str, community: str, record: Mapping[str, object], settings: BoardSettings) -> bytes:
    # Named inside the seal, so that the vault notices a row that was swapped for another.
    record = {"member": ref, "community": community, "epoch": EPOCH, **record}
    return sealing.seal_envelope(record, group_key=settings.group_public_key, vault_key=settings.vault_public_key)
