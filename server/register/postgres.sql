BEGIN;
SELECT pg_advisory_xact_lock(hashtext('luonnos register'));

CREATE TABLE IF NOT EXISTS persons (
  id      text   NOT NULL PRIMARY KEY,
  issuer  text   NOT NULL, -- who vouches for the person; '' is the operator
  subject text   NOT NULL, -- the person's id there
  name    text   NOT NULL,
  role    text   NOT NULL,
  created bigint NOT NULL, -- ns since 1970, as all times here
  UNIQUE (issuer, subject)
);

CREATE TABLE IF NOT EXISTS credentials (
  digest  text   NOT NULL PRIMARY KEY, -- SHA-256 of the secret
  id      text   NOT NULL UNIQUE,
  kind    text   NOT NULL, -- session or token
  person  text   NOT NULL, -- '' is the operator
  label   text   NOT NULL,
  scope   text   NOT NULL, -- read or write
  plan    text   NOT NULL, -- the only one it is for, '' for all
  created bigint NOT NULL,
  expires bigint NOT NULL
);
CREATE INDEX IF NOT EXISTS credentials_person ON credentials (person);

CREATE TABLE IF NOT EXISTS members (
  plan   text   NOT NULL,
  person text   NOT NULL,
  share  text   NOT NULL, -- owner, editor, viewer or signatory
  since  bigint NOT NULL,
  PRIMARY KEY (plan, person)
);
CREATE INDEX IF NOT EXISTS members_person ON members (person, plan);

CREATE TABLE IF NOT EXISTS invitations (
  plan    text   NOT NULL,
  digest  text   NOT NULL,
  share   text   NOT NULL,
  expires bigint NOT NULL,
  PRIMARY KEY (plan, digest)
);

CREATE TABLE IF NOT EXISTS used (
  digest text   NOT NULL PRIMARY KEY, -- of a ticket that was used
  until  bigint NOT NULL
);

CREATE TABLE IF NOT EXISTS audit (
  plan   text   NOT NULL, -- '' for none
  at     bigint NOT NULL,
  id     text   NOT NULL,
  actor  text   NOT NULL, -- a person's id, '' is the operator or the program
  action text   NOT NULL,
  detail text   NOT NULL,
  PRIMARY KEY (plan, at, id)
);
CREATE INDEX IF NOT EXISTS audit_actor ON audit (actor, at);
CREATE OR REPLACE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'the audit log only grows'; END $$;
CREATE OR REPLACE TRIGGER audit_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows();

COMMIT;
