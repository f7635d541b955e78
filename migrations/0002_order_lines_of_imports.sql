CREATE TABLE "import_mappings" (
	"id" serial PRIMARY KEY NOT NULL,
	"signature" text NOT NULL,
	"file_name" text NOT NULL,
	"columns" jsonb NOT NULL,
	"kind" text,
	"mapping" jsonb,
	"by" integer,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"answered_at" timestamp with time zone,
	CONSTRAINT "import_mappings_signature_unique" UNIQUE("signature")
);
--> statement-breakpoint
CREATE TABLE "order_lines" (
	"import_id" integer NOT NULL,
	"store_id" integer NOT NULL,
	"order_id" text NOT NULL,
	"line" text NOT NULL,
	"shape" text NOT NULL,
	"day" date NOT NULL,
	"ship_day" date,
	"sku" text NOT NULL,
	"state" text,
	"m" jsonb NOT NULL,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "order_lines_import_id_store_id_order_id_line_pk" PRIMARY KEY("import_id","store_id","order_id","line")
);
--> statement-breakpoint
ALTER TABLE "import_lines" ADD COLUMN "line" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "import_lines" ADD COLUMN "state" text;--> statement-breakpoint
ALTER TABLE "import_lines" ADD COLUMN "status" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "import_lines" ADD COLUMN "whole" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "order_lines_order" ON "order_lines" USING btree ("store_id","order_id");--> statement-breakpoint
CREATE INDEX "order_lines_day" ON "order_lines" USING btree ("store_id","day");