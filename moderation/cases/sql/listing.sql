-- roles: desk

-- lanes() -> LaneCount
-- In one pass over the index, however many wait; what is decided already waits no more.
SELECT lane, count(*)::integer AS waiting, min(opened_at) AS oldest_at,
    count(*) FILTER (WHERE due_at < now())::integer AS overdue
FROM case_file
WHERE closed_at IS NULL AND pending_id IS NULL
GROUP BY lane;

-- asked_for(staff) -> Asked
-- What colleagues ask this guide to look at.
SELECT id, lane
FROM case_file
WHERE asked_id = $1 AND closed_at IS NULL AND pending_id IS NULL
ORDER BY lane, opened_at
LIMIT 100;

-- waiting(lane, after_at, after_id, most, staff, is_easy, only, but) -> CaseLine
-- Oldest first inside a lane; the pair of moment and id is the place to go on from. Heavy is what `heavy.py` says.
SELECT c.id, c.ref, c.lane, c.reasons, c.version, c.opened_at, c.due_at, m.pseudonym, p.ref AS post_ref,
    p.status AS post_status, p.is_opening, coalesce(v.title, t.title) AS title,
    substr(v.body, 1, 160) AS beginning, coalesce(x.urgency, 'none') AS urgency,
    coalesce(x.categories, '{}') AS categories,
    CASE WHEN c.held_until > now() THEN s.name END AS holder_name, a.name AS asker_name, q.words AS question
FROM case_file AS c
JOIN member AS m ON m.id = c.member_id
JOIN post AS p ON p.id = c.post_id
JOIN thread AS t ON t.id = p.thread_id
JOIN post_version AS v ON v.post_id = c.post_id AND v.number = c.post_version
LEFT JOIN verdict AS x ON x.post_id = c.post_id AND x.version = c.post_version
LEFT JOIN shared.staff AS s ON s.id = c.holder_id
LEFT JOIN case_talk AS q ON q.id = c.question_id
LEFT JOIN shared.staff AS a ON a.id = q.staff_id
WHERE c.closed_at IS NULL AND c.pending_id IS NULL AND c.lane = $1
    AND ($2::timestamptz IS NULL OR (c.opened_at, c.id) > ($2, $3::bigint))
    AND (c.not_for IS DISTINCT FROM $5::bigint OR may_look_again(c.not_for, $5))
    AND NOT EXISTS (SELECT FROM case_pass AS g WHERE g.case_id = c.id AND g.staff_id = $5)
    AND (NOT $6::boolean OR x.urgency IN ('none', 'review') AND NOT x.categories && ARRAY['graphic'])
    AND ($7::bigint[] IS NULL OR c.id = ANY ($7)) AND c.id <> ALL ($8::bigint[])
ORDER BY c.opened_at, c.id
LIMIT $4;

-- find(ref) -> Found
SELECT c.id, c.ref, c.lane, c.reasons, c.version, c.opened_at, c.due_at, c.closed_at,
    CASE WHEN c.held_until > now() THEN c.holder_id END AS holder_id,
    CASE WHEN c.held_until > now() THEN s.name END AS holder_name,
    CASE WHEN c.held_until > now() THEN c.held_until END AS held_until,
    c.post_id, c.post_version, c.member_id, p.ref AS post_ref, p.status AS post_status, p.latest, p.is_opening,
    p.sent_at, t.id AS thread_id, t.ref AS thread_ref, t.title AS thread_title, sp.name AS space_name,
    v.state, v.title, v.body, v.sent_at AS version_sent_at, x.urgency, x.categories, x.signals, x.redactions,
    x.lexicon, x.failed,
    EXISTS (
        SELECT FROM decision AS e
        WHERE e.post_id = v.post_id AND e.post_version = v.number AND e.body_before IS NOT NULL
    ) AS is_edited_by_guide,
    n.name AS pending_name, d.act AS pending_act, d.ref AS pending_ref, d.staff_id AS pending_staff,
    ceil(extract(epoch FROM d.applies_at - now()))::integer AS pending_seconds, p.topics,
    t.is_shown AS is_thread_shown, t.is_closed AS is_thread_closed,
    m.ref AS member_ref, m.pseudonym, m.affiliation, m.status AS member_status, m.joined_at, m.posts_shown
FROM case_file AS c
JOIN post AS p ON p.id = c.post_id
JOIN thread AS t ON t.id = p.thread_id
JOIN space AS sp ON sp.id = t.space_id
JOIN member AS m ON m.id = c.member_id
JOIN post_version AS v ON v.post_id = c.post_id AND v.number = c.post_version
LEFT JOIN verdict AS x ON x.post_id = c.post_id AND x.version = c.post_version
LEFT JOIN shared.staff AS s ON s.id = c.holder_id
LEFT JOIN decision AS d ON d.id = c.pending_id
LEFT JOIN shared.staff AS n ON n.id = d.staff_id
WHERE c.ref = $1;

-- versions(post) -> Version
SELECT v.number, v.state, v.title, v.body, v.sent_at, x.urgency
FROM post_version AS v
LEFT JOIN verdict AS x ON x.post_id = v.post_id AND x.version = v.number
WHERE v.post_id = $1
ORDER BY v.number DESC
LIMIT 20;

-- decisions(post) -> Earlier
-- What was taken back, or came too late, was no decision.
SELECT d.ref, d.act, d.reason, d.words, d.body_before, d.made_at, d.post_version, s.name AS staff_name,
    d.topics, ARRAY(SELECT e ->> 'kind' FROM jsonb_array_elements(d.extras) AS e) AS extras
FROM decision AS d
JOIN shared.staff AS s ON s.id = d.staff_id
WHERE d.post_id = $1 AND d.state = 'applied'
ORDER BY d.id DESC
LIMIT 20;

-- neighbours(thread, post) -> Neighbour
-- Two texts that others read on either side, oldest first.
SELECT n.id < $2 AS is_before, n.ref, m.pseudonym, v.body, n.sent_at
FROM (
    (SELECT * FROM post AS p WHERE p.thread_id = $1 AND p.id < $2 AND p.status = 'visible' ORDER BY p.id DESC LIMIT 2)
    UNION ALL
    (SELECT * FROM post AS p WHERE p.thread_id = $1 AND p.id > $2 AND p.status = 'visible' ORDER BY p.id LIMIT 2)
) AS n
JOIN member AS m ON m.id = n.author_id
JOIN post_version AS v ON v.post_id = n.id AND v.number = n.shown
ORDER BY n.id;

-- past_cases(member, case) -> PastCase
SELECT c.ref, c.lane, c.reasons, c.opened_at, c.closed_at, d.act
FROM case_file AS c
LEFT JOIN LATERAL (
    SELECT e.act FROM decision AS e WHERE e.case_id = c.id AND e.state = 'applied' ORDER BY e.id DESC LIMIT 1
) AS d ON true
WHERE c.member_id = $1 AND c.id <> $2
ORDER BY c.id DESC
LIMIT 10;

-- reports(post) -> Told
SELECT r.kind, r.words, r.snapshot, r.version, r.told_at, m.pseudonym
FROM report AS r
JOIN member AS m ON m.id = r.reporter_id
WHERE r.post_id = $1
ORDER BY r.id DESC
LIMIT 20;

-- cutouts(post, version) -> Cut
SELECT place, ordinal, kind
FROM cutout
WHERE post_id = $1 AND version = $2 AND restored_at IS NULL
ORDER BY place, ordinal;

-- cutout(case_ref, place, ordinal) -> bytea
SELECT o.sealed
FROM case_file AS c
JOIN cutout AS o ON o.post_id = c.post_id AND o.version = c.post_version
WHERE c.ref = $1 AND o.place = $2 AND o.ordinal = $3 AND o.restored_at IS NULL;
