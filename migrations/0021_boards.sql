CREATE TABLE "boards" (
	"id" serial PRIMARY KEY NOT NULL,
	"owner_id" integer NOT NULL,
	"name" text NOT NULL,
	"places" text[] NOT NULL,
	"kpis" text[] NOT NULL,
	"panels" text[] NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "share_links" (
	"id" serial PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"name" text NOT NULL,
	"places" text[] NOT NULL,
	"kpis" text[] NOT NULL,
	"panels" text[] NOT NULL,
	"locale" text NOT NULL,
	"passphrase" text,
	"created_by" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"revoked_by" integer,
	"demo" boolean DEFAULT false NOT NULL,
	CONSTRAINT "share_links_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "share_visits" (
	"id" serial PRIMARY KEY NOT NULL,
	"link_id" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"network" text NOT NULL,
	"device" text NOT NULL,
	"kind" text NOT NULL,
	"what" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "boards" ADD CONSTRAINT "boards_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_links" ADD CONSTRAINT "share_links_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_links" ADD CONSTRAINT "share_links_revoked_by_people_id_fk" FOREIGN KEY ("revoked_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_visits" ADD CONSTRAINT "share_visits_link_id_share_links_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."share_links"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "boards_name" ON "boards" USING btree ("owner_id",lower("name"));--> statement-breakpoint
CREATE INDEX "share_links_maker" ON "share_links" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "share_visits_link" ON "share_visits" USING btree ("link_id","at");--> statement-breakpoint
CREATE TRIGGER "boards_undo" AFTER INSERT OR UPDATE OR DELETE ON "boards" FOR EACH ROW EXECUTE FUNCTION keep_row_change();
