"""Schema of the library as a list of migrations: a release may add some, and none is ever changed.

`PRAGMA user_version` counts the migrations that were applied; opening a library applies the others.
"""

FIELDS = ("title", "text", "source", "url", "published", "language", "kind", "speaker", "speaker_role", "country")

CONTENT_DIGEST = f"digest({', '.join(FIELDS)})"
"""The digest of the content of a version."""

SEAL = "digest(id, CAST(version AS TEXT), sha256, record, added, origin)"
ACT_SEAL = "digest(id, CAST(version AS TEXT), act, at)"
CORRECTION_SEAL = "digest(act, document, at)"

# Applied by every release, also over existing tables: 0.1.0 did not count migrations.
_FIRST = (
    f"""CREATE TABLE IF NOT EXISTS versions (
        id TEXT NOT NULL, version INTEGER NOT NULL, sha256 TEXT NOT NULL, record TEXT NOT NULL,
        added TEXT NOT NULL, origin TEXT, {", ".join(f"{field} TEXT" for field in FIELDS)},
        PRIMARY KEY (id, version)) STRICT""",
    """CREATE TABLE IF NOT EXISTS acts (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL, act TEXT NOT NULL CHECK (act IN ('remove', 'restore')),
        at TEXT NOT NULL) STRICT""",
    "CREATE TABLE IF NOT EXISTS sources (source TEXT PRIMARY KEY, added TEXT NOT NULL) STRICT",
    "CREATE INDEX IF NOT EXISTS acts_of_an_article ON acts (id, number)",
)

# An act names the version that was the latest when it was done. SQLite takes the other columns of a view with max()
# from the row of the maximum: the latest version.
_APPEND_ONLY = (
    "DROP VIEW IF EXISTS articles",
    "ALTER TABLE versions ADD COLUMN seal TEXT NOT NULL DEFAULT ''",
    f"UPDATE versions SET seal = {SEAL}",
    "ALTER TABLE acts RENAME TO former_acts",
    "DROP INDEX acts_of_an_article",
    """CREATE TABLE acts (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL,
        act TEXT NOT NULL CHECK (act IN ('remove', 'restore')), at TEXT NOT NULL, seal TEXT NOT NULL,
        FOREIGN KEY (id, version) REFERENCES versions (id, version)) STRICT""",
    f"""INSERT INTO acts SELECT number, id, version, act, at, {ACT_SEAL} FROM (SELECT *, coalesce(
        (SELECT max(version) FROM versions WHERE versions.id = former_acts.id AND added <= at), 1) AS version
        FROM former_acts)""",
    "DROP TABLE former_acts",
    "CREATE INDEX acts_of_an_article ON acts (id, number)",
    """CREATE VIEW articles AS
        SELECT *, max(version) AS latest, coalesce(
            (SELECT act = 'remove' FROM acts WHERE acts.id = versions.id ORDER BY number DESC LIMIT 1), 0) AS removed
        FROM versions GROUP BY id""",
    *(
        f"CREATE TRIGGER {table}_stay_at_{verb} BEFORE {verb} ON {table}"
        " BEGIN SELECT RAISE(ABORT, 'the library only grows'); END"
        for table in ("versions", "acts")
        for verb in ("UPDATE", "DELETE")
    ),
)

_NOTES = (
    "CREATE TABLE notes (id TEXT NOT NULL, version INTEGER NOT NULL, note TEXT NOT NULL) STRICT",
    "CREATE INDEX notes_of_a_version ON notes (id, version)",
)

_CORRECTIONS = (
    """CREATE TABLE corrections (
        number INTEGER PRIMARY KEY, act TEXT NOT NULL CHECK (act IN ('merge', 'split', 'attribute', 'undo')),
        document TEXT NOT NULL, at TEXT NOT NULL, seal TEXT NOT NULL) STRICT""",
    *(
        f"CREATE TRIGGER corrections_stay_at_{verb} BEFORE {verb} ON corrections"
        " BEGIN SELECT RAISE(ABORT, 'the library only grows'); END"
        for verb in ("UPDATE", "DELETE")
    ),
)

_ORIGINALS = (
    "CREATE TABLE originals (sha256 TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT",
    """CREATE TABLE originals_of_versions (
        id TEXT NOT NULL, version INTEGER NOT NULL, sha256 TEXT NOT NULL REFERENCES originals (sha256),
        PRIMARY KEY (id, version), FOREIGN KEY (id, version) REFERENCES versions (id, version)) STRICT""",
    *(
        f"CREATE TRIGGER {table}_stay_at_{verb} BEFORE {verb} ON {table}"
        " BEGIN SELECT RAISE(ABORT, 'the library only grows'); END"
        for table in ("originals", "originals_of_versions")
        for verb in ("UPDATE", "DELETE")
    ),
)

MIGRATIONS = (_FIRST, _APPEND_ONLY, _NOTES, _CORRECTIONS, _ORIGINALS)
