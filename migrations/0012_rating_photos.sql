CREATE TABLE "rating_photos" (
	"id" serial PRIMARY KEY NOT NULL,
	"kpi_id" text NOT NULL,
	"store_id" integer NOT NULL,
	"sku" text DEFAULT '' NOT NULL,
	"day" date NOT NULL,
	"person_id" integer,
	"jpeg" "bytea" NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"added_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "rating_photos" ADD CONSTRAINT "rating_photos_store_id_stores_id_fk" FOREIGN KEY ("store_id") REFERENCES "public"."stores"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rating_photos" ADD CONSTRAINT "rating_photos_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rating_photos_figure" ON "rating_photos" USING btree ("store_id","kpi_id","day");