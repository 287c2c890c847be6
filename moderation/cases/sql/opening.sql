-- roles: screener

-- open_or_join(ref, post, version, lane, because, minutes, lanes) -> Opened
-- One open case a post: a second finding adds its reason, and the worse lane and the nearer clock win.
INSERT INTO case_file AS c (ref, lane, reasons, post_id, post_version, member_id, due_at)
SELECT $1, $4, $5::text[], p.id, $3, p.author_id, now() + make_interval(mins => $6)
FROM post AS p
WHERE p.id = $2
ON CONFLICT (post_id) WHERE closed_at IS NULL DO UPDATE
SET lane = CASE
        WHEN array_position($7::text[], EXCLUDED.lane) < array_position($7::text[], c.lane) THEN EXCLUDED.lane
        ELSE c.lane
    END,
    reasons = c.reasons || ARRAY(SELECT r FROM unnest(EXCLUDED.reasons) AS r WHERE r <> ALL (c.reasons)),
    post_version = greatest(c.post_version, EXCLUDED.post_version),
    due_at = least(c.due_at, EXCLUDED.due_at),
    version = c.version + 1
RETURNING c.ref, c.lane, c.version = 1 AS is_new;

-- follow(post, version) -> Opened
-- A newer text in which nothing was found: the guide must still see that it changed.
UPDATE case_file
SET post_version = greatest(post_version, $2),
    version = version + 1
WHERE post_id = $1 AND closed_at IS NULL
RETURNING ref, lane, false AS is_new;

-- told(report) -> Told
-- The case is about the newest text that a guide may read; the report keeps the one it was about.
SELECT p.id AS post_id, r.kind, (
    SELECT max(v.number) FROM post_version AS v WHERE v.post_id = p.id AND v.screened_at IS NOT NULL) AS version
FROM report AS r
JOIN post AS p ON p.id = r.post_id
WHERE r.id = $1
FOR UPDATE OF p;
