CREATE TABLE "row_changes" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"step_id" integer NOT NULL,
	"table_name" text NOT NULL,
	"before" jsonb,
	"after" jsonb
);
--> statement-breakpoint
CREATE TABLE "undo_steps" (
	"id" serial PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"person_id" integer,
	"person_name" text NOT NULL,
	"verb" text NOT NULL,
	"line" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"reverts" integer,
	"undone_at" timestamp with time zone,
	CONSTRAINT "undo_steps_key_unique" UNIQUE("key")
);
--> statement-breakpoint
ALTER TABLE "row_changes" ADD CONSTRAINT "row_changes_step_id_undo_steps_id_fk" FOREIGN KEY ("step_id") REFERENCES "public"."undo_steps"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "undo_steps" ADD CONSTRAINT "undo_steps_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "row_changes_step" ON "row_changes" USING btree ("step_id");--> statement-breakpoint
CREATE INDEX "undo_steps_person" ON "undo_steps" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "undo_steps_at" ON "undo_steps" USING btree ("at");--> statement-breakpoint
-- While a transaction says in `linkstar.step` what is carried out, each change of these tables is kept.
CREATE FUNCTION keep_change(name text, old_row jsonb, new_row jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  said text := current_setting('linkstar.step', true);
  step jsonb;
  number integer;
BEGIN
  IF coalesce(said, '') = '' THEN RETURN; END IF;
  step := said::jsonb;
  INSERT INTO undo_steps (key, person_id, person_name, verb, line, at, reverts)
  VALUES (step->>'key', (step->>'personId')::integer, step->>'personName', step->>'verb', step->>'line',
    (step->>'at')::timestamptz, (step->>'reverts')::integer)
  ON CONFLICT (key) DO UPDATE SET key = excluded.key
  RETURNING id INTO number;
  INSERT INTO row_changes (step_id, table_name, before, after) VALUES (number, name, old_row, new_row);
END $$;
--> statement-breakpoint
CREATE FUNCTION keep_row_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM keep_change(TG_TABLE_NAME, CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END,
    CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "targets_undo" AFTER INSERT OR UPDATE OR DELETE ON "targets" FOR EACH ROW EXECUTE FUNCTION keep_row_change();
--> statement-breakpoint
CREATE TRIGGER "notes_undo" AFTER INSERT OR UPDATE OR DELETE ON "notes" FOR EACH ROW EXECUTE FUNCTION keep_row_change();
--> statement-breakpoint
CREATE TRIGGER "events_undo" AFTER INSERT OR UPDATE OR DELETE ON "events" FOR EACH ROW EXECUTE FUNCTION keep_row_change();
--> statement-breakpoint
-- Rules that come with the service are nobody's change.
CREATE TRIGGER "alert_rules_undo_new" AFTER INSERT ON "alert_rules" FOR EACH ROW WHEN (NEW.origin IS NULL) EXECUTE FUNCTION keep_row_change();
--> statement-breakpoint
CREATE TRIGGER "alert_rules_undo" AFTER UPDATE OR DELETE ON "alert_rules" FOR EACH ROW EXECUTE FUNCTION keep_row_change();
--> statement-breakpoint
CREATE TRIGGER "schedules_undo" AFTER INSERT OR UPDATE OR DELETE ON "schedules" FOR EACH ROW EXECUTE FUNCTION keep_row_change();
--> statement-breakpoint
CREATE TRIGGER "channels_undo" AFTER INSERT OR UPDATE OR DELETE ON "channels" FOR EACH ROW EXECUTE FUNCTION keep_row_change();
--> statement-breakpoint
CREATE TRIGGER "people_undo" AFTER INSERT OR UPDATE OR DELETE ON "people" FOR EACH ROW EXECUTE FUNCTION keep_row_change();
--> statement-breakpoint
CREATE TRIGGER "mutes_undo" AFTER INSERT OR UPDATE OR DELETE ON "mutes" FOR EACH ROW EXECUTE FUNCTION keep_row_change();
--> statement-breakpoint
CREATE TRIGGER "exchange_rates_undo" AFTER INSERT OR UPDATE OR DELETE ON "exchange_rates" FOR EACH ROW EXECUTE FUNCTION keep_row_change();
--> statement-breakpoint
CREATE TRIGGER "kpi_definitions_undo" AFTER INSERT OR UPDATE OR DELETE ON "kpi_definitions" FOR EACH ROW EXECUTE FUNCTION keep_row_change();
