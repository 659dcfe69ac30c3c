-- Who holds the lease: the name of the node and the number of its start. A node that
-- starts again takes the leases of its former self without waiting.
ALTER TABLE conversations ADD COLUMN lease_node text COLLATE "C" NOT NULL DEFAULT '';
