-- Every key begins with the conversation's id, which is also the plan's, so that
-- Citus can distribute all tables by it. The table of applied migrations is the
-- only one that belongs to no conversation.
CREATE TABLE conversations (
  id          text COLLATE "C" PRIMARY KEY,
  created     bigint  NOT NULL, -- ns since 1970, UTC
  updated     bigint  NOT NULL,
  seq         bigint  NOT NULL DEFAULT 0, -- number of the last entry
  owed        boolean NOT NULL DEFAULT false, -- the last message has no finished turn
  title       text    NOT NULL DEFAULT '',
  sum         bigint  NOT NULL, -- check number of id and created
  fence       bigint  NOT NULL DEFAULT 0, -- number of the last lease
  lease_until timestamptz NOT NULL DEFAULT '-infinity' -- by the database's clock
) WITH (fillfactor = 70); -- a new head fits beside the old one

CREATE INDEX conversations_owed ON conversations (id) WHERE owed;

-- The draft lies apart: a new head does not rewrite it.
CREATE TABLE drafts (
  conversation text COLLATE "C" PRIMARY KEY REFERENCES conversations (id),
  data         bytea  NOT NULL, -- canonical JSON
  sum          bigint NOT NULL
);

CREATE TABLE entries (
  conversation text COLLATE "C" REFERENCES conversations (id),
  seq          bigint NOT NULL,
  at           bigint NOT NULL,
  kind         text   NOT NULL,
  turn         text   NOT NULL,
  client       text   NOT NULL, -- '' for none
  data         bytea  NOT NULL, -- JSON as it was written; jsonb would change it
  sum          bigint NOT NULL,
  PRIMARY KEY (conversation, seq)
);

CREATE UNIQUE INDEX entries_client ON entries (conversation, client) WHERE client <> '';
