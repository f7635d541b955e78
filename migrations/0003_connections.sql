CREATE TABLE "call_budgets" (
	"key" text PRIMARY KEY NOT NULL,
	"tokens" numeric NOT NULL,
	"refilled_at" timestamp with time zone NOT NULL,
	"day" date,
	"used" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "connection_stores" (
	"id" serial PRIMARY KEY NOT NULL,
	"connector" text NOT NULL,
	"external_id" text NOT NULL,
	"connection_id" integer NOT NULL,
	"store_id" integer NOT NULL,
	"found" jsonb NOT NULL,
	CONSTRAINT "connection_stores_external" UNIQUE("connector","external_id")
);
--> statement-breakpoint
CREATE TABLE "connections" (
	"id" serial PRIMARY KEY NOT NULL,
	"connector" text NOT NULL,
	"fingerprint" text NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "connections_fingerprint_unique" UNIQUE("fingerprint")
);
--> statement-breakpoint
CREATE TABLE "day_coverage" (
	"store_id" integer NOT NULL,
	"source_id" integer NOT NULL,
	"day" date NOT NULL,
	"state" text NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "day_coverage_store_id_source_id_day_pk" PRIMARY KEY("store_id","source_id","day")
);
--> statement-breakpoint
CREATE TABLE "feed_states" (
	"connection_store_id" integer NOT NULL,
	"feed" text NOT NULL,
	"cursor" jsonb,
	"last_ok_at" timestamp with time zone,
	"error_kind" text,
	"error" text,
	"paused_until" timestamp with time zone,
	CONSTRAINT "feed_states_connection_store_id_feed_pk" PRIMARY KEY("connection_store_id","feed")
);
--> statement-breakpoint
CREATE TABLE "order_ledger" (
	"store_id" integer NOT NULL,
	"source_id" integer NOT NULL,
	"order_id" text NOT NULL,
	"line_id" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"days" date[] NOT NULL,
	"line" jsonb NOT NULL,
	CONSTRAINT "order_ledger_store_id_source_id_order_id_line_id_pk" PRIMARY KEY("store_id","source_id","order_id","line_id")
);
--> statement-breakpoint
CREATE TABLE "pulls" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"connection_store_id" integer NOT NULL,
	"feed" text NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"kind" text NOT NULL,
	"priority" integer NOT NULL,
	"state" text NOT NULL,
	"step" jsonb,
	"not_before" timestamp with time zone,
	"lease_until" timestamp with time zone,
	"claims" integer DEFAULT 0 NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "raw_answers" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"pull_id" bigint NOT NULL,
	"url" text NOT NULL,
	"status" integer NOT NULL,
	"body" "bytea" NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "connection_stores" ADD CONSTRAINT "connection_stores_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_states" ADD CONSTRAINT "feed_states_connection_store_id_connection_stores_id_fk" FOREIGN KEY ("connection_store_id") REFERENCES "public"."connection_stores"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pulls" ADD CONSTRAINT "pulls_connection_store_id_connection_stores_id_fk" FOREIGN KEY ("connection_store_id") REFERENCES "public"."connection_stores"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "order_ledger_days" ON "order_ledger" USING gin ("days");--> statement-breakpoint
CREATE UNIQUE INDEX "pulls_open" ON "pulls" USING btree ("connection_store_id","feed","from_day","to_day","kind") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "pulls_waiting" ON "pulls" USING btree ("priority","id") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "pulls_feed" ON "pulls" USING btree ("connection_store_id","feed","kind");--> statement-breakpoint
CREATE INDEX "raw_answers_at" ON "raw_answers" USING btree ("at");