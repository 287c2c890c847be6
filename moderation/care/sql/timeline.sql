-- roles: desk

-- page(member, before, most) -> Event
-- Newest first; the key of the last one seen is the place to go on from, which tells no moment.
SELECT e.at, e.key, e.what, e.code, e.codes, (
    SELECT c.ref FROM case_file AS c WHERE c.member_id = $1 AND c.post_id = e.post_id ORDER BY c.id DESC LIMIT 1
) AS case_ref
FROM member_event AS e
WHERE e.member_id = $1
    AND ($2::text IS NULL
        OR (e.at, e.key) < (SELECT b.at, b.key FROM member_event AS b WHERE b.member_id = $1 AND b.key = $2))
ORDER BY e.at DESC, e.key DESC
LIMIT $3;

-- since(member, days) -> Event
SELECT at, key, what, code, codes, NULL::text AS case_ref
FROM member_event
WHERE member_id = $1 AND at > now() - make_interval(days => $2)
ORDER BY at DESC
LIMIT 300;

-- signals(member, most) -> Event
SELECT e.at, e.key, e.what, e.code, e.codes, NULL::text AS case_ref
FROM member_event AS e
WHERE e.member_id = $1 AND e.what = 'signal'
ORDER BY e.at DESC
LIMIT $2;
