-- roles: desk

-- find(ref) -> Person
SELECT id, ref, pseudonym, affiliation, status, joined_at, posts_shown
FROM member
WHERE ref = $1 AND status <> 'pending' AND affiliation <> 'team';

-- find_locked(ref) -> Person
SELECT id, ref, pseudonym, affiliation, status, joined_at, posts_shown
FROM member
WHERE ref = $1 AND status <> 'pending' AND affiliation <> 'team'
FOR NO KEY UPDATE;

-- lock(id) -> Person
SELECT id, ref, pseudonym, affiliation, status, joined_at, posts_shown
FROM member
WHERE id = $1 AND affiliation <> 'team'
FOR NO KEY UPDATE;

-- ref_of(id) -> text
SELECT ref
FROM member
WHERE id = $1 AND affiliation <> 'team';
