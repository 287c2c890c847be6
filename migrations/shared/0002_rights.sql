-- Who may do what here. Nothing is granted to PUBLIC; no serving role owns anything.
GRANT USAGE ON SCHEMA shared TO desk, courier, vault_door;

GRANT SELECT, INSERT ON staff TO desk;
GRANT UPDATE (password_hash, totp_sealed, totp_last_step, disabled_at, lang) ON staff TO desk;
GRANT SELECT, INSERT, UPDATE, DELETE ON staff_session TO desk;
GRANT SELECT ON log TO desk;
GRANT INSERT (actor, verb, subject, code) ON log TO desk, courier;
GRANT EXECUTE ON FUNCTION queue_mail(text, bytea) TO desk, vault_door;

GRANT SELECT, DELETE ON outbox TO courier;
GRANT UPDATE (sealed, sent_at) ON outbox TO courier;
GRANT SELECT, DELETE ON job TO courier;
GRANT UPDATE (attempts, run_at, lease, leased_until, buried_at, error) ON job TO courier;

GRANT SELECT, DELETE ON airlock TO vault_door;
GRANT SELECT ON escalation TO vault_door;
GRANT UPDATE (status, changed_at) ON escalation TO vault_door;
