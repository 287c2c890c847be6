-- roles: vault

-- find_login(login) -> Credentials
SELECT id, ref, password_hash, totp_sealed
FROM senior
WHERE login = $1;

-- totp_of(senior_id) -> bytea
SELECT totp_sealed
FROM senior
WHERE id = $1;

-- use_code(senior_id, step) -> bigint
-- No row when this code was used before.
INSERT INTO code_used (senior_id, step)
VALUES ($1, $2)
ON CONFLICT DO NOTHING
RETURNING step;

-- open_session(digest, senior_id) -> None
INSERT INTO senior_session (digest, senior_id)
VALUES ($1, $2);

-- find_session(digest) -> Senior
-- Alive, and kept alive by being asked.
UPDATE senior_session AS e
SET seen_at = now()
FROM senior AS s
WHERE e.digest = $1
    AND s.id = e.senior_id
    AND e.ends_at > now()
    AND e.seen_at > now() - interval '15 minutes'
RETURNING s.id, s.ref, s.name, s.lang;

-- end_session(digest) -> None
DELETE FROM senior_session
WHERE digest = $1;

-- sweep_sessions() -> None
DELETE FROM senior_session
WHERE ends_at <= now() OR seen_at <= now() - interval '15 minutes';
