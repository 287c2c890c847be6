-- roles: screener, desk

-- lock(post_id, number) -> Placed
-- The post, then its thread: everybody who changes both takes them in this order. Replies sent
-- meanwhile do not wait for it.
SELECT p.id AS post_id, p.thread_id, p.author_id, p.is_opening, p.status, p.latest, p.shown, v.state
FROM post AS p
JOIN thread AS t ON t.id = p.thread_id
JOIN post_version AS v ON v.post_id = p.id
WHERE p.id = $1 AND v.number = $2
FOR NO KEY UPDATE OF p, t, v;

-- lock_post(post_id) -> text
SELECT p.status
FROM post AS p
JOIN thread AS t ON t.id = p.thread_id
WHERE p.id = $1
FOR NO KEY UPDATE OF p, t;

-- show(post_id, number, title, body, html, changed_by, is_first, was_visible) -> None
WITH replaced AS (
    UPDATE post_version
    SET state = 'replaced'
    WHERE post_id = $1 AND number <> $2 AND state IN ('shown', 'held', 'declined')
), approved AS (
    UPDATE post_version
    SET state = 'shown', title = $3, body = $4
    WHERE post_id = $1 AND number = $2
), visible AS (
    UPDATE post
    SET status = 'visible', shown = $2, html = $5, changed_by = $6,
        is_edited = is_edited OR coalesce(shown <> $2, false), shown_at = coalesce(shown_at, now())
    WHERE id = $1
    RETURNING thread_id, author_id, is_opening, shown_at
), counted AS (
    UPDATE member AS m
    SET posts_shown = m.posts_shown + 1
    FROM visible AS v
    WHERE m.id = v.author_id AND $7::boolean
)
UPDATE thread AS t
SET title = CASE WHEN v.is_opening THEN $3 ELSE t.title END,
    is_shown = t.is_shown OR v.is_opening,
    replies = t.replies + (NOT v.is_opening AND NOT $8::boolean)::int,
    active_at = greatest(t.active_at, v.shown_at)
FROM visible AS v
WHERE t.id = v.thread_id;

-- settle(post_id, number, state, status) -> None
-- A version that others do not read, and what that makes of a post that nobody reads yet.
WITH settled AS (
    UPDATE post_version
    SET state = $3
    WHERE post_id = $1 AND number = $2
)
UPDATE post
SET status = $4
WHERE id = $1 AND status <> $4;

-- hide(post_id) -> None
WITH hidden AS (
    UPDATE post
    SET status = 'hidden'
    WHERE id = $1
    RETURNING thread_id, is_opening
)
UPDATE thread AS t
SET is_shown = t.is_shown AND NOT h.is_opening,
    replies = t.replies - (NOT h.is_opening)::int,
    active_at = coalesce((
        SELECT max(p.shown_at)
        FROM post AS p
        WHERE p.thread_id = t.id AND p.status = 'visible' AND p.id <> $1), t.opened_at)
FROM hidden AS h
WHERE t.id = h.thread_id;
