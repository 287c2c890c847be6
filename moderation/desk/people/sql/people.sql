-- roles: desk

-- people() -> Person
SELECT s.id, s.ref, s.login, s.name, s.role, s.languages, s.lang, s.seen_month, s.disabled_at IS NOT NULL AS is_disabled,
    s.password_hash IS NOT NULL AS has_password, s.totp_sealed IS NOT NULL AS has_totp,
    (SELECT count(*) FROM staff_passkey AS k WHERE k.staff_id = s.id) AS passkeys
FROM staff AS s
ORDER BY s.disabled_at IS NOT NULL, s.name, s.id;

-- person(ref) -> Person
SELECT s.id, s.ref, s.login, s.name, s.role, s.languages, s.lang, s.seen_month, s.disabled_at IS NOT NULL AS is_disabled,
    s.password_hash IS NOT NULL AS has_password, s.totp_sealed IS NOT NULL AS has_totp,
    (SELECT count(*) FROM staff_passkey AS k WHERE k.staff_id = s.id) AS passkeys
FROM staff AS s
WHERE s.ref = $1;

-- lock_person(ref) -> bigint
SELECT id
FROM staff
WHERE ref = $1
FOR UPDATE;

-- lock_admins() -> bigint
-- Whoever may make one admin fewer waits here, so two at once cannot leave none.
SELECT id
FROM staff
WHERE role = 'admin' AND disabled_at IS NULL
ORDER BY id
FOR UPDATE;

-- add(ref, login, name, role, languages, lang) -> bigint
-- Without password and second factor: nobody comes in with it yet. No row when the login is taken.
INSERT INTO staff (ref, login, name, role, languages, lang)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (login) DO NOTHING
RETURNING id;

-- change_rights(admin, staff, role, languages) -> boolean
-- Null unless an admin asks who is here and has just shown the second factor. A trigger ends the person's sessions.
SELECT change_rights($1, $2, $3, $4);

-- disable(staff) -> None
UPDATE staff
SET disabled_at = coalesce(disabled_at, now())
WHERE id = $1;

-- enable(staff) -> None
UPDATE staff
SET disabled_at = NULL
WHERE id = $1;

-- forget_factors(staff) -> None
UPDATE staff
SET totp_sealed = NULL, password_hash = NULL
WHERE id = $1;

-- forget_passkeys(staff) -> None
DELETE FROM staff_passkey
WHERE staff_id = $1;

-- forget_recovery(staff) -> None
DELETE FROM staff_recovery
WHERE staff_id = $1;

-- end_sessions(staff) -> None
DELETE FROM staff_session
WHERE staff_id = $1;

-- ask(ref, kind, staff, role, languages, asked_by) -> text
-- No row when somebody asked something about this person already.
INSERT INTO staff_request (ref, kind, staff_id, role, languages, asked_by)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT DO NOTHING
RETURNING ref;

-- requests() -> Request
SELECT r.ref, r.kind, s.ref AS staff_ref, s.name, r.role, r.languages, a.name AS asker, r.asked_by
FROM staff_request AS r
JOIN staff AS s ON s.id = r.staff_id
JOIN staff AS a ON a.id = r.asked_by
WHERE r.answered_at IS NULL
ORDER BY r.id;

-- lock_request(ref) -> Request
SELECT r.ref, r.kind, s.ref AS staff_ref, s.name, r.role, r.languages, a.name AS asker, r.asked_by
FROM staff_request AS r
JOIN staff AS s ON s.id = r.staff_id
JOIN staff AS a ON a.id = r.asked_by
WHERE r.ref = $1 AND r.answered_at IS NULL
FOR UPDATE OF r;

-- answer_request(ref, staff, is_agreed) -> None
UPDATE staff_request
SET answered_by = $2, answered_at = now(), is_agreed = $3
WHERE ref = $1;
