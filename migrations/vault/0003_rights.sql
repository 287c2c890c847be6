-- What the vault's process may do. It may change its sign-ins; everything else it may only add to.
-- Times and identities that the database fills in are not among the columns it may write.
GRANT USAGE ON SCHEMA vault TO vault;

GRANT SELECT ON group_key, senior, wrapped_key, recovery, code_used, record, opening, answer, closing, disclosure,
    review, set_aside, alarm, opening_state, log TO vault;
GRANT INSERT (epoch, public_key) ON group_key TO vault;
GRANT INSERT (ref, login, name, lang, password_hash, totp_sealed, mail_sealed, enrolled_by) ON senior TO vault;
GRANT INSERT (senior_id, epoch, salt, wrapped) ON wrapped_key TO vault;
GRANT INSERT (epoch, pair, salt, wrapped) ON recovery TO vault;
GRANT INSERT (senior_id, step) ON code_used TO vault;
GRANT INSERT (id, community, member_ref, kind, epoch, sealed, arrived_at) ON record TO vault;
GRANT INSERT (ref, escalation_ref, number, community, case_ref, member_ref, requester_id, reason, words, is_solo)
    ON opening TO vault;
GRANT INSERT (opening_id, requester_id, is_solo, senior_id, is_granted, words) ON answer TO vault;
GRANT INSERT (opening_id, senior_id, outcome, words) ON closing TO vault;
GRANT INSERT (opening_id, field, log_id) ON disclosure TO vault;
GRANT INSERT (opening_id, requester_id, senior_id, finding, words) ON review TO vault;
GRANT INSERT (escalation_ref, senior_id, words) ON set_aside TO vault;
GRANT INSERT (opening_id, senior_id) ON alarm TO vault;
GRANT INSERT (actor, verb, subject, code) ON log TO vault;

GRANT SELECT, DELETE ON senior_session TO vault;
GRANT INSERT (digest, senior_id) ON senior_session TO vault;
GRANT UPDATE (seen_at) ON senior_session TO vault;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA vault FROM PUBLIC;
GRANT EXECUTE ON FUNCTION prune_ring(text, text), forget_addresses() TO vault;
