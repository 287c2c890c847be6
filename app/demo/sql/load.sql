-- roles: admin

-- go_to(path) -> text
SELECT set_config('search_path', $1, false);

-- add_spaces(slugs) -> None
INSERT INTO space (slug, name, description, position)
SELECT s.slug, initcap(s.slug), 'Invented texts, for measuring.', s.place
FROM unnest($1::text[]) WITH ORDINALITY AS s (slug, place)
ON CONFLICT (slug) DO NOTHING;

-- add_members(refs, names, keys) -> Member
INSERT INTO member (
    ref, pseudonym, pseudonym_key, affiliation, password_hash, status, posts_shown, joined_at, activated_at,
    welcomed_at)
SELECT m.ref, m.name, m.key, 'veteran', '!', 'active', 80, now() - interval '90 days', now() - interval '90 days',
    now() - interval '90 days'
FROM unnest($1::text[], $2::text[], $3::text[]) AS m (ref, name, key)
RETURNING id;

-- open_sessions(digests, members) -> None
INSERT INTO session (digest, member_id, ends_at)
SELECT s.digest, s.member_id, now() + interval '12 hours'
FROM unnest($1::bytea[], $2::bigint[]) AS s (digest, member_id);

-- keep_texts() -> None
CREATE TEMPORARY TABLE load_text (number integer PRIMARY KEY, body text NOT NULL, html text NOT NULL);

-- add_texts(bodies, htmls) -> None
INSERT INTO load_text (number, body, html)
SELECT t.place - 1, t.body, t.html
FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS t (body, html, place);

-- add_threads(refs, sizes, titles, members, slugs) -> Thread
-- The first is the busiest lately; each has its opening post and so many replies as it is told.
INSERT INTO thread (ref, space_id, author_id, title, is_shown, replies, opened_at, active_at)
SELECT n.ref, s.id, ($4::bigint[])[1 + n.place % cardinality($4::bigint[])], n.title, true, n.size - 1,
    now() - n.place * interval '20 minutes' - interval '30 days', now() - n.place * interval '20 minutes'
FROM unnest($1::text[], $2::integer[], $3::text[]) WITH ORDINALITY AS n (ref, size, title, place)
JOIN space AS s ON s.slug = ($5::text[])[1 + n.place % cardinality($5::text[])]
ORDER BY n.place
RETURNING id;

-- add_posts(refs, members, texts, slugs) -> None
INSERT INTO post (ref, thread_id, author_id, is_opening, status, shown, html, sent_at, shown_at)
SELECT ($1::text[])[f.place], f.thread_id,
    CASE WHEN f.number = 1 THEN f.author_id ELSE ($2::bigint[])[1 + f.place * 7 % cardinality($2::bigint[])] END,
    f.number = 1, 'visible', 1, x.html, f.at, f.at
FROM (
    SELECT t.id AS thread_id, t.author_id, g.number,
        t.opened_at + (t.active_at - t.opened_at) * (g.number - 1) / greatest(t.replies, 1) AS at,
        row_number() OVER (ORDER BY t.id, g.number) AS place
    FROM thread AS t
    JOIN space AS s ON s.id = t.space_id
    CROSS JOIN generate_series(1, t.replies + 1) AS g (number)
    WHERE s.slug = ANY ($4::text[])
) AS f
JOIN load_text AS x ON x.number = f.place % $3::integer
ORDER BY f.thread_id, f.number;

-- add_versions(slugs, texts) -> None
INSERT INTO post_version (post_id, number, author_id, nonce, state, title, body, sent_at, screened_at)
SELECT p.id, 1, p.author_id, gen_random_uuid(), 'shown', CASE WHEN p.is_opening THEN t.title END, x.body,
    p.sent_at, p.sent_at
FROM post AS p
JOIN thread AS t ON t.id = p.thread_id
JOIN space AS s ON s.id = t.space_id
JOIN load_text AS x ON x.number = p.id % $2::integer
WHERE s.slug = ANY ($1::text[]);

-- add_verdicts(slugs) -> None
INSERT INTO verdict (post_id, version, urgency, categories, signals, redactions, lexicon)
SELECT p.id, 1, 'none', '{}', '[]', '[]', 'load'
FROM post AS p
JOIN thread AS t ON t.id = p.thread_id
JOIN space AS s ON s.id = t.space_id
WHERE s.slug = ANY ($1::text[]);

-- analyze() -> None
ANALYZE;
