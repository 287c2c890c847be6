-- roles: board

-- spaces() -> Space
SELECT id, slug, name, description
FROM space
ORDER BY position, name;

-- space_by_slug(slug) -> Space
SELECT id, slug, name, description
FROM space
WHERE slug = $1;
