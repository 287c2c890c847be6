-- Who is on, how the staff are called when nobody is, and how each of them works.

CREATE TABLE shift (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ref text NOT NULL UNIQUE CHECK (char_length(ref) = 14),
    staff_id bigint NOT NULL REFERENCES staff (id),
    communities text[] NOT NULL CHECK (cardinality(communities) > 0),
    is_on_call boolean NOT NULL, -- to be called when somebody waits and nobody reads
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL, -- it ends by itself: whoever forgets to leave is not on all night
    started_at timestamptz, -- by the person, signed in; before that it is a plan
    ended_at timestamptz,
    -- Nobody reads people's worst days for longer than this.
    CONSTRAINT shift_length CHECK (ends_at > starts_at AND ends_at <= starts_at + interval '12 hours')
);
CREATE INDEX shift_coming ON shift (ends_at) WHERE ended_at IS NULL; -- who is on now, and who comes next
-- Nobody is on twice, however quickly a button is pressed.
CREATE UNIQUE INDEX shift_one ON shift (staff_id) WHERE started_at IS NOT NULL AND ended_at IS NULL;

CREATE TABLE staff_alarm (
    staff_id bigint PRIMARY KEY REFERENCES staff (id),
    sealed bytea NOT NULL, -- a whole mail, sealed to the courier: no other process reads the address again
    set_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE debrief (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ref text NOT NULL UNIQUE CHECK (char_length(ref) = 14),
    community text NOT NULL,
    staff_id bigint NOT NULL REFERENCES staff (id), -- the guide's name is all the leads are told: no case, no reason
    asked_at timestamptz NOT NULL DEFAULT now(),
    met_at timestamptz,
    met_by bigint REFERENCES staff (id),
    CONSTRAINT debrief_met_whole CHECK ((met_at IS NULL) = (met_by IS NULL))
);
-- Asking twice is asking once.
CREATE UNIQUE INDEX debrief_open ON debrief (community, staff_id) WHERE met_at IS NULL;

-- Private to the guide. No role may read these two tables: own_rest answers to a live session, for its owner only.
CREATE TABLE heavy_read (
    staff_id bigint NOT NULL REFERENCES staff (id),
    community text NOT NULL,
    case_ref text NOT NULL, -- the same case opened again is no second one
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (staff_id, community, case_ref)
);
CREATE TABLE staff_rest (
    staff_id bigint PRIMARY KEY REFERENCES staff (id),
    rested_at timestamptz, -- back from a break: the count begins anew
    hushed_until timestamptz -- "not now"
);

ALTER TABLE staff ADD COLUMN easier_until timestamptz; -- easier items for a while; no reason is asked
ALTER TABLE staff ADD COLUMN keys jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(keys) = 'object'); -- act -> own key
ALTER TABLE staff ADD COLUMN has_keys boolean NOT NULL DEFAULT true; -- single-key shortcuts may be turned off

CREATE TABLE hook_call (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text NOT NULL UNIQUE, -- one event, one call
    event text NOT NULL CHECK (event IN ('desk_alarm')),
    community text NOT NULL,
    waiting integer NOT NULL,
    oldest_minutes integer NOT NULL, -- counts only: what leaves the house names no case and nobody
    queued_at timestamptz NOT NULL DEFAULT now()
);

CREATE FUNCTION own_rest(the_digest bytea)
RETURNS TABLE (heavy integer, minutes integer, is_due boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT
BEGIN ATOMIC
    -- Of whoever holds the session and of nobody else: how many heavy texts since the shift began, how many
    -- minutes since it began or since the last break, and whether it is time for one (50 minutes, 15 texts).
    SELECT (count(h.at))::integer, (extract(epoch FROM now() - me.since) / 60)::integer,
        (now() - me.since >= interval '50 minutes' OR count(h.at) FILTER (WHERE h.at >= me.since) >= 15)
        AND me.is_loud
    FROM (
        SELECT e.staff_id, f.started_at, greatest(f.started_at, r.rested_at) AS since,
            coalesce(r.hushed_until <= now(), true) AS is_loud
        FROM staff_session AS e
        JOIN shift AS f ON f.staff_id = e.staff_id
            AND f.started_at IS NOT NULL AND f.ended_at IS NULL AND f.ends_at > now()
        LEFT JOIN staff_rest AS r ON r.staff_id = e.staff_id
        WHERE e.digest = the_digest AND e.ends_at > now()) AS me
    LEFT JOIN heavy_read AS h ON h.staff_id = me.staff_id AND h.at >= me.started_at
    GROUP BY me.since, me.is_loud;
END;

CREATE FUNCTION rest(the_digest bytea, has_rested boolean) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT
BEGIN ATOMIC
    -- Back from a break; or not now, and then nobody asks again for twenty minutes.
    INSERT INTO staff_rest AS r (staff_id, rested_at, hushed_until)
    SELECT e.staff_id, CASE WHEN has_rested THEN now() END, CASE WHEN NOT has_rested THEN now() + interval '20 minutes' END
    FROM staff_session AS e
    WHERE e.digest = the_digest AND e.ends_at > now()
    ON CONFLICT (staff_id) DO UPDATE
    SET rested_at = coalesce(EXCLUDED.rested_at, r.rested_at), hushed_until = EXCLUDED.hushed_until;
END;

CREATE FUNCTION note_heavy(the_staff bigint, the_community text, the_case text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT
BEGIN ATOMIC
    -- What is older than the longest shift is nobody's business any more, not even the guide's.
    DELETE FROM heavy_read WHERE staff_id = the_staff AND at < now() - interval '12 hours';
    INSERT INTO heavy_read (staff_id, community, case_ref) VALUES (the_staff, the_community, the_case)
    ON CONFLICT (staff_id, community, case_ref) DO UPDATE SET at = now();
END;

CREATE FUNCTION page_on_call(the_community text, the_time integer, how_many integer, the_minutes integer)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
-- Copies the sealed mail of everybody who is to be called into the outbox; returns how many that were.
-- Who is on call; without a reachable one every lead; from the third time on everybody on shift and every lead.
DECLARE
    -- Calls are ten minutes apart at least, so this names one of them whichever process makes it.
    the_key text := concat_ws(':', 'desk_alarm', the_community, floor(extract(epoch FROM now()) / 600)::bigint);
    called integer := 0;
    one record;
BEGIN
    FOR one IN
        SELECT s.ref, s.sealed
        FROM (
            SELECT p.ref, p.role, a.sealed, bool_or(f.is_on_call) AS is_on_call,
                bool_or(f.started_at IS NOT NULL) AS is_on,
                bool_or(bool_or(f.is_on_call)) OVER () AS has_on_call
            FROM staff AS p
            JOIN staff_alarm AS a ON a.staff_id = p.id
            LEFT JOIN shift AS f ON f.staff_id = p.id AND f.starts_at <= now() AND f.ends_at > now()
                AND f.ended_at IS NULL AND the_community = ANY (f.communities)
            WHERE p.disabled_at IS NULL AND p.role IN ('guide', 'lead') AND the_community = ANY (p.languages)
            GROUP BY p.ref, p.role, a.sealed) AS s
        WHERE s.is_on_call
            OR (s.role = 'lead' AND (the_time >= 3 OR s.has_on_call IS NOT TRUE))
            OR (s.is_on AND the_time >= 3)
    LOOP
        IF queue_mail(the_key || ':' || one.ref, one.sealed) THEN called := called + 1; END IF;
    END LOOP;
    WITH new AS (
        INSERT INTO hook_call (key, event, community, waiting, oldest_minutes)
        VALUES (the_key, 'desk_alarm', the_community, how_many, the_minutes)
        ON CONFLICT (key) DO NOTHING RETURNING id)
    INSERT INTO job (kind, subject) SELECT 'hook', new.id FROM new;
    RETURN called;
END $$;

REVOKE ALL ON FUNCTION own_rest(bytea), rest(bytea, boolean), note_heavy(bigint, text, text),
    page_on_call(text, integer, integer, integer) FROM PUBLIC;
-- note_heavy and page_on_call are reached through each community's own functions only: the name of the
-- community stands in them, so that none can speak for the other.

GRANT SELECT, INSERT ON shift, debrief TO desk;
GRANT UPDATE (starts_at, ends_at, started_at, ended_at) ON shift TO desk;
GRANT UPDATE (met_at, met_by) ON debrief TO desk;
GRANT INSERT, DELETE ON staff_alarm TO desk;
GRANT SELECT (staff_id, set_at) ON staff_alarm TO desk; -- that there is one, never what is in it
GRANT UPDATE (easier_until, keys, has_keys) ON staff TO desk;
GRANT EXECUTE ON FUNCTION own_rest(bytea), rest(bytea, boolean) TO desk;
GRANT SELECT, DELETE ON hook_call TO courier;
