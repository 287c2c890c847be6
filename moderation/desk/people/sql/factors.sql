-- roles: desk

-- use_code(staff, step) -> bigint
-- No row when this code, or a later one, was used before.
UPDATE staff
SET totp_last_step = $2
WHERE id = $1 AND totp_last_step < $2
RETURNING id;

-- challenge(challenge, purpose, staff) -> None
INSERT INTO staff_challenge (challenge, purpose, staff_id)
VALUES ($1, $2, $3);

-- sweep_challenges() -> None
DELETE FROM staff_challenge
WHERE ends_at <= now();

-- take_challenge(challenge, purpose, staff) -> bytea
-- Good once: whoever answers takes it out.
DELETE FROM staff_challenge
WHERE challenge = $1 AND purpose = $2 AND staff_id IS NOT DISTINCT FROM $3::bigint AND ends_at > now()
RETURNING challenge;

-- add_passkey(ref, staff, credential, public_key, sign_count, name) -> text
-- No row when this authenticator is somebody's already.
INSERT INTO staff_passkey (ref, staff_id, credential, public_key, sign_count, name)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (credential) DO NOTHING
RETURNING ref;

-- passkeys(staff) -> Passkey
SELECT ref, credential, name, added_on
FROM staff_passkey
WHERE staff_id = $1
ORDER BY id;

-- lock_passkey(staff, credential) -> Passkey
SELECT id, public_key, sign_count
FROM staff_passkey
WHERE staff_id = $1 AND credential = $2
FOR UPDATE;

-- count_passkey(id, sign_count) -> None
UPDATE staff_passkey
SET sign_count = $2
WHERE id = $1;

-- remove_passkey(staff, ref) -> bigint
DELETE FROM staff_passkey
WHERE staff_id = $1 AND ref = $2
RETURNING id;

-- forget_recovery(staff) -> None
DELETE FROM staff_recovery
WHERE staff_id = $1;

-- add_recovery(staff, digest) -> None
INSERT INTO staff_recovery (staff_id, digest)
VALUES ($1, $2);

-- use_recovery(staff, digest) -> bigint
UPDATE staff_recovery
SET used_at = now()
WHERE staff_id = $1 AND digest = $2 AND used_at IS NULL
RETURNING staff_id;

-- recovery_left(staff) -> bigint
SELECT count(*)
FROM staff_recovery
WHERE staff_id = $1 AND used_at IS NULL;
