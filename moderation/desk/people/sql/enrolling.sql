-- roles: desk

-- void(staff) -> None
UPDATE staff_enrolment
SET used_at = now()
WHERE staff_id = $1 AND used_at IS NULL;

-- make(digest, staff, totp_sealed) -> None
INSERT INTO staff_enrolment (digest, staff_id, totp_sealed)
VALUES ($1, $2, $3);

-- look(digest) -> Enrolment
SELECT e.id, e.totp_sealed, s.id AS staff_id, s.ref, s.login, s.name, s.lang
FROM staff_enrolment AS e
JOIN staff AS s ON s.id = e.staff_id
WHERE e.digest = $1 AND e.used_at IS NULL AND e.ends_at > now() AND s.disabled_at IS NULL;

-- use(enrolment) -> bigint
-- No row for whoever comes second.
UPDATE staff_enrolment
SET used_at = now()
WHERE id = $1 AND used_at IS NULL
RETURNING id;

-- enrol_code(staff, password_hash, totp_sealed, step) -> None
UPDATE staff
SET password_hash = $2, totp_sealed = $3, totp_last_step = $4
WHERE id = $1;

-- enrol_passkey(staff, password_hash) -> None
UPDATE staff
SET password_hash = $2
WHERE id = $1;
