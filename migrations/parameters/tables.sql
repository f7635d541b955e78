--> statement-breakpoint
-- What drizzle-kit cannot say; `npm run migrations` appends it. A fifth of each page stays free, so that a restated
-- day is rewritten on its own page. Rows on their way in need no log: after a crash the file is read again.
ALTER TABLE "metric_day" SET (fillfactor = 80);--> statement-breakpoint
ALTER TABLE "import_lines" SET UNLOGGED;--> statement-breakpoint
ALTER TABLE "import_rows" SET UNLOGGED;
