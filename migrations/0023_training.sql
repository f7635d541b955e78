CREATE TABLE "drill_runs" (
	"id" serial PRIMARY KEY NOT NULL,
	"person_id" integer NOT NULL,
	"drill" text NOT NULL,
	"state" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"spent_seconds" integer DEFAULT 0 NOT NULL,
	"hints" integer DEFAULT 0 NOT NULL,
	"steps" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "drill_runs" ADD CONSTRAINT "drill_runs_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "drill_runs_person" ON "drill_runs" USING btree ("person_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "drill_runs_running" ON "drill_runs" USING btree ("person_id") WHERE "drill_runs"."state" = 'running';