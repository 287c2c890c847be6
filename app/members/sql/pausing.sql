-- roles: board

-- running(member_id, kind) -> Running
SELECT reason, words, starts_at, ends_at, is_asked
FROM running_sanction
WHERE member_id = $1 AND kind = $2;

-- ask_again(member_id, words) -> boolean
SELECT ask_again($1, $2);
