CREATE TABLE "reviews" (
	"id" serial PRIMARY KEY NOT NULL,
	"store_id" integer NOT NULL,
	"sku" text DEFAULT '' NOT NULL,
	"day" date NOT NULL,
	"stars" integer NOT NULL,
	"text" text NOT NULL,
	"added_by" integer,
	"added_at" timestamp with time zone NOT NULL,
	"labels" text[] NOT NULL,
	"labelled_by" integer,
	"labelled_at" timestamp with time zone,
	CONSTRAINT "reviews_same" UNIQUE("store_id","sku","day","stars","text")
);
--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_store_id_stores_id_fk" FOREIGN KEY ("store_id") REFERENCES "public"."stores"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_added_by_people_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_labelled_by_people_id_fk" FOREIGN KEY ("labelled_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reviews_store" ON "reviews" USING btree ("store_id","day");--> statement-breakpoint
CREATE TRIGGER "reviews_undo" AFTER INSERT OR UPDATE OR DELETE ON "reviews" FOR EACH ROW EXECUTE FUNCTION keep_row_change();
