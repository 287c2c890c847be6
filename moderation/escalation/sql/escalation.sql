-- roles: desk

-- lock_case(ref) -> Matter
SELECT c.ref, m.ref AS member_ref, m.pseudonym
FROM case_file AS c
JOIN member AS m ON m.id = c.member_id
WHERE c.ref = $1
FOR UPDATE OF c;

-- raise_it(ref, case_ref, member_ref, pseudonym, staff_ref, staff_name, reason, facts, tried) -> None
SELECT raise_escalation($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- of_case(case_ref) -> Escalation
SELECT ref, case_ref, reason, status, raised_at, changed_at
FROM own_escalation
WHERE case_ref = $1
ORDER BY raised_at DESC
LIMIT 10;
