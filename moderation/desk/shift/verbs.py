"""From the staff log's verbs about shifts to words. Breaks, easier items and wishes to talk leave no row at all."""

from __future__ import annotations

from collections.abc import Mapping

from app.kernel.i18n import N_

WORDS: Mapping[str, str] = {
    "shift_started": N_("Began a shift"),
    "shift_planned": N_("Planned a shift"),
    "shift_ended": N_("Ended a shift"),
    "shift_dropped": N_("Took a shift out of the plan"),
    "alarm_address_set": N_("Left an address for alarms"),
    "alarm_address_dropped": N_("Took an address for alarms back"),
}
