-- roles: board

-- own_appeal(author_id, ref) -> Answer
SELECT answer, outcome
FROM own_appeal($1, $2);

-- accept_decision(author_id, ref) -> boolean
SELECT accept_decision($1, $2);

-- appeal(author_id, ref, words) -> boolean
SELECT appeal($1, $2, $3);
