-- What happens to a text in this community, as its leads have set it: every version is kept, none is changed.
CREATE TABLE policy_version (
    number integer PRIMARY KEY CHECK (number > 0), -- two who save at once want the same number: one of them is told
    ref text NOT NULL UNIQUE CHECK (char_length(ref) = 14), -- processes of two communities keep parsed tables by it
    rules jsonb NOT NULL CHECK (jsonb_typeof(rules) = 'object'), -- the shape of policy.toml
    note text NOT NULL CHECK (char_length(note) BETWEEN 1 AND 500), -- why it was changed, for colleagues
    made_by bigint NOT NULL REFERENCES shared.staff (id),
    made_at timestamptz NOT NULL DEFAULT now()
);

CREATE FUNCTION policy_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'versions of the policy are append-only';
END $$;
-- What held a text a year ago must still be readable as it was.
CREATE TRIGGER policy_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON policy_version
FOR EACH STATEMENT EXECUTE FUNCTION policy_stands();
REVOKE ALL ON FUNCTION policy_stands() FROM PUBLIC;

-- "What would change" looks at the verdicts of the last 30 days.
CREATE INDEX verdict_recent ON verdict (made_at);

GRANT SELECT (number, ref, rules) ON policy_version TO screener_{community};
GRANT SELECT, INSERT ON policy_version TO desk_{community};

-- What the house says to members: the board shows rules and places, a guide picks answers.
GRANT SELECT ON shared.rule_shown, shared.place_shown TO board_{community};
GRANT SELECT ON shared.answer_shown TO desk_{community};
