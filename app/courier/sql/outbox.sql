-- roles: courier

-- find_mail(id) -> Waiting
SELECT key, sealed
FROM outbox
WHERE id = $1 AND sent_at IS NULL;

-- set_sent(id) -> None
-- The address is gone in the same statement that says it was used.
UPDATE outbox
SET sent_at = now(), sealed = ''
WHERE id = $1;

-- forget_unsent() -> int
DELETE FROM outbox
WHERE sent_at IS NULL AND queued_at < now() - interval '1 hour';

-- forget_sent() -> int
-- What is left of a sent mail is its key, which keeps a late double out; a month is late enough.
DELETE FROM outbox
WHERE sent_at < now() - interval '30 days';

-- forget_jobs() -> int
DELETE FROM job AS j
WHERE j.kind = 'mail' AND NOT EXISTS (SELECT FROM outbox AS o WHERE o.id = j.subject);

-- note_sweep(code) -> None
INSERT INTO log (actor, verb, subject, code)
VALUES ('courier', 'sweep', 'retention', $1);
