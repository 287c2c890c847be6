-- What is handed from one shift to the next, and who is called when a case of the lane Now is left alone.

CREATE TABLE promise (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ref text NOT NULL UNIQUE CHECK (char_length(ref) = 14),
    case_id bigint NOT NULL REFERENCES case_file (id), -- and through it the member it was made to
    words text NOT NULL CHECK (char_length(words) BETWEEN 3 AND 300), -- what was promised, for colleagues
    due_at timestamptz NOT NULL,
    made_by bigint NOT NULL REFERENCES shared.staff (id),
    made_at timestamptz NOT NULL DEFAULT now(),
    done_at timestamptz,
    done_by bigint REFERENCES shared.staff (id),
    CONSTRAINT promise_done_whole CHECK ((done_at IS NULL) = (done_by IS NULL))
);
CREATE INDEX promise_open ON promise (due_at, id) WHERE done_at IS NULL; -- what comes due first
CREATE INDEX promise_case ON promise (case_id, id); -- beside its case

CREATE TABLE handover (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ref text NOT NULL UNIQUE CHECK (char_length(ref) = 14),
    made_by bigint NOT NULL REFERENCES shared.staff (id),
    made_at timestamptz NOT NULL DEFAULT now(),
    words text NOT NULL CHECK (char_length(words) <= 2000), -- of the guide who leaves, to the one who comes
    sheet jsonb NOT NULL, -- how it stood: references and counts, no member's text and no name
    taken_at timestamptz,
    taken_by bigint REFERENCES shared.staff (id),
    CONSTRAINT handover_taken_whole CHECK ((taken_at IS NULL) = (taken_by IS NULL)),
    -- Whoever leaves cannot take it from oneself.
    CONSTRAINT handover_two_people CHECK (taken_by <> made_by)
);

CREATE TABLE case_alarm (
    case_id bigint PRIMARY KEY REFERENCES case_file (id),
    times integer NOT NULL DEFAULT 1 CHECK (times BETWEEN 1 AND 6), -- then a list on the wall helps more than a mail
    called_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX case_alarm_recent ON case_alarm (called_at); -- ten minutes between two calls

CREATE FUNCTION page_on_call(the_time integer, how_many integer, the_minutes integer) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT
BEGIN ATOMIC
    SELECT shared.page_on_call('{community}', the_time, how_many, the_minutes);
END;

CREATE FUNCTION note_heavy(the_staff bigint, the_case text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT
BEGIN ATOMIC
    -- Opened before a guide: what nobody should meet unprepared. Counted for that guide only.
    SELECT shared.note_heavy(the_staff, '{community}', c.ref)
    FROM case_file AS c
    JOIN verdict AS x ON x.post_id = c.post_id AND x.version = c.post_version
    WHERE c.ref = the_case AND (x.urgency = 'immediate' OR 'graphic' = ANY (x.categories));
END;
REVOKE ALL ON FUNCTION page_on_call(integer, integer, integer), note_heavy(bigint, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION page_on_call(integer, integer, integer) TO screener_{community};
GRANT SELECT, INSERT, DELETE ON case_alarm TO screener_{community};
GRANT UPDATE (times, called_at) ON case_alarm TO screener_{community};
GRANT SELECT (case_id, post_version, state) ON decision TO screener_{community}; -- whether, never what or by whom

GRANT EXECUTE ON FUNCTION note_heavy(bigint, text) TO desk_{community};
GRANT SELECT, INSERT ON promise, handover TO desk_{community};
GRANT UPDATE (done_at, done_by) ON promise TO desk_{community};
GRANT UPDATE (taken_at, taken_by) ON handover TO desk_{community};
