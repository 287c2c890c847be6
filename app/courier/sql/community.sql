-- roles: courier
-- within: community

-- enter(community) -> str
-- Until the end of the transaction the names below are this community's.
SELECT set_config('search_path', $1, true);

-- sweep() -> None
SELECT sweep();

-- forget_pending() -> int
SELECT forget_pending(interval '48 hours');
