CREATE TABLE IF NOT EXISTS persons (
  id      TEXT    NOT NULL PRIMARY KEY,
  issuer  TEXT    NOT NULL, -- who vouches for the person; '' is the operator
  subject TEXT    NOT NULL, -- the person's id there
  name    TEXT    NOT NULL,
  role    TEXT    NOT NULL,
  created INTEGER NOT NULL, -- ns since 1970, as all times here
  UNIQUE (issuer, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS credentials (
  digest  TEXT    NOT NULL PRIMARY KEY, -- SHA-256 of the secret
  id      TEXT    NOT NULL UNIQUE,
  kind    TEXT    NOT NULL, -- session or token
  person  TEXT    NOT NULL, -- '' is the operator
  label   TEXT    NOT NULL,
  scope   TEXT    NOT NULL, -- read or write
  plan    TEXT    NOT NULL, -- the only one it is for, '' for all
  created INTEGER NOT NULL,
  expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS credentials_person ON credentials (person);

CREATE TABLE IF NOT EXISTS members (
  plan   TEXT    NOT NULL,
  person TEXT    NOT NULL,
  share  TEXT    NOT NULL, -- owner, editor, viewer or signatory
  since  INTEGER NOT NULL,
  PRIMARY KEY (plan, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS members_person ON members (person, plan);

CREATE TABLE IF NOT EXISTS invitations (
  plan    TEXT    NOT NULL,
  digest  TEXT    NOT NULL,
  share   TEXT    NOT NULL,
  expires INTEGER NOT NULL,
  PRIMARY KEY (plan, digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS used (
  digest TEXT    NOT NULL PRIMARY KEY, -- of a ticket that was used
  until  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS audit (
  plan   TEXT    NOT NULL, -- '' for none
  at     INTEGER NOT NULL,
  id     TEXT    NOT NULL,
  actor  TEXT    NOT NULL, -- a person's id, '' is the operator or the program
  action TEXT    NOT NULL,
  detail TEXT    NOT NULL,
  PRIMARY KEY (plan, at, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS audit_actor ON audit (actor, at);
CREATE TRIGGER IF NOT EXISTS audit_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;
CREATE TRIGGER IF NOT EXISTS audit_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;
