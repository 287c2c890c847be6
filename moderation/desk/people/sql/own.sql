-- roles: desk

-- credentials(staff) -> Credentials
SELECT id, ref, login, name, lang, password_hash, totp_sealed
FROM staff
WHERE id = $1
FOR UPDATE;

-- look(staff) -> Credentials
SELECT id, ref, login, name, lang, password_hash, totp_sealed
FROM staff
WHERE id = $1;

-- rename(staff, name, lang) -> None
UPDATE staff
SET name = $2, lang = $3
WHERE id = $1;

-- change_password(staff, password_hash) -> None
UPDATE staff
SET password_hash = $2
WHERE id = $1;

-- change_authenticator(staff, totp_sealed, step) -> None
UPDATE staff
SET totp_sealed = $2, totp_last_step = $3
WHERE id = $1;

-- sessions(staff, digest) -> Session
SELECT ref, opened_at, digest = $2 AS is_this
FROM staff_session
WHERE staff_id = $1 AND ends_at > now() AND seen_at > now() - interval '15 minutes'
ORDER BY opened_at DESC, ref;

-- end_session(staff, ref) -> text
DELETE FROM staff_session
WHERE staff_id = $1 AND ref = $2
RETURNING ref;

-- end_others(staff, digest) -> None
DELETE FROM staff_session
WHERE staff_id = $1 AND digest <> $2;

-- step_up(digest) -> None
UPDATE staff_session
SET stepped_up_at = now()
WHERE digest = $1;

-- is_stepped_up(digest) -> boolean
SELECT stepped_up_at > now() - interval '10 minutes'
FROM staff_session
WHERE digest = $1;
