-- Check numbers: SQLite itself doesn't see when a stored value is damaged. Null is
-- a row from before there were any.
ALTER TABLE conversations ADD COLUMN sum INTEGER;
ALTER TABLE drafts ADD COLUMN sum INTEGER;
ALTER TABLE entries ADD COLUMN sum INTEGER;
