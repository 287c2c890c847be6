-- roles: screener, desk

-- write(actor, verb, subject, code) -> None
INSERT INTO log (actor, verb, subject, code)
VALUES ($1, $2, $3, $4);
