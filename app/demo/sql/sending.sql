-- roles: board

-- spaces() -> Place
SELECT id, slug
FROM space;

-- members() -> Author
SELECT id, pseudonym
FROM member;

-- open_thread(author, space, thread_ref, post_ref, nonce, title, body) -> Sent
SELECT post_ref, thread_ref
FROM open_thread($1, $2, $3, $4, $5, $6, $7);

-- shown_threads(refs) -> Shown
SELECT id, ref
FROM shown_thread
WHERE ref = ANY ($1::text[]);

-- reply(author, thread, post_ref, nonce, body) -> text
SELECT post_ref
FROM reply($1, $2, $3, $4, $5);
