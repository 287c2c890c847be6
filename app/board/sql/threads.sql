-- roles: board

-- thread_by_ref(ref) -> Thread
SELECT id, ref, space_slug, space_name, title, author_id, author, is_closed, replies, active_at
FROM shown_thread
WHERE ref = $1;

-- thread_to_read(ref, reader_id, anchor, most) -> Reading
-- A thread's page in one statement: the thread, the reader's own unsent reply and what the reader
-- sent and nobody else sees yet, beside each of its posts (oldest first, from the one after `anchor`).
WITH here AS MATERIALIZED (
    SELECT t.id AS t_id, t.ref AS t_ref, t.space_slug AS t_space_slug, t.space_name AS t_space_name,
           t.title AS t_title, t.author_id AS t_author_id, t.author AS t_author, t.is_closed AS t_is_closed,
           t.replies AS t_replies, t.active_at AS t_active_at,
           coalesce((SELECT d.body FROM draft AS d WHERE d.member_id = $2 AND d.place = 'reply:' || t.ref), '') AS t_draft,
           (SELECT jsonb_agg(w) FROM own_waiting($2, t.id) AS w) AS waiting
    FROM shown_thread AS t
    WHERE t.ref = $1
)
SELECT p.*, h.*
FROM here AS h
LEFT JOIN LATERAL (
    SELECT s.id, s.ref, s.thread_id, s.author_id, s.author, s.is_opening, s.html, s.changed_by, s.is_edited, s.sent_at,
           s.topics, s.is_guide
    FROM shown_post AS s
    WHERE s.thread_id = h.t_id
        AND s.id > coalesce((SELECT a.id FROM shown_post AS a WHERE a.ref = $3::text AND a.thread_id = h.t_id), 0)
    ORDER BY s.id
    LIMIT $4) AS p ON true
ORDER BY p.id;

-- threads_of_space(space_id, active_at, ref, most) -> Thread
-- Last active first; the page begins after the thread that ended the page before.
SELECT id, ref, space_slug, space_name, title, author_id, author, is_closed, replies, active_at
FROM shown_thread
WHERE space_id = $1
    AND (active_at, id) < (
        coalesce($2::timestamptz, 'infinity'), coalesce((SELECT b.id FROM shown_thread AS b WHERE b.ref = $3::text), 0))
ORDER BY active_at DESC, id DESC
LIMIT $4;

-- recent_threads(most) -> Thread
SELECT id, ref, space_slug, space_name, title, author_id, author, is_closed, replies, active_at
FROM shown_thread
ORDER BY active_at DESC, id DESC
LIMIT $1;
