-- roles: desk

-- close_past() -> None
-- A shift ends by itself; this only writes down that it did.
UPDATE shift
SET ended_at = ends_at
WHERE ended_at IS NULL AND ends_at <= now();

-- begin(ref, staff, communities, on_call, hours) -> text
-- No row when this person is on already.
INSERT INTO shift (ref, staff_id, communities, is_on_call, starts_at, ends_at, started_at)
VALUES ($1, $2, $3::text[], $4, now(), now() + make_interval(hours => $5), now())
ON CONFLICT (staff_id) WHERE started_at IS NOT NULL AND ended_at IS NULL DO NOTHING
RETURNING ref;

-- plan(ref, staff, communities, on_call, starts_at, hours) -> text
INSERT INTO shift (ref, staff_id, communities, is_on_call, starts_at, ends_at)
VALUES ($1, $2, $3::text[], $4, $5, $5::timestamptz + make_interval(hours => $6))
RETURNING ref;

-- begin_plan(ref, staff) -> text
-- What was planned begins now, however early or late; it never grows beyond twelve hours.
UPDATE shift
SET started_at = now(),
    starts_at = now(),
    ends_at = least(ends_at, now() + interval '12 hours')
WHERE ref = $1 AND staff_id = $2 AND started_at IS NULL AND ended_at IS NULL AND ends_at > now()
RETURNING ref;

-- end_running(staff) -> text
UPDATE shift
SET ended_at = now()
WHERE staff_id = $1 AND started_at IS NOT NULL AND ended_at IS NULL
RETURNING ref;

-- drop_plan(ref, staff) -> text
UPDATE shift
SET ended_at = now()
WHERE ref = $1 AND staff_id = $2 AND started_at IS NULL AND ended_at IS NULL
RETURNING ref;

-- plans_of(staff) -> integer
SELECT count(*)::integer
FROM shift
WHERE staff_id = $1 AND started_at IS NULL AND ended_at IS NULL AND ends_at > now();

-- coming() -> Shift
-- Everything that runs or is planned, of people who still work where they said.
SELECT f.ref, f.staff_id, s.name, ARRAY(
        SELECT c FROM unnest(f.communities) AS c WHERE c = ANY (s.languages)) AS communities,
    f.is_on_call, f.starts_at, f.ends_at,
    f.started_at IS NOT NULL AS is_on, f.starts_at <= now() AS is_now, a.staff_id IS NOT NULL AS has_address
FROM shift AS f
JOIN staff AS s ON s.id = f.staff_id
LEFT JOIN staff_alarm AS a ON a.staff_id = s.id
WHERE f.ended_at IS NULL AND f.ends_at > now()
    AND s.disabled_at IS NULL AND s.role IN ('guide', 'lead')
ORDER BY f.starts_at, f.id
LIMIT 200;

-- set_address(staff, sealed) -> None
-- The one before was dropped: to replace it in place, this login would have to be able to read it.
INSERT INTO staff_alarm (staff_id, sealed)
VALUES ($1, $2)
ON CONFLICT (staff_id) DO NOTHING;

-- drop_address(staff) -> bigint
DELETE FROM staff_alarm
WHERE staff_id = $1
RETURNING staff_id;

-- address_since(staff) -> timestamptz
SELECT set_at
FROM staff_alarm
WHERE staff_id = $1;

-- ask_debrief(ref, community, staff) -> text
-- No row when it was asked already.
INSERT INTO debrief (ref, community, staff_id)
VALUES ($1, $2, $3)
ON CONFLICT (community, staff_id) WHERE met_at IS NULL DO NOTHING
RETURNING ref;

-- debriefs(communities, staff, lead) -> Debrief
-- For leads those of their communities; for everybody else their own.
SELECT d.ref, d.community, s.name, d.asked_at, d.staff_id = $2 AS is_own
FROM debrief AS d
JOIN staff AS s ON s.id = d.staff_id
WHERE d.met_at IS NULL AND d.community = ANY ($1::text[]) AND ($3::boolean OR d.staff_id = $2)
ORDER BY d.asked_at, d.id;

-- meet(ref, communities, staff) -> text
-- Nobody meets with oneself.
UPDATE debrief
SET met_at = now(), met_by = $3
WHERE ref = $1 AND met_at IS NULL AND community = ANY ($2::text[]) AND staff_id <> $3
RETURNING ref;

-- set_easier(staff, minutes) -> None
-- Nought minutes: everything again.
UPDATE staff
SET easier_until = CASE WHEN $2::integer > 0 THEN now() + make_interval(mins => $2::integer) END
WHERE id = $1;

-- set_rest(digest, rested) -> None
SELECT rest($1, $2);

-- set_keys(staff, keys) -> None
UPDATE staff
SET keys = $2
WHERE id = $1;

-- switch_keys(staff, on) -> None
UPDATE staff
SET has_keys = $2
WHERE id = $1;

-- note(actor, verb, subject) -> None
INSERT INTO log (actor, verb, subject)
VALUES ($1, $2, $3);
