CREATE TABLE "connect_pages" (
	"id" text PRIMARY KEY NOT NULL,
	"connector" text NOT NULL,
	"person_id" integer NOT NULL,
	"locale" text NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"session" text,
	"consent" text,
	"consent_until" timestamp with time zone,
	"connection_id" integer,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "connect_pages_session" UNIQUE("session")
);
--> statement-breakpoint
CREATE TABLE "differences" (
	"id" serial PRIMARY KEY NOT NULL,
	"store_id" integer NOT NULL,
	"month" date NOT NULL,
	"measure" text NOT NULL,
	"ours" numeric,
	"theirs" numeric NOT NULL,
	"reason" jsonb NOT NULL,
	"state" text NOT NULL,
	"decided_by" integer,
	"found_at" timestamp with time zone NOT NULL,
	CONSTRAINT "differences_figure" UNIQUE("store_id","month","measure")
);
--> statement-breakpoint
CREATE TABLE "stated_totals" (
	"store_id" integer NOT NULL,
	"month" date NOT NULL,
	"measure" text NOT NULL,
	"day" text DEFAULT '' NOT NULL,
	"value" numeric NOT NULL,
	"origin" text NOT NULL,
	"stated_by" integer,
	"stated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "stated_totals_store_id_month_measure_day_pk" PRIMARY KEY("store_id","month","measure","day")
);
--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "created_by" integer;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "expires" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "checked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "connect_pages" ADD CONSTRAINT "connect_pages_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connect_pages" ADD CONSTRAINT "connect_pages_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "differences" ADD CONSTRAINT "differences_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stated_totals" ADD CONSTRAINT "stated_totals_stated_by_people_id_fk" FOREIGN KEY ("stated_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "connect_pages_until" ON "connect_pages" USING btree ("until");--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;