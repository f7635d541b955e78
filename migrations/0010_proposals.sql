CREATE TABLE "approval_rules" (
	"id" serial PRIMARY KEY NOT NULL,
	"place" text NOT NULL,
	"kpi_id" text,
	"from_change" numeric NOT NULL,
	"steps" text[] NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"set_by" integer,
	"set_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "proposal_events" (
	"id" serial PRIMARY KEY NOT NULL,
	"proposal_id" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"person_id" integer,
	"kind" text NOT NULL,
	"detail" text
);
--> statement-breakpoint
CREATE TABLE "target_proposals" (
	"id" serial PRIMARY KEY NOT NULL,
	"kpi_id" text NOT NULL,
	"place" text NOT NULL,
	"period" text NOT NULL,
	"valid_from" date NOT NULL,
	"value" numeric,
	"low" numeric,
	"high" numeric,
	"currency" text,
	"owner_id" integer,
	"weight" integer,
	"reason" text,
	"past" jsonb NOT NULL,
	"steps" text[] NOT NULL,
	"step" integer NOT NULL,
	"approved_by" integer[] NOT NULL,
	"state" text NOT NULL,
	"proposed_by" integer,
	"proposed_at" timestamp with time zone NOT NULL,
	"remind_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"target_id" integer,
	"demo" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
ALTER TABLE "approval_rules" ADD CONSTRAINT "approval_rules_set_by_people_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_events" ADD CONSTRAINT "proposal_events_proposal_id_target_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."target_proposals"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_events" ADD CONSTRAINT "proposal_events_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "target_proposals" ADD CONSTRAINT "target_proposals_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "target_proposals" ADD CONSTRAINT "target_proposals_proposed_by_people_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "target_proposals" ADD CONSTRAINT "target_proposals_target_id_targets_id_fk" FOREIGN KEY ("target_id") REFERENCES "public"."targets"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "proposal_events_proposal" ON "proposal_events" USING btree ("proposal_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "target_proposals_waiting" ON "target_proposals" USING btree ("kpi_id","place","period","valid_from","demo") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "target_proposals_due" ON "target_proposals" USING btree ("remind_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE TRIGGER "approval_rules_undo" AFTER INSERT OR UPDATE OR DELETE ON "approval_rules" FOR EACH ROW EXECUTE FUNCTION keep_row_change();--> statement-breakpoint
CREATE TRIGGER "target_proposals_undo" AFTER INSERT OR UPDATE OR DELETE ON "target_proposals" FOR EACH ROW EXECUTE FUNCTION keep_row_change();
