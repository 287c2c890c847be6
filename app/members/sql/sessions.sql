-- roles: board
-- open_session(digest, member_id) -> None
INSERT INTO session (digest, member_id, ends_at)
VALUES ($1, $2, now() + interval '12 hours');

-- find_session(digest) -> LiveSession
-- A live one: not ended, seen within 30 minutes, and of a member who may come in.
SELECT
    m.id AS member_id, m.ref, m.pseudonym, m.status, m.theme,
    m.welcomed_at IS NOT NULL AS is_welcomed,
    s.seen_at < now() - interval '1 minute' AS is_stale,
    (SELECT count(*)::integer FROM notice AS n WHERE n.member_id = m.id AND n.read_at IS NULL) AS unread,
    coalesce(to_char(r.ends_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), '') AS paused_until,
    coalesce(r.reason, '') AS paused_why
FROM session AS s
JOIN member AS m ON m.id = s.member_id
LEFT JOIN running_sanction AS r ON r.member_id = m.id AND r.kind = 'pause'
WHERE s.digest = $1
    AND s.ends_at > now()
    AND s.seen_at > now() - interval '30 minutes'
    AND m.status IN ('active', 'paused');

-- touch_session(digest) -> None
UPDATE session
SET seen_at = now()
WHERE digest = $1 AND seen_at < now() - interval '1 minute';

-- count_sessions(member_id) -> int
SELECT count(*)::integer
FROM session
WHERE member_id = $1 AND ends_at > now() AND seen_at > now() - interval '30 minutes';

-- close_session(digest) -> None
DELETE FROM session
WHERE digest = $1;

-- close_sessions(member_id, but) -> bytes
-- All of a member's, except one where one is named; returns the digests that ended.
DELETE FROM session
WHERE member_id = $1 AND ($2::bytea IS NULL OR digest <> $2)
RETURNING digest;
