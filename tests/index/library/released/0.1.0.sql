BEGIN TRANSACTION;
CREATE TABLE acts (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, act TEXT NOT NULL CHECK (act IN ('remove', 'restore')),
    at TEXT NOT NULL) STRICT;
INSERT INTO "acts" VALUES(1,'talks','remove','2026-11-22T10:00:00+00:00');
INSERT INTO "acts" VALUES(2,'flood','remove','2026-11-22T10:00:00+00:00');
INSERT INTO "acts" VALUES(3,'flood','restore','2026-11-23T10:00:00+00:00');
CREATE TABLE sources (source TEXT PRIMARY KEY, added TEXT NOT NULL) STRICT;
INSERT INTO "sources" VALUES('/news','2026-11-23T10:00:00+00:00');
CREATE TABLE versions (
    id TEXT NOT NULL, version INTEGER NOT NULL, sha256 TEXT NOT NULL, record TEXT NOT NULL,
    added TEXT NOT NULL, origin TEXT, title TEXT, text TEXT, source TEXT, url TEXT, published TEXT, language TEXT, kind TEXT, speaker TEXT, speaker_role TEXT, country TEXT,
    PRIMARY KEY (id, version)) STRICT;
INSERT INTO "versions" VALUES('flood',1,'f3d09aee1b16aa97067344f6c19054b6b8c0b09f5ef8c9e02c312b5a643e4913','2cc16217a36f19f90b57f9b175fcc83e366049f551e7d9d888234c1759724f7f','2026-11-20T10:00:00+00:00','/news/derna.md','Dams break above Derna','Two dams above Derna gave way on 11 September 2023.','Own account',NULL,'2023-09-11',NULL,'news',NULL,NULL,NULL);
INSERT INTO "versions" VALUES('talks',1,'599be8f36a9c5bfcaa0927f22854ecaf97681594ad7ee858db70a9f2caf877a9','14e8ba5a9b6a2014062f6c0ff13c79a74b4d9c6304c574bc1be062c87f9bba1d','2026-11-20T10:00:00+00:00','/news/talks.txt','Talks in Geneva','Envoys met in Geneva and spoke of Libya.',NULL,NULL,NULL,NULL,'news',NULL,NULL,NULL);
INSERT INTO "versions" VALUES('flood',2,'c58ce267ca37e96edf5801e7cda5f05aad9e92a6aac89656fe0f88fc9f94f39d','2bb2d1e6ece6488b7a2c2ef4b82e508c37952103d4c9a77181611ebcaee9e4a0','2026-11-21T10:00:00+00:00','/news/derna.md','Dams break above Derna','Two dams above Derna gave way on 11 September 2023. Thousands died.','Own account',NULL,'2023-09-11',NULL,'news',NULL,NULL,NULL);
CREATE INDEX acts_of_an_article ON acts (id, number);
CREATE VIEW articles AS
    SELECT *, max(version) AS latest, coalesce(
        (SELECT act = 'remove' FROM acts WHERE acts.id = versions.id ORDER BY number DESC LIMIT 1), 0) AS removed
    FROM versions GROUP BY id;
COMMIT;
