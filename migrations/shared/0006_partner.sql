-- What the partner's page prints. A row holds the printed numbers, never the counts they were made from: a small
-- number is not in this schema at all, so no page, sum or difference can give it away.

CREATE TABLE partner_month (
    community text NOT NULL,
    month date NOT NULL CHECK (extract(day FROM month) = 1),
    -- NULL: fewer than 10. The database itself takes no smaller and no finer number.
    registered integer CHECK (registered >= 10 AND registered % 5 = 0),
    active integer CHECK (active >= 10 AND active % 5 = 0),
    posts integer CHECK (posts >= 10 AND posts % 5 = 0),
    wait text CHECK (wait IN ('half_hour', 'two_hours', 'eight_hours', 'a_day', 'longer')),
    published_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (community, month),
    CONSTRAINT partner_month_wait CHECK (wait IS NULL OR posts IS NOT NULL)
);

CREATE TABLE partner_theme (
    community text NOT NULL,
    month date NOT NULL,
    theme text NOT NULL CHECK (theme ~ '^[a-z_]{3,40}$'), -- every theme has a row: a missing one would say "none"
    posts integer CHECK (posts >= 10 AND posts % 5 = 0),
    PRIMARY KEY (community, month, theme),
    FOREIGN KEY (community, month) REFERENCES partner_month (community, month)
);

CREATE FUNCTION partner_stands() RETURNS trigger LANGUAGE plpgsql AS $$
-- A second print that differed from the first would tell what changed.
BEGIN
    RAISE EXCEPTION 'a published month does not change';
END $$;
REVOKE ALL ON FUNCTION partner_stands() FROM PUBLIC;
CREATE TRIGGER partner_month_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON partner_month
FOR EACH STATEMENT EXECUTE FUNCTION partner_stands();
CREATE TRIGGER partner_theme_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON partner_theme
FOR EACH STATEMENT EXECUTE FUNCTION partner_stands();

GRANT SELECT ON partner_month, partner_theme TO desk;
