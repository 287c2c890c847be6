-- roles: screener

-- close_answered() -> text
SELECT close_answered() AS ref;

-- take_due(after, most) -> Due
-- Each opening post once, when it has been shown for so long: those whose thread is open and without a reply of
-- somebody else. What came out more than two weeks ago has passed by; a question now would only startle.
WITH due AS (
    SELECT p.id, p.thread_id, p.author_id, p.shown, p.shown_at
    FROM post AS p
    WHERE p.is_opening AND p.status = 'visible' AND p.is_reply_awaited AND p.shown_at < now() - $1::interval
    ORDER BY p.shown_at
    LIMIT $2
    FOR NO KEY UPDATE SKIP LOCKED
), looked AS (
    UPDATE post AS p SET is_reply_awaited = false FROM due AS d WHERE p.id = d.id
)
SELECT d.id AS post_id, d.shown AS version
FROM due AS d
JOIN thread AS t ON t.id = d.thread_id
WHERE t.is_shown AND NOT t.is_closed AND d.shown_at > now() - $1::interval - interval '14 days'
    AND NOT EXISTS (
        SELECT FROM post AS r
        WHERE r.thread_id = d.thread_id AND r.status = 'visible' AND r.author_id <> d.author_id)
ORDER BY d.id;
