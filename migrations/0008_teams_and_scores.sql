CREATE TABLE "improvements" (
	"id" serial PRIMARY KEY NOT NULL,
	"kpi_id" text NOT NULL,
	"place" text NOT NULL,
	"period_kind" text,
	"period_from" date,
	"what" text NOT NULL,
	"owner_id" integer,
	"due_day" date NOT NULL,
	"state" text NOT NULL,
	"outcome" text,
	"value_before" numeric,
	"currency" text,
	"demo" boolean DEFAULT false NOT NULL,
	"created_by" integer,
	"created_at" timestamp with time zone NOT NULL,
	"closed_by" integer,
	"closed_at" timestamp with time zone,
	"reminded_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "bonus_tables" (
	"id" serial PRIMARY KEY NOT NULL,
	"template" text NOT NULL,
	"bands" jsonb NOT NULL,
	"currency" text,
	"demo" boolean DEFAULT false NOT NULL,
	"set_by" integer,
	"set_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "closed_scores" (
	"id" serial PRIMARY KEY NOT NULL,
	"subject" text NOT NULL,
	"template" text NOT NULL,
	"period_kind" text NOT NULL,
	"period_from" date NOT NULL,
	"revision" integer NOT NULL,
	"inputs" text NOT NULL,
	"result" text NOT NULL,
	"score" numeric,
	"state" text NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"closed_by" integer,
	"closed_at" timestamp with time zone NOT NULL,
	"object_until" timestamp with time zone NOT NULL,
	"reopened_for" text,
	CONSTRAINT "closed_scores_revision" UNIQUE("subject","period_kind","period_from","revision")
);
--> statement-breakpoint
CREATE TABLE "objections" (
	"id" serial PRIMARY KEY NOT NULL,
	"score_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"reason" text NOT NULL,
	"raised_at" timestamp with time zone NOT NULL,
	"outcome" text,
	"answer" text,
	"answered_by" integer,
	"answered_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "procedures" (
	"id" serial PRIMARY KEY NOT NULL,
	"kpi_id" text NOT NULL,
	"place" text NOT NULL,
	"title" text NOT NULL,
	"url" text NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"set_by" integer,
	"set_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "procedures_place" UNIQUE("kpi_id","place","demo")
);
--> statement-breakpoint
CREATE TABLE "score_templates" (
	"id" serial PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"base" text,
	"lines" jsonb NOT NULL,
	"max_attainment" numeric NOT NULL,
	"gate" integer,
	"valid_from" date NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"set_by" integer,
	"set_at" timestamp with time zone DEFAULT now() NOT NULL,
	"retired" boolean DEFAULT false NOT NULL,
	CONSTRAINT "score_templates_version" UNIQUE("code","demo","version")
);
--> statement-breakpoint
CREATE TABLE "scorecards" (
	"id" serial PRIMARY KEY NOT NULL,
	"subject" text NOT NULL,
	"template" text NOT NULL,
	"places" text[] NOT NULL,
	"left_out" jsonb NOT NULL,
	"valid_from" date NOT NULL,
	"withdrawn" boolean DEFAULT false NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"set_by" integer,
	"set_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "team_members" (
	"id" serial PRIMARY KEY NOT NULL,
	"team_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"from_day" date NOT NULL,
	"until_day" date
);
--> statement-breakpoint
CREATE TABLE "teams" (
	"id" serial PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"leader_id" integer,
	"places" text[] NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"created_by" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "improvements" ADD CONSTRAINT "improvements_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "improvements" ADD CONSTRAINT "improvements_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "improvements" ADD CONSTRAINT "improvements_closed_by_people_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bonus_tables" ADD CONSTRAINT "bonus_tables_set_by_people_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closed_scores" ADD CONSTRAINT "closed_scores_closed_by_people_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objections" ADD CONSTRAINT "objections_score_id_closed_scores_id_fk" FOREIGN KEY ("score_id") REFERENCES "public"."closed_scores"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objections" ADD CONSTRAINT "objections_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objections" ADD CONSTRAINT "objections_answered_by_people_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "procedures" ADD CONSTRAINT "procedures_set_by_people_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "score_templates" ADD CONSTRAINT "score_templates_set_by_people_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scorecards" ADD CONSTRAINT "scorecards_set_by_people_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "teams" ADD CONSTRAINT "teams_leader_id_people_id_fk" FOREIGN KEY ("leader_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "teams" ADD CONSTRAINT "teams_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "improvements_open" ON "improvements" USING btree ("state","due_day");--> statement-breakpoint
CREATE INDEX "improvements_kpi" ON "improvements" USING btree ("kpi_id","place");--> statement-breakpoint
CREATE INDEX "closed_scores_period" ON "closed_scores" USING btree ("period_kind","period_from");--> statement-breakpoint
CREATE INDEX "objections_score" ON "objections" USING btree ("score_id");--> statement-breakpoint
CREATE INDEX "scorecards_subject" ON "scorecards" USING btree ("subject","valid_from");--> statement-breakpoint
CREATE INDEX "team_members_team" ON "team_members" USING btree ("team_id");--> statement-breakpoint
CREATE INDEX "team_members_person" ON "team_members" USING btree ("person_id");--> statement-breakpoint
CREATE TRIGGER "teams_undo" AFTER INSERT OR UPDATE OR DELETE ON "teams" FOR EACH ROW EXECUTE FUNCTION keep_row_change();--> statement-breakpoint
CREATE TRIGGER "team_members_undo" AFTER INSERT OR UPDATE OR DELETE ON "team_members" FOR EACH ROW EXECUTE FUNCTION keep_row_change();--> statement-breakpoint
CREATE TRIGGER "score_templates_undo" AFTER INSERT OR UPDATE OR DELETE ON "score_templates" FOR EACH ROW EXECUTE FUNCTION keep_row_change();--> statement-breakpoint
CREATE TRIGGER "scorecards_undo" AFTER INSERT OR UPDATE OR DELETE ON "scorecards" FOR EACH ROW EXECUTE FUNCTION keep_row_change();--> statement-breakpoint
CREATE TRIGGER "bonus_tables_undo" AFTER INSERT OR UPDATE OR DELETE ON "bonus_tables" FOR EACH ROW EXECUTE FUNCTION keep_row_change();--> statement-breakpoint
CREATE TRIGGER "procedures_undo" AFTER INSERT OR UPDATE OR DELETE ON "procedures" FOR EACH ROW EXECUTE FUNCTION keep_row_change();--> statement-breakpoint
CREATE TRIGGER "improvements_undo" AFTER INSERT OR UPDATE OR DELETE ON "improvements" FOR EACH ROW EXECUTE FUNCTION keep_row_change();
