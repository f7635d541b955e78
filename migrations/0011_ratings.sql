CREATE TABLE "rating_answers" (
	"id" serial PRIMARY KEY NOT NULL,
	"round_id" integer,
	"kpi_id" text NOT NULL,
	"store_id" integer NOT NULL,
	"sku" text DEFAULT '' NOT NULL,
	"day" date NOT NULL,
	"person_id" integer,
	"score" integer NOT NULL,
	"checks" integer NOT NULL,
	"comment" text,
	"answered_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rating_asked" (
	"round_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"asked_at" timestamp with time zone,
	"reminded_at" timestamp with time zone,
	"reminders" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "rating_asked_round_id_person_id_pk" PRIMARY KEY("round_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "rating_plans" (
	"id" serial PRIMARY KEY NOT NULL,
	"kpi_id" text NOT NULL,
	"store_id" integer NOT NULL,
	"sku" text DEFAULT '' NOT NULL,
	"panel" integer[] NOT NULL,
	"per_round" integer NOT NULL,
	"checks" integer NOT NULL,
	"every" text NOT NULL,
	"created_by" integer,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "rating_rounds" (
	"id" serial PRIMARY KEY NOT NULL,
	"plan_id" integer,
	"kpi_id" text NOT NULL,
	"store_id" integer NOT NULL,
	"sku" text DEFAULT '' NOT NULL,
	"checks" integer NOT NULL,
	"every" text NOT NULL,
	"period_from" date NOT NULL,
	"day" date NOT NULL,
	"due_day" date NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"apart_told_at" timestamp with time zone,
	CONSTRAINT "rating_rounds_period" UNIQUE("plan_id","period_from")
);
--> statement-breakpoint
ALTER TABLE "rating_answers" ADD CONSTRAINT "rating_answers_round_id_rating_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."rating_rounds"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rating_answers" ADD CONSTRAINT "rating_answers_store_id_stores_id_fk" FOREIGN KEY ("store_id") REFERENCES "public"."stores"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rating_answers" ADD CONSTRAINT "rating_answers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rating_asked" ADD CONSTRAINT "rating_asked_round_id_rating_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."rating_rounds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rating_asked" ADD CONSTRAINT "rating_asked_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rating_plans" ADD CONSTRAINT "rating_plans_store_id_stores_id_fk" FOREIGN KEY ("store_id") REFERENCES "public"."stores"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rating_plans" ADD CONSTRAINT "rating_plans_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rating_rounds" ADD CONSTRAINT "rating_rounds_plan_id_rating_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."rating_plans"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rating_rounds" ADD CONSTRAINT "rating_rounds_store_id_stores_id_fk" FOREIGN KEY ("store_id") REFERENCES "public"."stores"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rating_answers_figure" ON "rating_answers" USING btree ("store_id","kpi_id","day");--> statement-breakpoint
CREATE INDEX "rating_asked_person" ON "rating_asked" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "rating_rounds_place" ON "rating_rounds" USING btree ("store_id","kpi_id","period_from");--> statement-breakpoint
CREATE TRIGGER "rating_plans_undo" AFTER INSERT OR UPDATE OR DELETE ON "rating_plans" FOR EACH ROW EXECUTE FUNCTION keep_row_change();--> statement-breakpoint
CREATE TRIGGER "rating_answers_undo" AFTER INSERT OR UPDATE OR DELETE ON "rating_answers" FOR EACH ROW EXECUTE FUNCTION keep_row_change();
