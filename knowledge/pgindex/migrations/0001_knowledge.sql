CREATE EXTENSION IF NOT EXISTS vector;

-- The number of the last change, by which a node sees that it has missed one.
CREATE TABLE knowledge_version (version bigint NOT NULL);
INSERT INTO knowledge_version VALUES (0);

CREATE TABLE knowledge_documents (
  name  text COLLATE "C" PRIMARY KEY,
  hash  text NOT NULL,
  title text NOT NULL,
  lang  text NOT NULL
);

CREATE TABLE knowledge_passages (
  document text COLLATE "C" REFERENCES knowledge_documents ON DELETE CASCADE,
  place    integer NOT NULL, -- in the document, from 1
  section  text    NOT NULL,
  "table"  text    NOT NULL,
  title    text    NOT NULL,
  text     text    NOT NULL, -- word by word
  lang     text    NOT NULL,
  page     integer NOT NULL,
  line     integer NOT NULL,
  PRIMARY KEY (document, place)
);

CREATE TABLE knowledge_solutions (
  name text COLLATE "C" PRIMARY KEY,
  data bytea NOT NULL -- YAML as it was imported
);

CREATE TABLE knowledge_models (
  id          integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  fingerprint text UNIQUE NOT NULL,
  dimensions  integer NOT NULL
);

-- Vectors can be made again from the passages and from the memo that the program
-- holds. The hash tells of which text one was made.
CREATE TABLE knowledge_vectors (
  id        bigint  UNIQUE GENERATED ALWAYS AS IDENTITY,
  model     integer REFERENCES knowledge_models,
  passage   text COLLATE "C",
  lang      text,
  alone     boolean NOT NULL, -- the passage has no other language
  hash      bytea   NOT NULL, -- SHA-256
  document  text COLLATE "C" REFERENCES knowledge_documents ON DELETE CASCADE, -- null for the memo's
  embedding vector  NOT NULL,
  PRIMARY KEY (model, passage, lang)
);

CREATE INDEX knowledge_vectors_document ON knowledge_vectors (document);

-- Out of line, as vectors of this length lie by default, reading them all takes
-- ten times as long.
ALTER TABLE knowledge_vectors ALTER COLUMN embedding SET STORAGE PLAIN;
