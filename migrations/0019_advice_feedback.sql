CREATE TABLE "advice_feedback" (
	"id" serial PRIMARY KEY NOT NULL,
	"rule" text NOT NULL,
	"place" text NOT NULL,
	"person_id" integer,
	"useful" boolean NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "advice_feedback_person" UNIQUE("rule","place","person_id")
);
--> statement-breakpoint
ALTER TABLE "advice_feedback" ADD CONSTRAINT "advice_feedback_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;