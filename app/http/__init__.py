"""How any request is read and answered. Knows no members, no staff: the policy is handed in."""
