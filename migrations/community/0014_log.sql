-- The log is read by who and what, beside the newest rows: each filter of its page has its index.
CREATE INDEX log_actor ON log (actor, id);
CREATE INDEX log_verb ON log (verb, id);
CREATE INDEX log_about ON log (split_part(subject, ' ', 1), id);
