-- roles: desk

-- add(member, staff, words, nonce) -> None
INSERT INTO member_note (member_id, staff_id, words, nonce)
VALUES ($1, $2, $3, $4)
ON CONFLICT (nonce) DO NOTHING;

-- newest(member, most) -> Note
SELECT n.words, s.name AS staff_name, n.made_at
FROM member_note AS n
JOIN shared.staff AS s ON s.id = n.staff_id
WHERE n.member_id = $1
ORDER BY n.id DESC
LIMIT $2;

-- how_many(member) -> bigint
SELECT count(*)
FROM member_note
WHERE member_id = $1;
