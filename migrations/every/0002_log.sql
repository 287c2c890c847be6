-- An append-only log, each row bound to the one before it.
-- Roles may INSERT the four plain columns and SELECT; nobody who serves a request may change a row.

CREATE TABLE log (
    id bigint PRIMARY KEY,
    at timestamptz NOT NULL,
    actor text NOT NULL CHECK (char_length(actor) BETWEEN 1 AND 60), -- a reference or a process, never a name
    verb text NOT NULL CHECK (verb ~ '^[a-z_]{3,40}$'),
    subject text NOT NULL CHECK (char_length(subject) <= 80), -- references only
    code text NOT NULL DEFAULT '' CHECK (char_length(code) <= 80), -- a reason code or a count, never words
    prev bytea NOT NULL,
    hash bytea NOT NULL CHECK (octet_length(hash) = 32)
);
CREATE INDEX log_subject ON log (subject, id); -- the history of one case

CREATE FUNCTION log_hash(id bigint, at timestamptz, actor text, verb text, subject text, code text, prev bytea)
RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN sha256(prev || convert_to(
    concat_ws(E'\x1f', id, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), actor, verb, subject, code),
    'UTF8'));

CREATE FUNCTION log_chain() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
-- Writers queue here until they commit: that is what keeps the chain in one line.
DECLARE last record;
BEGIN
    PERFORM pg_advisory_xact_lock('log'::regclass::bigint);
    SELECT l.id, l.hash INTO last FROM log AS l ORDER BY l.id DESC LIMIT 1;
    NEW.id := coalesce(last.id, 0) + 1;
    NEW.at := clock_timestamp();
    NEW.prev := coalesce(last.hash, '\x'::bytea);
    NEW.hash := log_hash(NEW.id, NEW.at, NEW.actor, NEW.verb, NEW.subject, NEW.code, NEW.prev);
    RETURN NEW;
END $$;
CREATE TRIGGER log_chain BEFORE INSERT ON log FOR EACH ROW EXECUTE FUNCTION log_chain();

CREATE FUNCTION log_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log is append-only';
END $$;
-- Even the owner is stopped until the trigger itself is removed, which the outside checkpoint shows.
CREATE TRIGGER log_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON log
FOR EACH STATEMENT EXECUTE FUNCTION log_stands();
REVOKE ALL ON FUNCTION log_chain(), log_stands(),
    log_hash(bigint, timestamptz, text, text, text, text, bytea) FROM PUBLIC;
