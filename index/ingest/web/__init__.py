"""Web: a polite client that cannot be used to attack the network it runs in (SSRF)."""
