-- roles: board

-- posts_of_thread(ref) -> Row
SELECT p.ref, p.author, p.html, p.sent_at
FROM shown_post AS p
JOIN shown_thread AS t ON t.id = p.thread_id
WHERE t.ref = $1
ORDER BY p.id
LIMIT 20;
