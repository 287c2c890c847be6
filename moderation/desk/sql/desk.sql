-- roles: desk

-- place(ref) -> Place
SELECT id, opened_at, version
FROM case_file
WHERE ref = $1;

-- open_cases(most) -> OpenCase
-- The newest first: what a page that is open already may not show yet.
SELECT c.ref, c.lane, c.opened_at, CASE WHEN c.held_until > now() THEN s.name END AS holder_name
FROM case_file AS c
LEFT JOIN shared.staff AS s ON s.id = c.holder_id
WHERE c.closed_at IS NULL
ORDER BY c.id DESC
LIMIT $1;

-- held(staff, but) -> text
-- What else this guide has in hand.
SELECT ref
FROM case_file
WHERE holder_id = $1 AND held_until > now() AND closed_at IS NULL AND ref <> $2;

-- moment() -> timestamptz
SELECT now();

-- colleagues() -> Colleague
SELECT ref, name
FROM shared.staff;
