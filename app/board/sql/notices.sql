-- roles: board

-- notices(member_id, post_ref, before, most) -> Notice
SELECT ref, kind, reason, details, words, version, made_at, is_read, post_ref, thread_ref, title
FROM own_notices($1, $2::text, $3::uuid, $4);

-- unread(member_id) -> bigint
SELECT count(*)
FROM notice
WHERE member_id = $1 AND read_at IS NULL;

-- mark_read(member_id, newest) -> None
-- Only up to the newest one that was on the page: what arrived since is still news.
UPDATE notice
SET read_at = now()
WHERE member_id = $1
    AND read_at IS NULL
    AND id <= (SELECT n.id FROM notice AS n WHERE n.ref = $2 AND n.member_id = $1);
