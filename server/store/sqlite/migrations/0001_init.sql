-- Every key begins with the conversation's id, which is also the plan's, so that
-- a conversation can be kept, moved and erased as one piece. The table of applied
-- migrations is the only one that belongs to no conversation.
CREATE TABLE conversations (
  id      TEXT    NOT NULL PRIMARY KEY,
  created INTEGER NOT NULL, -- ns since 1970, UTC
  updated INTEGER NOT NULL,
  seq     INTEGER NOT NULL DEFAULT 0, -- number of the last entry
  owed    INTEGER NOT NULL DEFAULT 0, -- 1: the last message has no finished turn
  title   TEXT    NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE INDEX conversations_owed ON conversations (id) WHERE owed = 1;

-- The draft lies apart: a new head does not rewrite it.
CREATE TABLE drafts (
  conversation TEXT NOT NULL PRIMARY KEY REFERENCES conversations (id),
  data         BLOB NOT NULL -- canonical JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE entries (
  conversation TEXT    NOT NULL REFERENCES conversations (id),
  seq          INTEGER NOT NULL,
  at           INTEGER NOT NULL,
  kind         TEXT    NOT NULL,
  turn         TEXT    NOT NULL,
  client       TEXT    NOT NULL, -- '' for none
  data         BLOB    NOT NULL,
  PRIMARY KEY (conversation, seq)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX entries_client ON entries (conversation, client) WHERE client <> '';
