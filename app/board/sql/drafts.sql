-- roles: board

-- draft(member_id, place) -> Draft
SELECT place, title, body, saved_at
FROM draft
WHERE member_id = $1 AND place = $2;

-- save_draft(member_id, place, title, body, most) -> None
-- Nobody needs more than `most` unsent texts; the oldest keep their place.
INSERT INTO draft (member_id, place, title, body)
SELECT $1, $2, $3, $4
WHERE (SELECT count(*) FROM draft AS d WHERE d.member_id = $1 AND d.place <> $2) < $5
ON CONFLICT (member_id, place) DO UPDATE
    SET title = excluded.title, body = excluded.body, saved_at = now();

-- forget_draft(member_id, place) -> None
DELETE FROM draft
WHERE member_id = $1 AND place = $2;

-- drafts(member_id) -> Draft
SELECT place, title, body, saved_at
FROM draft
WHERE member_id = $1
ORDER BY saved_at DESC;
