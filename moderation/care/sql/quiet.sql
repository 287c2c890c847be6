-- roles: screener

-- due(most) -> Due
SELECT id, member_id
FROM watch
WHERE until_at <= now() AND seen_at IS NULL AND case_opened_at IS NULL AND ended_at IS NULL
ORDER BY until_at
LIMIT $1;

-- lock_newest(member) -> Newest
SELECT p.id, (
    SELECT max(v.number) FROM post_version AS v WHERE v.post_id = p.id AND v.screened_at IS NOT NULL) AS version
FROM post AS p
WHERE p.author_id = $1
    AND EXISTS (SELECT FROM post_version AS v WHERE v.post_id = p.id AND v.screened_at IS NOT NULL)
ORDER BY p.id DESC
LIMIT 1
FOR UPDATE OF p;

-- mark(id) -> bigint
UPDATE watch
SET case_opened_at = now()
WHERE id = $1 AND seen_at IS NULL AND case_opened_at IS NULL AND ended_at IS NULL
RETURNING id;
