-- What the house says: answers to members, house rules, places to turn to. Every version is kept; the newest of a
-- code counts, and where there is none, what was shipped.
CREATE FUNCTION is_said(words jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
-- One language whole: a title, and words that fit into a notice.
RETURN coalesce(
    (words ->> 'title') ~ '\S' AND char_length(words ->> 'title') <= 200
    AND (words ->> 'words') ~ '\S' AND char_length(words ->> 'words') <= 2000,
    false);

CREATE TABLE handbook_version (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('answer', 'rule', 'place')),
    code text NOT NULL CHECK (code ~ '^[a-z0-9_]{2,40}$'),
    number integer NOT NULL CHECK (number > 0),
    is_shown boolean NOT NULL, -- false once it is retired
    position integer NOT NULL CHECK (position BETWEEN 0 AND 9999), -- the order of a list
    words jsonb NOT NULL, -- by language: title, words, and of a place its hours
    facts jsonb NOT NULL CHECK (jsonb_typeof(facts) = 'object'), -- what is the same in every language
    checked_on date, -- of a place: when somebody last compared it with the service's own page
    checked_by bigint REFERENCES staff (id),
    note text NOT NULL CHECK (char_length(note) <= 500),
    made_by bigint NOT NULL REFERENCES staff (id),
    made_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT handbook_once UNIQUE (kind, code, number), -- two who save at once: one of them is told; finds the newest
    -- Nothing is published with a language missing.
    CONSTRAINT handbook_in_both CHECK (is_said(words -> 'en') AND is_said(words -> 'fr')),
    CONSTRAINT handbook_hours_in_both CHECK (
        (coalesce(words #>> '{en,hours}', '') = '') = (coalesce(words #>> '{fr,hours}', '') = '')),
    CONSTRAINT handbook_checked_place CHECK (checked_on IS NULL OR kind = 'place')
);

CREATE FUNCTION handbook_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'versions of the handbook are append-only';
END $$;
-- What a member was told last year must still be readable as it was.
CREATE TRIGGER handbook_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON handbook_version
FOR EACH STATEMENT EXECUTE FUNCTION handbook_stands();
REVOKE ALL ON FUNCTION is_said(jsonb), handbook_stands() FROM PUBLIC;

-- The newest version of each code. A retired one keeps its row, so that what was shipped under its code stays away,
-- but none of its words.
CREATE VIEW rule_shown AS
SELECT DISTINCT ON (code) code, position, is_shown, CASE WHEN is_shown THEN words END AS words
FROM handbook_version
WHERE kind = 'rule'
ORDER BY code, number DESC;

CREATE VIEW place_shown AS
SELECT DISTINCT ON (code) code, position, is_shown, CASE WHEN is_shown THEN words END AS words,
    CASE WHEN is_shown THEN facts END AS facts, checked_on
FROM handbook_version
WHERE kind = 'place'
ORDER BY code, number DESC;

CREATE VIEW answer_shown AS
SELECT DISTINCT ON (code) code, position, is_shown, CASE WHEN is_shown THEN words END AS words,
    CASE WHEN is_shown THEN facts END AS facts
FROM handbook_version
WHERE kind = 'answer'
ORDER BY code, number DESC;

GRANT SELECT, INSERT ON handbook_version TO desk;
-- The constraint asks it for whoever inserts.
GRANT EXECUTE ON FUNCTION is_said(jsonb) TO desk;
GRANT SELECT ON answer_shown TO desk;
