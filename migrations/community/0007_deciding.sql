-- A decision may say several things at once, waits some seconds for its maker to think again, and can be
-- talked about. And the guides' own voice in a thread.

ALTER TABLE decision
    ADD COLUMN state text NOT NULL DEFAULT 'applied' CHECK (state IN ('pending', 'applied', 'undone', 'lapsed')),
    ADD COLUMN applies_at timestamptz,
    ADD COLUMN settled_at timestamptz,
    ADD COLUMN new_title text CHECK (char_length(new_title) <= 300), -- masked text as it shall be, while it waits
    ADD COLUMN new_body text CHECK (char_length(new_body) <= 40000),
    ADD COLUMN mending jsonb, -- where letters go back, and what was cut, sealed; never a letter
    ADD COLUMN topics text[] NOT NULL DEFAULT '{}' CHECK (cardinality(topics) <= 5),
    ADD COLUMN extras jsonb NOT NULL DEFAULT '[]', -- once settled, kinds only
    ADD CONSTRAINT decision_waits CHECK (state <> 'pending' OR applies_at IS NOT NULL),
    -- What was taken back, or came too late, leaves no second copy of a text.
    ADD CONSTRAINT decision_settled_empty CHECK (
        state = 'pending' OR (new_title IS NULL AND new_body IS NULL AND mending IS NULL));
CREATE INDEX decision_pending ON decision (applies_at) WHERE state = 'pending'; -- asked for every second
CREATE INDEX decision_maker ON decision (staff_id, id) WHERE state IN ('pending', 'lapsed'); -- the way back, on every page
CREATE INDEX decision_case ON decision (case_id, id); -- who decided what, when two meet

CREATE TABLE case_talk (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    case_id bigint NOT NULL REFERENCES case_file (id),
    staff_id bigint NOT NULL REFERENCES shared.staff (id),
    is_question boolean NOT NULL,
    asked_id bigint REFERENCES shared.staff (id), -- nobody in particular: any colleague
    words text NOT NULL CHECK (char_length(words) BETWEEN 1 AND 1000), -- between guides only
    made_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX case_talk_case ON case_talk (case_id, id); -- beside the case

CREATE TABLE case_pass (
    case_id bigint NOT NULL REFERENCES case_file (id),
    staff_id bigint NOT NULL REFERENCES shared.staff (id),
    made_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (case_id, staff_id) -- looked up for each line of a list
);

ALTER TABLE case_file
    ADD COLUMN pending_id bigint REFERENCES decision (id), -- decided, not yet done: it stands in no lane
    ADD COLUMN question_id bigint REFERENCES case_talk (id), -- what a colleague asked and nobody answered
    ADD COLUMN asked_id bigint REFERENCES shared.staff (id); -- whose list it leads meanwhile
CREATE INDEX case_pending ON case_file (pending_id) WHERE pending_id IS NOT NULL; -- for the reference only
CREATE INDEX case_question ON case_file (question_id) WHERE question_id IS NOT NULL; -- for the reference only
CREATE INDEX case_asked ON case_file (asked_id, lane, opened_at) WHERE asked_id IS NOT NULL; -- what leads a list
-- The lanes' counts and oldest waits in one pass over the index, however many wait.
CREATE INDEX case_waiting ON case_file (lane, opened_at, id) INCLUDE (due_at)
    WHERE closed_at IS NULL AND pending_id IS NULL;
DROP INDEX case_lane; -- the one above does its work
CREATE INDEX case_newest ON case_file (id) WHERE closed_at IS NULL; -- live news looks at the newest open ones

ALTER TABLE cutout ADD COLUMN restored_at timestamptz; -- others read it again: nothing is taken out any more

ALTER TABLE post ADD COLUMN topics text[] NOT NULL DEFAULT '{}' CHECK (cardinality(topics) <= 5); -- a note for readers

-- The guides' own voice: one author a community, who never signs in and is no member to anybody who counts.
ALTER TABLE member DROP CONSTRAINT member_affiliation_check;
ALTER TABLE member ADD CONSTRAINT member_affiliation_check
    CHECK (affiliation IN ('serving', 'veteran', 'public_service', 'family', 'team'));
CREATE UNIQUE INDEX member_team ON member (affiliation) WHERE affiliation = 'team'; -- one, and found without a scan
-- The reference has letters that no address takes, so no page can be asked for it; the folded names are those
-- that signing up compares with, so nobody else is called so.
INSERT INTO member (ref, pseudonym, pseudonym_key, affiliation, password_hash, status, activated_at)
SELECT 'guidesguidesgu',
    CASE '{community}' WHEN 'fr' THEN 'L''équipe des guides' ELSE 'A guide' END,
    CASE '{community}' WHEN 'fr' THEN 'lequlpedesguldes' ELSE 'agulde' END,
    'team', '-', 'closed', now();

CREATE OR REPLACE VIEW shown_post WITH (security_barrier) AS
SELECT p.id, p.ref, p.thread_id, p.author_id, m.ref AS author_ref, m.pseudonym AS author,
       p.is_opening, p.html, p.changed_by, p.is_edited, p.shown AS version, p.sent_at,
       p.topics, m.affiliation = 'team' AS is_guide
FROM post AS p
JOIN member AS m ON m.id = p.author_id
JOIN thread AS t ON t.id = p.thread_id
WHERE p.status = 'visible' AND t.is_shown;

CREATE FUNCTION reply_as_guide(the_thread bigint, the_ref text, the_nonce uuid, the_body text) RETURNS text
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT
BEGIN ATOMIC
    -- The desk may write in this one name and in no member's.
    SELECT (reply((SELECT id FROM member WHERE affiliation = 'team'), the_thread, the_ref, the_nonce, the_body)).post_ref;
END;
REVOKE ALL ON FUNCTION reply_as_guide(bigint, text, uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reply_as_guide(bigint, text, uuid, text) TO desk_{community};

GRANT SELECT, INSERT ON case_talk, case_pass TO desk_{community};
GRANT UPDATE (state, settled_at, body_before, new_title, new_body, mending, extras) ON decision TO desk_{community};
GRANT UPDATE (pending_id, question_id, asked_id) ON case_file TO desk_{community};
GRANT UPDATE (restored_at) ON cutout TO desk_{community};
GRANT INSERT ON cutout TO desk_{community};
GRANT UPDATE (topics) ON post TO desk_{community};
GRANT SELECT (affiliation) ON member TO screener_{community};
-- Whom a colleague may ask: who works here and still may come in.
GRANT SELECT (languages, disabled_at) ON shared.staff TO desk_{community};
