-- Second readings, what the numbers are counted from, and the month that a partner reads.

CREATE TABLE second_reading (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ref text NOT NULL UNIQUE CHECK (char_length(ref) = 14),
    kind text NOT NULL CHECK (kind IN ('nothing_found', 'closed_case')),
    post_id bigint NOT NULL,
    version integer NOT NULL,
    case_id bigint UNIQUE REFERENCES case_file (id), -- a case is read again once
    drawn_for date NOT NULL, -- the day of the verdict, or of the case's end
    taken_by bigint REFERENCES shared.staff (id), -- never the one who decided
    taken_at timestamptz, -- given back to all after half an hour
    urgency text CHECK (urgency IN ('none', 'review', 'high', 'immediate')),
    categories text[],
    act text CHECK (act IN ('leave', 'change', 'ask', 'remove')),
    words text NOT NULL DEFAULT '' CHECK (char_length(words) <= 500),
    read_at timestamptz,
    FOREIGN KEY (post_id, version) REFERENCES post_version (post_id, number),
    CONSTRAINT second_reading_once UNIQUE (post_id, version, kind), -- drawing a day again adds nothing
    CONSTRAINT second_reading_case CHECK ((kind = 'closed_case') = (case_id IS NOT NULL)),
    CONSTRAINT second_reading_taken CHECK ((taken_by IS NULL) = (taken_at IS NULL)),
    CONSTRAINT second_reading_whole CHECK (num_nulls(urgency, categories, act, read_at) IN (0, 4)),
    CONSTRAINT second_reading_reader CHECK (read_at IS NULL OR taken_by IS NOT NULL)
);
CREATE INDEX second_reading_waiting ON second_reading (drawn_for, id) WHERE read_at IS NULL; -- the next one
CREATE INDEX second_reading_read ON second_reading (read_at) WHERE read_at IS NOT NULL; -- agreement of 90 days

CREATE TABLE second_draw (
    day date PRIMARY KEY, -- drawn already
    drawn_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE second_pass (
    reading_id bigint NOT NULL REFERENCES second_reading (id),
    staff_id bigint NOT NULL REFERENCES shared.staff (id),
    PRIMARY KEY (reading_id, staff_id) -- not offered to this person again; why is nobody's business
);

CREATE INDEX verdict_made ON verdict (made_at); -- a day's sample, a month's counts
CREATE INDEX case_opened ON case_file (opened_at); -- how many arrived in a day
CREATE INDEX appeal_ended ON appeal (settled_at) WHERE settled_at IS NOT NULL; -- how second looks ended
CREATE INDEX member_activated ON member (activated_at) WHERE activated_at IS NOT NULL; -- a month's new members

ALTER TABLE case_file ADD COLUMN first_held_at timestamptz; -- when a guide first had it in hand; who is not kept

CREATE FUNCTION case_first_held() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.first_held_at := now();
    RETURN NEW;
END $$;
CREATE TRIGGER case_first_held BEFORE UPDATE OF holder_id ON case_file
FOR EACH ROW WHEN (NEW.holder_id IS NOT NULL AND OLD.first_held_at IS NULL) EXECUTE FUNCTION case_first_held();

CREATE FUNCTION shown_count(counted bigint) RETURNS integer LANGUAGE sql IMMUTABLE
-- What may be printed of a count: nothing below 10, else the nearest multiple of 5.
RETURN CASE WHEN counted >= 10 THEN (5 * round(counted / 5.0))::integer END;

CREATE FUNCTION shown_wait(cases bigint, minutes double precision) RETURNS text LANGUAGE sql IMMUTABLE
RETURN CASE
    WHEN cases < 10 THEN NULL
    WHEN minutes <= 30 THEN 'half_hour'
    WHEN minutes <= 120 THEN 'two_hours'
    WHEN minutes <= 480 THEN 'eight_hours'
    WHEN minutes <= 1440 THEN 'a_day'
    ELSE 'longer'
END;

CREATE FUNCTION freeze_month(the_month date, the_zone text, the_themes text[]) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
-- The month as it will be printed for ever; false when it was before, or is not over. Small counts stay in here.
DECLARE
    begins timestamptz := the_month::timestamp AT TIME ZONE the_zone;
    ends timestamptz := (the_month + interval '1 month') AT TIME ZONE the_zone;
    sent integer;
BEGIN
    IF ends > now() THEN RETURN false; END IF;
    SELECT shown_count(count(*)) INTO sent
    FROM verdict AS v JOIN post AS p ON p.id = v.post_id JOIN member AS m ON m.id = p.author_id
    WHERE v.made_at >= begins AND v.made_at < ends AND v.version = 1 AND m.affiliation <> 'team';
    INSERT INTO shared.partner_month (community, month, registered, active, posts, wait)
    SELECT '{community}', the_month,
        (SELECT shown_count(count(*)) FROM member AS m
            WHERE m.activated_at >= begins AND m.activated_at < ends AND m.affiliation <> 'team'),
        (SELECT shown_count(count(DISTINCT p.author_id))
            FROM verdict AS v JOIN post AS p ON p.id = v.post_id JOIN member AS m ON m.id = p.author_id
            WHERE v.made_at >= begins AND v.made_at < ends AND v.version = 1 AND m.affiliation <> 'team'),
        sent,
        (SELECT shown_wait(count(*), percentile_cont(0.5) WITHIN GROUP (
                ORDER BY extract(epoch FROM c.closed_at - c.opened_at)::double precision / 60))
            FROM case_file AS c
            WHERE sent IS NOT NULL AND c.closed_at >= begins AND c.closed_at < ends
                AND EXISTS (SELECT FROM decision AS d WHERE d.case_id = c.id))
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN RETURN false; END IF;
    INSERT INTO shared.partner_theme (community, month, theme, posts)
    SELECT '{community}', the_month, t.theme, shown_count(count(DISTINCT v.post_id))
    FROM unnest(the_themes) AS t (theme)
    LEFT JOIN (verdict AS v JOIN post AS p ON p.id = v.post_id JOIN member AS m ON m.id = p.author_id)
        ON v.made_at >= begins AND v.made_at < ends AND v.version = 1
            AND t.theme = ANY (v.categories) AND m.affiliation <> 'team'
    GROUP BY t.theme;
    RETURN true;
END $$;

CREATE VIEW own_month WITH (security_barrier) AS
SELECT month FROM shared.partner_month WHERE community = '{community}';

REVOKE ALL ON FUNCTION case_first_held(), shown_count(bigint), shown_wait(bigint, double precision),
    freeze_month(date, text, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION freeze_month(date, text, text[]) TO screener_{community};
GRANT SELECT ON own_month TO screener_{community};

GRANT SELECT, INSERT ON second_draw TO screener_{community};
GRANT INSERT (ref, kind, post_id, version, case_id, drawn_for) ON second_reading TO screener_{community};
GRANT SELECT (case_id, state) ON decision TO screener_{community}; -- only a case that a person decided is read again

GRANT SELECT ON second_reading TO desk_{community};
GRANT UPDATE (taken_by, taken_at, urgency, categories, act, words, read_at) ON second_reading TO desk_{community};
GRANT SELECT, INSERT ON second_pass TO desk_{community};
