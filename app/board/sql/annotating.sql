-- roles: desk

-- annotate(post_id, topics) -> None
UPDATE post
SET topics = $2
WHERE id = $1;
