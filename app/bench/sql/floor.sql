-- roles: board

-- posts_of_thread(ref) -> Row
SELECT ref, author, html, sent_at
FROM shown_post
WHERE thread_id = (SELECT id FROM shown_thread WHERE ref = $1)
ORDER BY id
LIMIT 20;
