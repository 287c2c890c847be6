"""From the staff log's verbs to words."""

from __future__ import annotations

from collections.abc import Mapping

from app.kernel.i18n import N_
from moderation.desk.people.journal import Verb
from moderation.desk.shift import verbs as shift

WORDS: Mapping[str, str] = {
    Verb.ADDED: N_("Added somebody to the staff"),
    Verb.CHANGED: N_("Changed what somebody may do"),
    Verb.DISABLED: N_("Disabled an account"),
    Verb.ENABLED: N_("Enabled an account"),
    Verb.RESET: N_("Reset a password and second factor"),
    Verb.ASKED: N_("Asked a second admin"),
    Verb.AGREED: N_("Agreed to what another admin asked"),
    Verb.REFUSED: N_("Said no to what another admin asked"),
    Verb.LINKED: N_("Made a link to enrol with"),
    Verb.ENROLLED: N_("Set a password and second factor"),
    Verb.IN: N_("Signed in"),
    Verb.OUT: N_("Signed out"),
    Verb.NOT_IN: N_("Was not signed in"),
    Verb.STEPPED_UP: N_("Confirmed who they are"),
    Verb.NOT_STEPPED_UP: N_("Did not confirm who they are"),
    Verb.NAMED: N_("Changed their own name or language"),
    Verb.PASSWORD: N_("Changed their own password"),
    Verb.NOT_PASSWORD: N_("Gave a wrong password for a change"),
    Verb.PASSKEY: N_("Added a passkey"),
    Verb.NO_PASSKEY: N_("Removed a passkey"),
    Verb.AUTHENTICATOR: N_("Set up another authenticator"),
    Verb.CODES: N_("Made recovery codes"),
    Verb.CODE_USED: N_("Used a recovery code"),
    Verb.ENDED: N_("Ended a session of their own"),
    Verb.VERIFIED: N_("Verified the log"),
    **shift.WORDS,
}
