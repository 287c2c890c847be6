"""Who may do what, as the catalogue says it: one line a role and object, columns and functions included."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from app.kernel.db import administering
from app.kernel.migrate import OWNER

GOLDEN = Path(__file__).parent / "rights.golden"
EXAMPLE = "placeholder"

GRANTS = """
WITH acls AS (
    SELECT 'database' AS kind, ''::text AS name, NULL::text AS part, coalesce(datacl, acldefault('d', datdba)) AS acl
    FROM pg_database WHERE datname = current_database()
    UNION ALL
    SELECT 'schema', nspname::text, NULL, coalesce(nspacl, acldefault('n', nspowner))
    FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema)'
    UNION ALL
    SELECT CASE relkind WHEN 'v' THEN 'view' WHEN 'S' THEN 'sequence' ELSE 'table' END,
           relnamespace::regnamespace || '.' || relname, NULL,
           coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner))
    FROM pg_class WHERE relkind IN ('r', 'v', 'S', 'm', 'p', 'f')
        AND relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
    UNION ALL
    SELECT CASE c.relkind WHEN 'v' THEN 'view' ELSE 'table' END,
           c.relnamespace::regnamespace || '.' || c.relname, a.attname::text, a.attacl
    FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
    WHERE a.attacl IS NOT NULL AND c.relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
    UNION ALL
    SELECT 'function', format('%s.%s(%s)', pronamespace::regnamespace, proname, oidvectortypes(proargtypes)), NULL,
           coalesce(proacl, acldefault('f', proowner))
    FROM pg_proc WHERE pronamespace::regnamespace::text !~ '^(pg_|information_schema)'
)
SELECT CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE g.grantee::regrole::text END AS role,
       a.kind, a.name, g.privilege_type AS verb, a.part, g.is_grantable
FROM acls AS a, aclexplode(a.acl) AS g
WHERE g.grantee <> g.grantor OR g.grantee = 0
ORDER BY 1, 2, 3, 4, 5
"""


async def grants(url: str) -> list[dict[str, object]]:
    """Every right that somebody was given who does not own the thing."""
    async with administering(url) as connection:
        rows = [dict(row) for row in await connection.fetch(GRANTS)]
    return [row for row in rows if row["role"] not in (OWNER, "pg_database_owner")]


async def text(board_url: str, vault_url: str) -> str:
    """The table of both databases, the communities written as one."""
    head = "# role | object | rights. Written by `python -m tests.contracts.dump`; a test compares it with the catalogue.\n"
    found = {"havre": await grants(board_url), "havre_vault": await grants(vault_url)}
    return head + "".join(
        f"\n# database {name}\n" + "".join(f"{line}\n" for line in _lines(rows)) for name, rows in found.items()
    )


def _lines(rows: list[dict[str, object]]) -> list[str]:
    parts: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        verb = f"{row['verb']}{' GRANTABLE' if row['is_grantable'] else ''}"
        columns = parts[str(row["role"]), f"{row['kind']} {row['name']}".strip()][verb]
        if row["part"]:
            columns.append(str(row["part"]))
    return [
        f"{role} | {thing} | {_verbs(verbs)}".replace(EXAMPLE, "{community}") for (role, thing), verbs in parts.items()
    ]


def _verbs(verbs: dict[str, list[str]]) -> str:
    return ", ".join(f"{verb} ({', '.join(columns)})" if columns else verb for verb, columns in sorted(verbs.items()))
