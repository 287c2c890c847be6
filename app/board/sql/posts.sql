-- roles: board

-- posts_after(thread_id, anchor, most) -> Post
-- Oldest first, from the first post or from the one after `anchor`.
SELECT id, ref, thread_id, author_id, author, is_opening, html, changed_by, is_edited, sent_at,
       topics, is_guide
FROM shown_post
WHERE thread_id = $1
    AND id > coalesce((SELECT a.id FROM shown_post AS a WHERE a.ref = $2::text AND a.thread_id = $1), 0)
ORDER BY id
LIMIT $3;

-- posts_until(thread_id, anchor, and_itself, most) -> Post
-- The page that ends just before `anchor`, or with it; newest first.
WITH anchored AS (
    SELECT id + $3::integer AS id
    FROM shown_post
    WHERE ref = $2 AND thread_id = $1
)
SELECT id, ref, thread_id, author_id, author, is_opening, html, changed_by, is_edited, sent_at,
       topics, is_guide,
       EXISTS (
           SELECT 1 FROM shown_post WHERE thread_id = $1 AND id >= (SELECT a.id FROM anchored AS a)) AS has_later
FROM shown_post
WHERE thread_id = $1 AND id < (SELECT a.id FROM anchored AS a)
ORDER BY id DESC
LIMIT $4;

-- post_by_ref(ref) -> Post
SELECT id, ref, thread_id, author_id, author, is_opening, html, changed_by, is_edited, sent_at,
       topics, is_guide
FROM shown_post
WHERE ref = $1;

-- post_to_tell(ref) -> Told
SELECT p.ref, p.author_id, p.author, p.html, t.ref AS thread_ref, t.title AS thread_title
FROM shown_post AS p
JOIN shown_thread AS t ON t.id = p.thread_id
WHERE p.ref = $1;

-- own_posts(author_id, ref, before_id, most) -> OwnPost
SELECT id, ref, thread_ref, thread_title, space_slug, space_name, is_opening, status, version, state, title, body,
       changed_by, is_shown, is_thread_shown, is_thread_closed, sent_at, screened_at
FROM own_posts($1, $2::text, $3::bigint, $4);

-- own_before_edit(author_id, ref) -> text
SELECT own_before_edit($1, $2);

-- open_thread(author_id, space_id, thread_ref, post_ref, nonce, title, body) -> Sent
SELECT post_ref, thread_ref, version, is_new
FROM open_thread($1, $2, $3, $4, $5, $6, $7);

-- reply(author_id, thread_id, post_ref, nonce, body) -> Sent
SELECT post_ref, thread_ref, version, is_new
FROM reply($1, $2, $3, $4, $5);

-- revise(author_id, ref, nonce, title, body) -> Sent
SELECT post_ref, thread_ref, version, is_new
FROM revise($1, $2, $3, $4::text, $5);

-- withdraw(author_id, ref) -> boolean
SELECT withdraw($1, $2);

-- tell(member_id, ref, kind, words) -> boolean
SELECT tell($1, $2, $3, $4);
