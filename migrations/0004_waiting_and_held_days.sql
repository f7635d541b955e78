CREATE TABLE "held_days" (
	"store_id" integer NOT NULL,
	"source_id" integer NOT NULL,
	"day" date NOT NULL,
	"rows" jsonb NOT NULL,
	"why" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "held_days_store_id_source_id_day_pk" PRIMARY KEY("store_id","source_id","day")
);
--> statement-breakpoint
ALTER TABLE "call_budgets" ADD COLUMN "blocked_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "call_budgets" ADD COLUMN "refusals" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "day_coverage" ADD COLUMN "pruned_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "feed_states" ADD COLUMN "late_ignored" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "pulls" ADD COLUMN "fault" text;