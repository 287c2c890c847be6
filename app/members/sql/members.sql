-- roles: board
-- hold_name(key) -> None
-- Until the end of the transaction nobody else can take this name, so that its check stays true.
SELECT pg_advisory_xact_lock(hashtextextended($1, 7));

-- taken_names(keys) -> str
-- Which of these folded names belong to somebody.
SELECT pseudonym_key
FROM member
WHERE pseudonym_key = ANY($1::text[]);

-- add_member(ref, pseudonym, key, affiliation, password_hash) -> int
INSERT INTO member (ref, pseudonym, pseudonym_key, affiliation, password_hash)
VALUES ($1, $2, $3, $4, $5)
RETURNING id;

-- member_named(key) -> Member
SELECT id, ref, pseudonym, status, password_hash
FROM member
WHERE pseudonym_key = $1;

-- member_by_id(id) -> Member
-- Held until the end of the transaction.
SELECT id, ref, pseudonym, status, password_hash
FROM member
WHERE id = $1
FOR UPDATE;

-- member_by_ref(ref) -> Member
SELECT id, ref, pseudonym, status, password_hash
FROM member
WHERE ref = $1;

-- activate(id) -> None
-- Only who waited becomes active: a paused or closed account stays what it is.
UPDATE member
SET status = 'active', activated_at = now()
WHERE id = $1 AND status = 'pending';

-- set_password(id, password_hash) -> None
UPDATE member
SET password_hash = $2
WHERE id = $1;

-- set_theme(id, theme) -> None
UPDATE member
SET theme = $2
WHERE id = $1;

-- set_welcomed(id) -> None
UPDATE member
SET welcomed_at = now()
WHERE id = $1 AND welcomed_at IS NULL;

-- add_answer(member_id, question, choice) -> None
-- A question answered twice keeps its first answer.
INSERT INTO answer (member_id, question, choice)
VALUES ($1, $2, $3)
ON CONFLICT DO NOTHING;

-- claim_email(digest, ref) -> bool
SELECT claim_email($1, $2);

-- member_of_email(digest) -> str
SELECT member_of_email($1);

-- seal_in(ref, kind, sealed) -> None
SELECT seal_in($1, $2, $3);

-- queue_mail(key, sealed) -> bool
SELECT shared.queue_mail($1, $2);
