-- roles: vault

-- add(id, community, member_ref, kind, epoch, sealed, arrived_at) -> uuid
-- No row when it was there already, or when the member has a registration.
INSERT INTO record (id, community, member_ref, kind, epoch, sealed, arrived_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT DO NOTHING
RETURNING id;

-- has(id) -> boolean
SELECT EXISTS (
    SELECT 1
    FROM record
    WHERE id = $1);

-- prune_ring(community, member_ref) -> None
SELECT prune_ring($1, $2);

-- forget_addresses() -> None
SELECT forget_addresses();

-- of_member(community, member_ref, kind) -> Record
SELECT id, community, member_ref, kind, epoch, sealed
FROM record
WHERE community = $1 AND member_ref = $2 AND kind = $3
ORDER BY arrived_at DESC, id;
