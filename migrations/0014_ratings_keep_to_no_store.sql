ALTER TABLE "rating_answers" DROP CONSTRAINT "rating_answers_store_id_stores_id_fk";
--> statement-breakpoint
ALTER TABLE "rating_photos" DROP CONSTRAINT "rating_photos_store_id_stores_id_fk";
--> statement-breakpoint
ALTER TABLE "rating_plans" DROP CONSTRAINT "rating_plans_store_id_stores_id_fk";
--> statement-breakpoint
ALTER TABLE "rating_rounds" DROP CONSTRAINT "rating_rounds_store_id_stores_id_fk";
--> statement-breakpoint
ALTER TABLE "reviews" DROP CONSTRAINT "reviews_store_id_stores_id_fk";
