-- roles: desk

-- add(ref, login, name, role, languages, lang, password_hash, totp_sealed) -> bigint
-- No row when the login is taken.
INSERT INTO staff (ref, login, name, role, languages, lang, password_hash, totp_sealed)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (login) DO NOTHING
RETURNING id;

-- find_login(login) -> Credentials
SELECT id, ref, password_hash, totp_sealed
FROM staff
WHERE login = $1 AND disabled_at IS NULL;

-- use_code(staff, step) -> bigint
-- No row when this code, or a later one, was used before.
UPDATE staff
SET totp_last_step = $2
WHERE id = $1 AND totp_last_step < $2
RETURNING id;

-- disable(login) -> Disabled
UPDATE staff
SET disabled_at = coalesce(disabled_at, now())
WHERE login = $1
RETURNING id, ref;

-- open_session(digest, staff) -> None
INSERT INTO staff_session (digest, staff_id, ends_at)
VALUES ($1, $2, now() + interval '8 hours');

-- find_session(digest) -> Staff
-- Of a person who is still welcome, seen within 15 minutes.
SELECT s.id, s.ref, s.name, s.role, s.languages, s.lang, e.seen_at < now() - interval '20 seconds' AS is_stale
FROM staff_session AS e
JOIN staff AS s ON s.id = e.staff_id
WHERE e.digest = $1
    AND e.ends_at > now()
    AND e.seen_at > now() - interval '15 minutes'
    AND s.disabled_at IS NULL;

-- touch_session(digest) -> None
UPDATE staff_session
SET seen_at = now()
WHERE digest = $1;

-- end_session(digest) -> bigint
DELETE FROM staff_session
WHERE digest = $1
RETURNING staff_id;

-- end_sessions(staff) -> None
DELETE FROM staff_session
WHERE staff_id = $1;

-- sweep_sessions() -> None
DELETE FROM staff_session
WHERE ends_at <= now() OR seen_at <= now() - interval '15 minutes';

-- log(actor, verb, subject) -> None
INSERT INTO log (actor, verb, subject)
VALUES ($1, $2, $3);
