-- roles: vault

-- add_group_key(epoch, public_key) -> None
INSERT INTO group_key (epoch, public_key)
VALUES ($1, $2);

-- current_key() -> GroupKey
SELECT epoch, public_key
FROM group_key
ORDER BY epoch DESC
LIMIT 1;

-- public_key(epoch) -> text
SELECT public_key
FROM group_key
WHERE epoch = $1;

-- add_senior(ref, login, name, lang, password_hash, totp_sealed, mail_sealed, enrolled_by) -> bigint
INSERT INTO senior (ref, login, name, lang, password_hash, totp_sealed, mail_sealed, enrolled_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
RETURNING id;

-- add_wrap(senior_id, epoch, salt, wrapped) -> None
INSERT INTO wrapped_key (senior_id, epoch, salt, wrapped)
VALUES ($1, $2, $3, $4);

-- wrap_of(senior_id, epoch) -> Wrap
SELECT salt, wrapped
FROM wrapped_key
WHERE senior_id = $1 AND epoch = $2;

-- wrap_of_login(login, epoch) -> OwnWrap
SELECT s.id, s.ref, w.salt, w.wrapped
FROM wrapped_key AS w
JOIN senior AS s ON s.id = w.senior_id
WHERE s.login = $1 AND w.epoch = $2;

-- add_recovery(epoch, pair, salt, wrapped) -> None
INSERT INTO recovery (epoch, pair, salt, wrapped)
VALUES ($1, $2, $3, $4);

-- recovery(epoch) -> Wrap
SELECT salt, wrapped
FROM recovery
WHERE epoch = $1
ORDER BY pair;
