-- roles: desk

-- is_watched(member) -> boolean
SELECT EXISTS (
    SELECT FROM watch
    WHERE member_id = $1 AND seen_at IS NULL AND case_opened_at IS NULL AND ended_at IS NULL);

-- newest_text(member) -> bigint
SELECT p.id
FROM post AS p
WHERE p.author_id = $1
    AND EXISTS (SELECT FROM post_version AS v WHERE v.post_id = p.id AND v.screened_at IS NOT NULL)
ORDER BY p.id DESC
LIMIT 1;

-- add(ref, member, staff, until) -> None
INSERT INTO watch (ref, member_id, made_by, until_at)
VALUES ($1, $2, $3, $4);

-- end(ref, member, staff) -> text
UPDATE watch
SET ended_at = now(), ended_by = $3
WHERE ref = $1 AND member_id = $2 AND seen_at IS NULL AND case_opened_at IS NULL AND ended_at IS NULL
RETURNING ref;

-- exists(ref, member) -> bigint
SELECT id
FROM watch
WHERE ref = $1 AND member_id = $2;

-- of_member(member, most) -> Watch
SELECT w.ref, w.until_at, w.made_at, s.name AS made_by, w.seen_at, w.case_opened_at, w.ended_at
FROM watch AS w
JOIN shared.staff AS s ON s.id = w.made_by
WHERE w.member_id = $1
ORDER BY w.id DESC
LIMIT $2;
