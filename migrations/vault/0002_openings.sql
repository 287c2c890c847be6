-- Openings: who asked, who answered, what was shown, how it ended. Rows are only ever added; the
-- state of an opening is read from which rows exist, so no state can be reached by an UPDATE.

CREATE TABLE opening (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ref text NOT NULL UNIQUE CHECK (char_length(ref) = 14),
    escalation_ref text NOT NULL CHECK (char_length(escalation_ref) = 14),
    number integer NOT NULL CHECK (number > 0), -- a second request about the same matter keeps the first
    community text NOT NULL,
    case_ref text NOT NULL,
    member_ref text NOT NULL, -- one member per opening, copied when it was asked: nobody can swap it later
    requester_id bigint NOT NULL REFERENCES senior (id),
    reason text NOT NULL CHECK (reason IN ('life_at_risk', 'child_at_risk', 'threat_to_others', 'member_asked')),
    words text NOT NULL CHECK (char_length(words) BETWEEN 20 AND 2000),
    is_solo boolean NOT NULL, -- "no time": nobody else was asked
    requested_at timestamptz NOT NULL DEFAULT now(),
    answer_by timestamptz NOT NULL DEFAULT now() + interval '1 hour', -- the time to agree; the time to use is another
    CONSTRAINT opening_number UNIQUE (escalation_ref, number), -- two seniors asking at once: one is told
    CONSTRAINT opening_solo_danger CHECK (NOT is_solo OR reason = 'life_at_risk'),
    CONSTRAINT opening_asked_by UNIQUE (id, requester_id, is_solo) -- what answers and reviews are held against
);
CREATE INDEX opening_requester ON opening (requester_id);
CREATE INDEX opening_member ON opening (community, member_ref); -- how often one envelope was opened

CREATE TABLE answer (
    opening_id bigint PRIMARY KEY, -- two seniors answering at once: one answer
    requester_id bigint NOT NULL,
    is_solo boolean NOT NULL,
    senior_id bigint NOT NULL REFERENCES senior (id),
    is_granted boolean NOT NULL,
    words text NOT NULL DEFAULT '' CHECK (char_length(words) <= 2000),
    answered_at timestamptz NOT NULL DEFAULT now(),
    ends_at timestamptz NOT NULL DEFAULT now() + interval '15 minutes',
    CONSTRAINT answer_to FOREIGN KEY (opening_id, requester_id, is_solo)
        REFERENCES opening (id, requester_id, is_solo),
    CONSTRAINT answer_by_another CHECK (is_solo = (senior_id = requester_id)), -- nobody approves their own request
    CONSTRAINT answer_solo_granted CHECK (NOT is_solo OR is_granted),
    CONSTRAINT answer_refusal_said CHECK (is_granted OR char_length(words) >= 3),
    CONSTRAINT answer_quarter CHECK (ends_at = answered_at + interval '15 minutes'),
    CONSTRAINT answer_granted UNIQUE (opening_id, is_granted) -- disclosures need a granted one
);
CREATE INDEX answer_senior ON answer (senior_id);

CREATE TABLE closing (
    opening_id bigint PRIMARY KEY REFERENCES opening (id),
    senior_id bigint NOT NULL REFERENCES senior (id),
    outcome text NOT NULL CHECK (outcome IN ('reached', 'help_sent', 'not_found', 'not_needed', 'withdrawn')),
    words text NOT NULL CHECK (char_length(words) BETWEEN 3 AND 2000),
    closed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX closing_senior ON closing (senior_id);

CREATE TABLE disclosure (
    opening_id bigint NOT NULL,
    field text NOT NULL CHECK (field IN ('email', 'phone', 'postal_code', 'birth_date', 'addresses')),
    is_granted boolean NOT NULL DEFAULT true CHECK (is_granted),
    log_id bigint NOT NULL REFERENCES log (id), -- no field is shown without its entry in the ledger
    shown_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (opening_id, field), -- each field once per opening
    CONSTRAINT disclosure_granted FOREIGN KEY (opening_id, is_granted) REFERENCES answer (opening_id, is_granted)
);
CREATE UNIQUE INDEX disclosure_entry ON disclosure (log_id); -- one entry stands for one field

CREATE FUNCTION disclosure_in_time() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
-- The database's clock decides, at the moment of writing; no process can stretch its quarter of an hour.
BEGIN
    IF NOT EXISTS (SELECT FROM answer AS a
                   WHERE a.opening_id = NEW.opening_id AND a.is_granted
                       AND clock_timestamp() BETWEEN a.answered_at AND a.ends_at)
        OR EXISTS (SELECT FROM closing AS c WHERE c.opening_id = NEW.opening_id)
    THEN
        RAISE EXCEPTION 'opening_over';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER disclosure_in_time BEFORE INSERT ON disclosure FOR EACH ROW EXECUTE FUNCTION disclosure_in_time();

CREATE TABLE review (
    opening_id bigint PRIMARY KEY,
    requester_id bigint NOT NULL,
    is_solo boolean NOT NULL DEFAULT true CHECK (is_solo), -- the others had their second pair of eyes before
    senior_id bigint NOT NULL REFERENCES senior (id),
    finding text NOT NULL CHECK (finding IN ('fitting', 'not_fitting')),
    words text NOT NULL CHECK (char_length(words) BETWEEN 20 AND 2000), -- a review without words is none
    written_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT review_of FOREIGN KEY (opening_id, requester_id, is_solo)
        REFERENCES opening (id, requester_id, is_solo),
    CONSTRAINT review_by_another CHECK (senior_id <> requester_id)
);
CREATE INDEX review_senior ON review (senior_id);

CREATE TABLE set_aside (
    escalation_ref text PRIMARY KEY CHECK (char_length(escalation_ref) = 14),
    senior_id bigint NOT NULL REFERENCES senior (id),
    words text NOT NULL CHECK (char_length(words) BETWEEN 3 AND 2000), -- why nothing needed opening
    set_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX set_aside_senior ON set_aside (senior_id);

CREATE TABLE alarm (
    opening_id bigint NOT NULL REFERENCES opening (id),
    senior_id bigint NOT NULL REFERENCES senior (id),
    queued_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (opening_id, senior_id) -- one mail a senior, however often the process died
);
CREATE INDEX alarm_senior ON alarm (senior_id);

CREATE VIEW opening_state WITH (security_barrier) AS
SELECT o.id, o.ref, o.escalation_ref, o.number, o.community, o.case_ref, o.member_ref,
       o.requester_id, asker.ref AS requester_ref, asker.name AS requester_name,
       o.reason, o.words, o.is_solo, o.requested_at, o.answer_by,
       a.senior_id AS answerer_id, other.name AS answerer_name, a.words AS answer_words, a.answered_at, a.ends_at,
       c.outcome, c.words AS closing_words, c.closed_at,
       v.finding, v.words AS review_words, v.written_at AS reviewed_at, reader.name AS reviewer_name,
       CASE
           WHEN c.opening_id IS NOT NULL THEN 'closed'
           WHEN a.opening_id IS NULL AND o.answer_by <= now() THEN 'lapsed'
           WHEN a.opening_id IS NULL THEN 'asked'
           WHEN NOT a.is_granted THEN 'refused'
           WHEN a.ends_at <= now() THEN 'ended'
           ELSE 'open'
       END AS state
FROM opening AS o
JOIN senior AS asker ON asker.id = o.requester_id
LEFT JOIN answer AS a ON a.opening_id = o.id
LEFT JOIN senior AS other ON other.id = a.senior_id
LEFT JOIN closing AS c ON c.opening_id = o.id
LEFT JOIN review AS v ON v.opening_id = o.id
LEFT JOIN senior AS reader ON reader.id = v.senior_id;
