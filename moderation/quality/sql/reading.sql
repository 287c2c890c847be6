-- roles: desk

-- waiting(staff) -> Waiting
-- How many wait for this person, and the one already in hand.
SELECT count(*)::integer AS waiting, min(r.ref) FILTER (WHERE r.taken_by = $1) AS mine
FROM second_reading AS r
JOIN post AS p ON p.id = r.post_id
WHERE r.read_at IS NULL
    AND r.drawn_for > now()::date - 15
    AND (r.taken_by IS NULL OR r.taken_by = $1 OR r.taken_at < now() - interval '30 minutes')
    AND p.status <> 'withdrawn'
    AND NOT EXISTS (SELECT FROM second_pass AS s WHERE s.reading_id = r.id AND s.staff_id = $1)
    AND NOT EXISTS (SELECT FROM decision AS d WHERE d.post_id = r.post_id AND d.staff_id = $1);

-- take(staff) -> text
-- The one in hand, else the oldest that nobody reads and this person did not decide about. Two people who take at
-- once get two.
UPDATE second_reading
SET taken_by = $1,
    taken_at = now()
WHERE id = (
    SELECT r.id
    FROM second_reading AS r
    JOIN post AS p ON p.id = r.post_id
    WHERE r.read_at IS NULL
        AND r.drawn_for > now()::date - 15
        AND (r.taken_by IS NULL OR r.taken_by = $1 OR r.taken_at < now() - interval '30 minutes')
        AND p.status <> 'withdrawn'
        AND NOT EXISTS (SELECT FROM second_pass AS s WHERE s.reading_id = r.id AND s.staff_id = $1)
        AND NOT EXISTS (SELECT FROM decision AS d WHERE d.post_id = r.post_id AND d.staff_id = $1)
    ORDER BY r.taken_by IS DISTINCT FROM $1, r.drawn_for, r.id
    LIMIT 1
    FOR UPDATE OF r SKIP LOCKED
)
RETURNING ref;

-- find(ref, staff) -> Reading
-- In this person's hand, or read by them. The text as it came: before a guide's edit, if one was made.
SELECT r.id, r.ref, r.kind, r.post_id, r.version, r.read_at IS NOT NULL AS is_read, p.thread_id, p.is_opening,
    CASE WHEN p.is_opening AND e.before IS NULL THEN v.title END AS title,
    CASE WHEN p.is_opening THEN NULL ELSE t.title END AS thread_title,
    coalesce(e.before, v.body) AS body
FROM second_reading AS r
JOIN post AS p ON p.id = r.post_id
JOIN thread AS t ON t.id = p.thread_id
JOIN post_version AS v ON v.post_id = r.post_id AND v.number = r.version
LEFT JOIN LATERAL (
    SELECT d.body_before AS before
    FROM decision AS d
    WHERE d.post_id = r.post_id AND d.post_version = r.version AND d.body_before IS NOT NULL
    ORDER BY d.id
    LIMIT 1
) AS e ON true
WHERE r.ref = $1
    AND r.taken_by = $2
    AND p.status <> 'withdrawn';

-- neighbours(thread, post) -> Neighbour
-- Two texts that others read on either side, oldest first; their authors are not told here.
SELECT n.id < $2 AS is_before, v.body
FROM (
    (SELECT * FROM post AS p WHERE p.thread_id = $1 AND p.id < $2 AND p.status = 'visible' ORDER BY p.id DESC LIMIT 2)
    UNION ALL
    (SELECT * FROM post AS p WHERE p.thread_id = $1 AND p.id > $2 AND p.status = 'visible' ORDER BY p.id LIMIT 2)
) AS n
JOIN post_version AS v ON v.post_id = n.id AND v.number = n.shown
ORDER BY n.id;

-- lock_post(ref) -> bigint
-- The post first, as everybody who may open a case takes it.
SELECT p.id
FROM second_reading AS r
JOIN post AS p ON p.id = r.post_id
WHERE r.ref = $1
FOR UPDATE OF p;

-- answer(ref, staff, urgency, categories, act, words) -> Answered
-- Once, by whoever has it in hand, and never about one's own decision.
UPDATE second_reading AS r
SET urgency = $3,
    categories = $4,
    act = $5,
    words = $6,
    read_at = now()
FROM verdict AS v
WHERE r.ref = $1
    AND r.taken_by = $2
    AND r.read_at IS NULL
    AND v.post_id = r.post_id
    AND v.version = r.version
    AND NOT EXISTS (SELECT FROM decision AS d WHERE d.post_id = r.post_id AND d.staff_id = $2)
RETURNING r.post_id, r.version, v.urgency AS found;

-- give_back(ref, staff) -> bigint
UPDATE second_reading
SET taken_by = NULL,
    taken_at = NULL
WHERE ref = $1 AND taken_by = $2 AND read_at IS NULL
RETURNING id;

-- pass_on(reading, staff) -> None
INSERT INTO second_pass (reading_id, staff_id)
VALUES ($1, $2)
ON CONFLICT DO NOTHING;

-- told(ref, staff) -> Told
-- What the reader answered, what screening found and how the case ended. Not who decided.
SELECT r.urgency, r.categories, r.act, r.words, v.urgency AS found_urgency, v.categories AS found_categories,
    d.act AS decided, d.reason AS decided_because, o.ref AS case_ref
FROM second_reading AS r
JOIN verdict AS v ON v.post_id = r.post_id AND v.version = r.version
LEFT JOIN LATERAL (
    SELECT e.act, e.reason FROM decision AS e WHERE e.case_id = r.case_id AND e.state = 'applied' ORDER BY e.id DESC LIMIT 1
) AS d ON true
LEFT JOIN case_file AS o ON o.post_id = r.post_id AND o.closed_at IS NULL
WHERE r.ref = $1 AND r.taken_by = $2 AND r.read_at IS NOT NULL;
