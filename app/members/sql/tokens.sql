-- roles: board
-- end_tokens(member_id, purpose) -> None
UPDATE token
SET used_at = now()
WHERE member_id = $1 AND purpose = $2 AND used_at IS NULL;

-- add_token(digest, member_id, purpose, life) -> None
INSERT INTO token (digest, member_id, purpose, ends_at)
VALUES ($1, $2, $3, now() + $4::interval);

-- token_owner(digest, purpose) -> str
-- The chosen name behind a link that still works.
SELECT m.pseudonym
FROM token AS t
JOIN member AS m ON m.id = t.member_id
WHERE t.digest = $1
    AND t.purpose = $2
    AND t.used_at IS NULL
    AND t.ends_at > now()
    AND m.status <> 'closed';

-- use_token(digest, purpose) -> int
-- Whose it was; a link works once, even when it is pressed twice at the same moment.
UPDATE token
SET used_at = now()
WHERE digest = $1 AND purpose = $2 AND used_at IS NULL AND ends_at > now()
RETURNING member_id;
