-- roles: admin

-- go_to(path) -> text
SELECT set_config('search_path', $1, false);

-- is_filled() -> bool
-- Dating comes last and in one piece, so an old thread means that all of it is done.
SELECT EXISTS (SELECT FROM thread WHERE opened_at < now() - interval '1 day');

-- add_spaces(slugs, names, descriptions) -> None
INSERT INTO space (slug, name, description, position)
SELECT s.slug, s.name, s.description, s.place
FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS s (slug, name, description, place)
ON CONFLICT (slug) DO NOTHING;

-- add_member(ref, pseudonym, key, affiliation, password_hash, posts_shown, days) -> None
INSERT INTO member (
    ref, pseudonym, pseudonym_key, affiliation, password_hash, status, posts_shown, joined_at, activated_at,
    welcomed_at)
VALUES ($1, $2, $3, $4, $5, 'active', $6, now() - $7::float8 * interval '1 day',
    now() - $7::float8 * interval '1 day', now() - $7::float8 * interval '1 day')
ON CONFLICT (pseudonym_key) DO NOTHING;

-- unscreened() -> bigint
SELECT count(*)
FROM post_version
WHERE screened_at IS NULL;

-- date_post(ref, hours) -> None
UPDATE post
SET sent_at = now() - $2::float8 * interval '1 hour',
    shown_at = CASE WHEN shown_at IS NOT NULL THEN now() - $2::float8 * interval '1 hour' END
WHERE ref = $1;

-- keep_cases(most) -> Closed
-- Guides have been at work: what others read is decided, but for the newest few in each lane.
WITH ranked AS (
    SELECT c.id, p.status, row_number() OVER (PARTITION BY c.lane ORDER BY p.sent_at DESC) AS place
    FROM case_file AS c
    JOIN post AS p ON p.id = c.post_id
    WHERE c.closed_at IS NULL
)
UPDATE case_file AS c
SET closed_at = now(),
    version = c.version + 1
FROM ranked AS r
WHERE r.id = c.id AND r.status = 'visible' AND r.place > $1
RETURNING c.id, c.ref, c.post_id, c.post_version, c.version - 1 AS seen_version;

-- keep_decision(ref, case_id, post, version, seen, staff) -> None
INSERT INTO decision (ref, case_id, post_id, post_version, seen_version, staff_id, act, reason, made_at)
SELECT $1, $2, $3, $4, $5, $6, 'keep', 'safe_to_post', p.sent_at + interval '40 minutes'
FROM post AS p
WHERE p.id = $3;

-- write_log(actor, subject) -> None
INSERT INTO log (actor, verb, subject, code)
VALUES ($1, 'decided_keep', $2, 'safe_to_post');

-- first_guide() -> Guide
SELECT id, ref
FROM shared.staff
WHERE role = 'guide'
ORDER BY id
LIMIT 1;

-- date_held() -> None
-- Nobody but its author has seen a held text, so it may be as young as its lane: the clocks run, none is over.
WITH open AS (
    SELECT c.id, c.post_id, c.due_at - c.opened_at AS clock, p.status = 'held' AS is_held,
        row_number() OVER (PARTITION BY c.lane ORDER BY p.sent_at) AS place,
        count(*) OVER (PARTITION BY c.lane) AS whole
    FROM case_file AS c
    JOIN post AS p ON p.id = c.post_id
    WHERE c.closed_at IS NULL
), moved AS (
    UPDATE case_file AS c
    SET opened_at = now() - o.clock * 0.8 * (o.whole - o.place + 1) / o.whole,
        due_at = now() - o.clock * 0.8 * (o.whole - o.place + 1) / o.whole + o.clock
    FROM open AS o
    WHERE o.id = c.id
    RETURNING c.post_id, c.opened_at, o.is_held
)
UPDATE post AS p
SET sent_at = m.opened_at - interval '2 seconds'
FROM moved AS m
WHERE m.post_id = p.id AND m.is_held;

-- date_closed() -> None
UPDATE case_file AS c
SET opened_at = p.sent_at + interval '2 seconds',
    due_at = p.sent_at + interval '2 seconds' + (c.due_at - c.opened_at),
    closed_at = p.sent_at + interval '40 minutes'
FROM post AS p
WHERE p.id = c.post_id AND c.closed_at IS NOT NULL;

-- date_versions() -> None
UPDATE post_version AS v
SET sent_at = p.sent_at,
    screened_at = p.sent_at + interval '1 second'
FROM post AS p
WHERE p.id = v.post_id;

-- date_notices() -> None
UPDATE notice AS n
SET made_at = p.sent_at + interval '1 second',
    read_at = CASE WHEN p.sent_at < now() - interval '3 days' THEN p.sent_at + interval '1 hour' END
FROM post AS p
WHERE p.id = n.post_id;

-- date_threads() -> None
UPDATE thread AS t
SET opened_at = d.opened_at,
    active_at = coalesce(d.active_at, d.opened_at)
FROM (
    SELECT thread_id, min(sent_at) FILTER (WHERE is_opening) AS opened_at, max(shown_at) AS active_at
    FROM post
    GROUP BY thread_id
) AS d
WHERE d.thread_id = t.id;

-- summary() -> Seeded
SELECT (SELECT count(*) FROM thread WHERE is_shown)::integer AS threads,
    (SELECT count(*) FROM post WHERE status = 'visible')::integer AS visible,
    (SELECT count(*) FROM post WHERE status = 'held')::integer AS held,
    (SELECT count(DISTINCT post_id) FROM cutout)::integer AS masked,
    (SELECT count(*) FROM case_file WHERE closed_at IS NULL)::integer AS cases;
