-- contract: how a column is compressed is nothing that the version before can see.
-- Every message is written and read with its card: lz4 takes a seventh of the processor time of PostgreSQL's own compression and a
-- tenth more room. What is stored stays as it is; a server that was built without lz4 keeps its own.
DO $$
BEGIN
  ALTER TABLE "deliveries" ALTER COLUMN "card" SET COMPRESSION lz4, ALTER COLUMN "reply" SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
  RAISE NOTICE 'cards keep PostgreSQL''s own compression: this server has no lz4';
END $$;
