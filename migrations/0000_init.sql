CREATE TABLE "alert_answers" (
	"id" serial PRIMARY KEY NOT NULL,
	"alert_id" integer NOT NULL,
	"kind" text NOT NULL,
	"text" text,
	"person_id" integer,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alert_events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"alert_id" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	"person_id" integer,
	"via" text,
	"detail" jsonb
);
--> statement-breakpoint
CREATE TABLE "alert_findings" (
	"alert_id" integer PRIMARY KEY NOT NULL,
	"finding" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alert_groups" (
	"id" serial PRIMARY KEY NOT NULL,
	"kpi_id" text NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"opened_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alert_rules" (
	"id" serial PRIMARY KEY NOT NULL,
	"kpi_id" text NOT NULL,
	"place" text NOT NULL,
	"each_store" boolean DEFAULT false NOT NULL,
	"kind" text NOT NULL,
	"parameters" jsonb NOT NULL,
	"severity" text,
	"owner_id" integer,
	"active_hours" jsonb,
	"hysteresis" numeric NOT NULL,
	"for_days" integer DEFAULT 1 NOT NULL,
	"origin" text,
	"created_by" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"stopped_by" integer,
	"stopped_at" timestamp with time zone,
	"demo" boolean DEFAULT false NOT NULL,
	CONSTRAINT "alert_rules_origin" UNIQUE("origin","demo")
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" serial PRIMARY KEY NOT NULL,
	"rule" text NOT NULL,
	"kpi_id" text NOT NULL,
	"place" text NOT NULL,
	"state" text NOT NULL,
	"severity" text NOT NULL,
	"from_day" date NOT NULL,
	"day" date NOT NULL,
	"value" numeric,
	"limit_value" numeric,
	"currency" text,
	"owner_id" integer,
	"revision" integer DEFAULT 1 NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"acknowledged_by" integer,
	"acknowledged_at" timestamp with time zone,
	"reason" text,
	"resolved_at" timestamp with time zone,
	"resolved_by" integer,
	"snoozed_until" timestamp with time zone,
	"ack_until" timestamp with time zone,
	"ack_asked_at" timestamp with time zone,
	"bad" boolean DEFAULT true NOT NULL,
	"held_by" integer,
	"group_id" integer,
	"escalation" integer DEFAULT 0 NOT NULL,
	"escalate_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"person_id" integer,
	"messenger" text NOT NULL,
	"channel" text NOT NULL,
	"via" text NOT NULL,
	"verb" text,
	"line" text NOT NULL,
	"outcome" text NOT NULL,
	"reference" text,
	"took_ms" integer
);
--> statement-breakpoint
CREATE TABLE "channel_gates" (
	"channel_id" integer PRIMARY KEY NOT NULL,
	"next_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "channels" (
	"id" serial PRIMARY KEY NOT NULL,
	"messenger" text NOT NULL,
	"workspace" text DEFAULT '' NOT NULL,
	"external_id" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"scope" text[] NOT NULL,
	"locale" text NOT NULL,
	"time_zone" text NOT NULL,
	"alerts" boolean DEFAULT true NOT NULL,
	"unreachable_since" timestamp with time zone,
	"demo" boolean DEFAULT false NOT NULL,
	CONSTRAINT "channels_external" UNIQUE("messenger","workspace","external_id")
);
--> statement-breakpoint
CREATE TABLE "claims" (
	"key" text PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"answer" jsonb
);
--> statement-breakpoint
CREATE TABLE "counters" (
	"key" text PRIMARY KEY NOT NULL,
	"used" integer NOT NULL,
	"until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"channel_id" integer NOT NULL,
	"subject" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"card" jsonb NOT NULL,
	"reply" jsonb,
	"urgency" integer DEFAULT 5 NOT NULL,
	"not_before" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone,
	"doubtful" boolean DEFAULT false NOT NULL,
	"fault" text,
	"error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "deliveries_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "dirty_days" (
	"store_id" integer NOT NULL,
	"day" date NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dirty_days_store_id_day_pk" PRIMARY KEY("store_id","day")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" serial PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"place" text NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"kind" text NOT NULL,
	"factor" numeric DEFAULT 1 NOT NULL,
	"created_by" integer,
	"demo" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "exchange_rates" (
	"from_currency" text NOT NULL,
	"to_currency" text NOT NULL,
	"since" date NOT NULL,
	"rate" numeric NOT NULL,
	"set_by" integer,
	"set_at" timestamp with time zone DEFAULT now() NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	CONSTRAINT "exchange_rates_from_currency_to_currency_since_demo_pk" PRIMARY KEY("from_currency","to_currency","since","demo")
);
--> statement-breakpoint
CREATE TABLE "held_looks" (
	"rule" text NOT NULL,
	"kpi_id" text NOT NULL,
	"place" text NOT NULL,
	"day" date NOT NULL,
	"event_id" integer NOT NULL,
	"value" numeric NOT NULL,
	"expected" numeric,
	"currency" text,
	CONSTRAINT "held_looks_rule_place_day_pk" PRIMARY KEY("rule","place","day")
);
--> statement-breakpoint
CREATE TABLE "held_notices" (
	"person_id" integer NOT NULL,
	"alert_id" integer NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	CONSTRAINT "held_notices_person_id_alert_id_pk" PRIMARY KEY("person_id","alert_id")
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"messenger" text NOT NULL,
	"workspace" text DEFAULT '' NOT NULL,
	"external_id" text NOT NULL,
	"person_id" integer NOT NULL,
	"linked_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "identities_messenger_workspace_external_id_pk" PRIMARY KEY("messenger","workspace","external_id")
);
--> statement-breakpoint
CREATE TABLE "import_changes" (
	"import_id" integer NOT NULL,
	"store_id" integer NOT NULL,
	"source_id" integer NOT NULL,
	"sku" text NOT NULL,
	"day" date NOT NULL,
	"before" jsonb,
	"after" jsonb,
	CONSTRAINT "import_changes_import_id_store_id_source_id_sku_day_pk" PRIMARY KEY("import_id","store_id","source_id","sku","day")
);
--> statement-breakpoint
CREATE TABLE "import_lines" (
	"import_id" integer NOT NULL,
	"row" bigint NOT NULL,
	"store" text NOT NULL,
	"order_id" text NOT NULL,
	"day" date NOT NULL,
	"ship_day" date,
	"sku" text NOT NULL,
	"sku_name" text,
	"m" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"import_id" integer NOT NULL,
	"store" text NOT NULL,
	"day" date NOT NULL,
	"sku" text NOT NULL,
	"sku_name" text,
	"m" jsonb NOT NULL,
	CONSTRAINT "import_rows_import_id_store_day_sku_pk" PRIMARY KEY("import_id","store","day","sku")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" serial PRIMARY KEY NOT NULL,
	"file_name" text NOT NULL,
	"content_hash" text NOT NULL,
	"kind" text NOT NULL,
	"mapping" jsonb NOT NULL,
	"state" text NOT NULL,
	"rows_read" integer DEFAULT 0 NOT NULL,
	"rows_skipped" integer DEFAULT 0 NOT NULL,
	"skipped" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"summary" jsonb,
	"created_by" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"applied_at" timestamp with time zone,
	"undone_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"messenger" text NOT NULL,
	"key" text NOT NULL,
	"payload" jsonb,
	"at" timestamp with time zone NOT NULL,
	"lease_until" timestamp with time zone,
	"attempts" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "inbox_messenger_key_pk" PRIMARY KEY("messenger","key")
);
--> statement-breakpoint
CREATE TABLE "kpi_definitions" (
	"id" serial PRIMARY KEY NOT NULL,
	"kpi_id" text NOT NULL,
	"valid_from" date NOT NULL,
	"definition" jsonb NOT NULL,
	"created_by" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"withdrawn" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"channel_id" integer NOT NULL,
	"subject" text NOT NULL,
	"revision" integer NOT NULL,
	"ref" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "messages_channel_id_subject_pk" PRIMARY KEY("channel_id","subject")
);
--> statement-breakpoint
CREATE TABLE "metric_day" (
	"store_id" integer NOT NULL,
	"source_id" integer NOT NULL,
	"sku" text DEFAULT '' NOT NULL,
	"day" date NOT NULL,
	"m" jsonb NOT NULL,
	"derived" text[],
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"corrected_at" timestamp with time zone,
	"was" jsonb,
	CONSTRAINT "metric_day_store_id_source_id_sku_day_pk" PRIMARY KEY("store_id","source_id","sku","day")
);
--> statement-breakpoint
CREATE TABLE "mutes" (
	"id" serial PRIMARY KEY NOT NULL,
	"kpi_id" text,
	"place" text NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"reason" text,
	"created_by" integer,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" integer,
	"demo" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notes" (
	"id" serial PRIMARY KEY NOT NULL,
	"text" text NOT NULL,
	"author_id" integer,
	"author_name" text NOT NULL,
	"place" text NOT NULL,
	"kpi_id" text,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"alert_id" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "own_messages" (
	"messenger" text NOT NULL,
	"id" text NOT NULL,
	"channel" text NOT NULL,
	"seq" bigserial NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "own_messages_messenger_id_pk" PRIMARY KEY("messenger","id")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" serial PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"scope" text[] NOT NULL,
	"locale" text,
	"time_zone" text,
	"quiet_from" text,
	"quiet_to" text,
	"away_until" timestamp with time zone,
	"deputy_id" integer,
	"active" boolean DEFAULT true NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "people_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "pictures" (
	"id" text PRIMARY KEY NOT NULL,
	"png" "bytea" NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"used_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "schedule_runs" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"schedule_id" integer NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"try_at" timestamp with time zone NOT NULL,
	"deadline" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"lease_until" timestamp with time zone,
	"missing" jsonb,
	"posted" jsonb,
	"changed_since" timestamp with time zone,
	"changed_at" timestamp with time zone,
	"corrections" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "schedule_runs_slot" UNIQUE("schedule_id","due_at")
);
--> statement-breakpoint
CREATE TABLE "schedules" (
	"id" serial PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"channel_id" integer NOT NULL,
	"cron" text NOT NULL,
	"time_zone" text NOT NULL,
	"wait_minutes" integer DEFAULT 120 NOT NULL,
	"params" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"next_run_at" timestamp with time zone NOT NULL,
	"last_run_at" timestamp with time zone,
	"paused" boolean DEFAULT false NOT NULL,
	"created_by" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "skus" (
	"store_id" integer NOT NULL,
	"sku" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "skus_store_id_sku_pk" PRIMARY KEY("store_id","sku")
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"id" serial PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"rank" integer DEFAULT 50 NOT NULL,
	"provisional_days" integer DEFAULT 0 NOT NULL,
	"due_hours" integer DEFAULT 12 NOT NULL,
	"last_seen_at" timestamp with time zone,
	CONSTRAINT "sources_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "stores" (
	"id" serial PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"platform" text NOT NULL,
	"market" text NOT NULL,
	"currency" text NOT NULL,
	"time_zone" text NOT NULL,
	"aliases" text[] DEFAULT '{}'::text[] NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stores_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "targets" (
	"id" serial PRIMARY KEY NOT NULL,
	"kpi_id" text NOT NULL,
	"place" text NOT NULL,
	"period" text NOT NULL,
	"value" numeric,
	"low" numeric,
	"high" numeric,
	"currency" text,
	"owner_id" integer,
	"weight" integer DEFAULT 10 NOT NULL,
	"valid_from" date NOT NULL,
	"set_by" integer,
	"set_at" timestamp with time zone DEFAULT now() NOT NULL,
	"withdrawn" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"messenger" text NOT NULL,
	"name" text NOT NULL,
	"handle" text,
	"uploaded_at" timestamp with time zone,
	"lease_until" timestamp with time zone,
	CONSTRAINT "uploads_messenger_name_pk" PRIMARY KEY("messenger","name")
);
--> statement-breakpoint
CREATE TABLE "vault" (
	"owner" text NOT NULL,
	"name" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "vault_owner_name_pk" PRIMARY KEY("owner","name")
);
--> statement-breakpoint
ALTER TABLE "alert_answers" ADD CONSTRAINT "alert_answers_alert_id_alerts_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alerts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_answers" ADD CONSTRAINT "alert_answers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_events" ADD CONSTRAINT "alert_events_alert_id_alerts_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alerts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_events" ADD CONSTRAINT "alert_events_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_findings" ADD CONSTRAINT "alert_findings_alert_id_alerts_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alerts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_rules" ADD CONSTRAINT "alert_rules_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_rules" ADD CONSTRAINT "alert_rules_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_rules" ADD CONSTRAINT "alert_rules_stopped_by_people_id_fk" FOREIGN KEY ("stopped_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_acknowledged_by_people_id_fk" FOREIGN KEY ("acknowledged_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_resolved_by_people_id_fk" FOREIGN KEY ("resolved_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channel_gates" ADD CONSTRAINT "channel_gates_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "held_looks" ADD CONSTRAINT "held_looks_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "held_notices" ADD CONSTRAINT "held_notices_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "held_notices" ADD CONSTRAINT "held_notices_alert_id_alerts_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alerts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_changes" ADD CONSTRAINT "import_changes_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mutes" ADD CONSTRAINT "mutes_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mutes" ADD CONSTRAINT "mutes_ended_by_people_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedule_runs" ADD CONSTRAINT "schedule_runs_schedule_id_schedules_id_fk" FOREIGN KEY ("schedule_id") REFERENCES "public"."schedules"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "targets" ADD CONSTRAINT "targets_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "targets" ADD CONSTRAINT "targets_set_by_people_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alert_answers_alert" ON "alert_answers" USING btree ("alert_id");--> statement-breakpoint
CREATE INDEX "alert_events_alert" ON "alert_events" USING btree ("alert_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_unresolved" ON "alerts" USING btree ("rule","place") WHERE state <> 'resolved';--> statement-breakpoint
CREATE INDEX "alerts_changed" ON "alerts" USING btree ("changed_at");--> statement-breakpoint
CREATE INDEX "alerts_group" ON "alerts" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit" USING btree ("at");--> statement-breakpoint
CREATE INDEX "claims_at" ON "claims" USING btree ("at");--> statement-breakpoint
CREATE INDEX "counters_until" ON "counters" USING btree ("until");--> statement-breakpoint
CREATE INDEX "deliveries_ready" ON "deliveries" USING btree ("channel_id","not_before") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "deliveries_waiting" ON "deliveries" USING btree ("channel_id","urgency","id") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "deliveries_subject" ON "deliveries" USING btree ("channel_id","subject");--> statement-breakpoint
CREATE INDEX "held_looks_day" ON "held_looks" USING btree ("day");--> statement-breakpoint
CREATE INDEX "identities_person" ON "identities" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "import_lines_import" ON "import_lines" USING btree ("import_id");--> statement-breakpoint
CREATE INDEX "imports_hash" ON "imports" USING btree ("content_hash");--> statement-breakpoint
CREATE INDEX "inbox_open" ON "inbox" USING btree ("messenger","lease_until") WHERE lease_until is not null;--> statement-breakpoint
CREATE INDEX "inbox_at" ON "inbox" USING btree ("at");--> statement-breakpoint
CREATE INDEX "kpi_definitions_kpi" ON "kpi_definitions" USING btree ("kpi_id","valid_from");--> statement-breakpoint
CREATE INDEX "metric_day_day" ON "metric_day" USING brin ("day");--> statement-breakpoint
CREATE INDEX "notes_days" ON "notes" USING btree ("from_day","to_day");--> statement-breakpoint
CREATE INDEX "own_messages_channel" ON "own_messages" USING btree ("messenger","channel","seq");--> statement-breakpoint
CREATE INDEX "schedule_runs_try" ON "schedule_runs" USING btree ("try_at");--> statement-breakpoint
CREATE INDEX "schedule_runs_changed" ON "schedule_runs" USING btree ("changed_at") WHERE changed_at is not null;--> statement-breakpoint
CREATE INDEX "schedules_due" ON "schedules" USING btree ("next_run_at");--> statement-breakpoint
CREATE INDEX "targets_lookup" ON "targets" USING btree ("kpi_id","place","period","valid_from");--> statement-breakpoint
-- What drizzle-kit cannot say; `npm run migrations` appends it. A fifth of each page stays free, so that a restated
-- day is rewritten on its own page. Rows on their way in need no log: after a crash the file is read again.
ALTER TABLE "metric_day" SET (fillfactor = 80);--> statement-breakpoint
ALTER TABLE "import_lines" SET UNLOGGED;--> statement-breakpoint
ALTER TABLE "import_rows" SET UNLOGGED;
