-- roles: screener

-- asked(most) -> Asked
SELECT id, member_id, staff_id
FROM sanction
WHERE asked_at IS NOT NULL AND case_opened_at IS NULL
ORDER BY asked_at
LIMIT $1;

-- mark(id) -> bigint
UPDATE sanction
SET case_opened_at = now()
WHERE id = $1 AND case_opened_at IS NULL
RETURNING id;

-- not_for(case_ref, staff) -> None
-- A case that is about an appeal besides keeps the one it was not for.
UPDATE case_file
SET not_for = coalesce(not_for, $2)
WHERE ref = $1;
