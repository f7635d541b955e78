CREATE TABLE "review_files" (
	"id" serial PRIMARY KEY NOT NULL,
	"file_name" text NOT NULL,
	"content" jsonb NOT NULL,
	"created_by" integer,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "reviews" DROP CONSTRAINT "reviews_same";--> statement-breakpoint
ALTER TABLE "reviews" ALTER COLUMN "stars" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "external_key" text;--> statement-breakpoint
ALTER TABLE "review_files" ADD CONSTRAINT "review_files_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "reviews_content" ON "reviews" USING btree ("store_id","sku","day",coalesce("stars", 0),md5("text")) WHERE "reviews"."external_key" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "reviews_external" ON "reviews" USING btree ("store_id","external_key");