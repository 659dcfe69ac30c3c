CREATE TABLE conversations (
  id      TEXT    NOT NULL PRIMARY KEY,
  created INTEGER NOT NULL, -- ns since 1970, UTC
  updated INTEGER NOT NULL,
  seq     INTEGER NOT NULL DEFAULT 0, -- number of the last entry
  owed    INTEGER NOT NULL DEFAULT 0, -- 1: the last message has no finished turn
  title   TEXT    NOT NULL DEFAULT ''
, sum INTEGER) STRICT, WITHOUT ROWID;
CREATE INDEX conversations_owed ON conversations (id) WHERE owed = 1;
CREATE TABLE drafts (
  conversation TEXT NOT NULL PRIMARY KEY REFERENCES conversations (id),
  data         BLOB NOT NULL -- canonical JSON
, sum INTEGER) STRICT, WITHOUT ROWID;
CREATE TABLE entries (
  conversation TEXT    NOT NULL REFERENCES conversations (id),
  seq          INTEGER NOT NULL,
  at           INTEGER NOT NULL,
  kind         TEXT    NOT NULL,
  turn         TEXT    NOT NULL,
  client       TEXT    NOT NULL, -- '' for none
  data         BLOB    NOT NULL, sum INTEGER,
  PRIMARY KEY (conversation, seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX entries_client ON entries (conversation, client) WHERE client <> '';
CREATE TABLE migrations (name TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
