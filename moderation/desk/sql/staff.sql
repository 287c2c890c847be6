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

-- lock_admins() -> Admin
SELECT id, login
FROM staff
WHERE role = 'admin' AND disabled_at IS NULL
ORDER BY id
FOR UPDATE;

-- disable(login) -> Disabled
UPDATE staff
SET disabled_at = coalesce(disabled_at, now())
WHERE login = $1
RETURNING id, ref;

-- open_session(digest, staff, ref, password_hash) -> text
-- No row when the account was changed since the password was checked. Of the day, only the month is kept.
WITH seen AS (
    UPDATE staff
    SET seen_month = date_trunc('month', now())
    WHERE id = $2 AND password_hash = $4 AND disabled_at IS NULL
    RETURNING id
)
INSERT INTO staff_session (digest, staff_id, ref, ends_at, stepped_up_at)
SELECT $1, id, $3, now() + interval '8 hours', now()
FROM seen
RETURNING ref;

-- find_session(digest) -> Staff
-- Of a person who is still welcome, seen within 15 minutes.
-- Beside it how this person works: own keys, easier items, and what own_rest tells its owner only.
SELECT s.id, s.ref, s.name, s.role, s.languages, s.lang, e.seen_at < now() - interval '20 seconds' AS is_stale,
    s.has_keys, s.keys, CASE WHEN s.easier_until > now() THEN s.easier_until END AS easier_until,
    o.heavy, coalesce(o.is_due, false) AS is_break_due
FROM staff_session AS e
JOIN staff AS s ON s.id = e.staff_id
LEFT JOIN own_rest($1) AS o ON true
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
