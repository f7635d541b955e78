CREATE TABLE "meetings" (
	"id" serial PRIMARY KEY NOT NULL,
	"subject" text NOT NULL,
	"period_kind" text NOT NULL,
	"period_from" date NOT NULL,
	"channel_id" integer,
	"points" jsonb NOT NULL,
	"started_by" integer,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"demo" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_started_by_people_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "meetings_channel" ON "meetings" USING btree ("channel_id");--> statement-breakpoint
CREATE INDEX "meetings_subject" ON "meetings" USING btree ("subject");--> statement-breakpoint
CREATE TRIGGER "meetings_undo" AFTER INSERT OR UPDATE OR DELETE ON "meetings" FOR EACH ROW EXECUTE FUNCTION keep_row_change();
