CREATE TABLE "expected_files" (
	"store_id" integer NOT NULL,
	"format" text NOT NULL,
	"every_days" integer NOT NULL,
	"said" boolean DEFAULT false NOT NULL,
	"off" boolean DEFAULT false NOT NULL,
	"reminded_after" date,
	CONSTRAINT "expected_files_store_id_format_pk" PRIMARY KEY("store_id","format")
);
--> statement-breakpoint
CREATE TABLE "import_files" (
	"import_id" integer NOT NULL,
	"piece" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "import_files_import_id_piece_pk" PRIMARY KEY("import_id","piece")
);
--> statement-breakpoint
CREATE TABLE "import_readings" (
	"import_id" integer PRIMARY KEY NOT NULL,
	"options" jsonb NOT NULL,
	"look" jsonb NOT NULL,
	"phase" text NOT NULL,
	"rows" integer DEFAULT 0 NOT NULL,
	"share" double precision DEFAULT 0 NOT NULL,
	"differences" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"told" boolean DEFAULT false NOT NULL,
	"fault" jsonb,
	"wanted_by" integer,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "taken_files" (
	"sha256" text NOT NULL,
	"name" text NOT NULL,
	"way" text NOT NULL,
	"import_id" integer,
	"refused" boolean DEFAULT false NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "taken_files_way_sha256_pk" PRIMARY KEY("way","sha256")
);
--> statement-breakpoint
ALTER TABLE "import_files" ADD CONSTRAINT "import_files_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_readings" ADD CONSTRAINT "import_readings_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;