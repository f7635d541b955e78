import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '#src/paths.ts'

/**
 * During a rolling restart the version before works on the new schema until it stops. What a migration may do to a table
 * that was there before: add what the version before need not know. Anything else needs a line above the statement that
 * begins with `-- contract:` and says why the version before can live with it (nothing in it reads or writes this any more).
 */
const allowed: readonly ((statement: string, made: ReadonlySet<string>) => boolean)[] = [
  statement => /^create (table|type|sequence|schema|function)\b/i.test(statement),
  statement => /^create index\b/i.test(statement),
  statement => /^(comment on|analyze|vacuum)\b/i.test(statement),
  statement => /^alter table \S+ set \((fillfactor|autovacuum_\w+)\b/i.test(statement),
  statement => /^alter table \S+ alter column \S+ set (default|statistics|storage|compression)\b/i.test(statement),
  statement => /^alter table \S+ add column\b/i.test(statement) && isOptional(statement),
  (statement, made) => made.has(tableOf(statement)),
  (statement, made) => made.has(linkedColumn(statement)),
]

/** `table.column` where a column is given a foreign key. */
function linkedColumn(statement: string): string {
  const found = /add constraint \S+ foreign key \("?(\w+)"?\)/i.exec(statement)
  return found ? `${tableOf(statement)}.${found[1]}` : ''
}

/** A column that rows of the version before may leave out. */
function isOptional(statement: string): boolean {
  return !/\bnot null\b|\bunique\b|\bprimary key\b/i.test(statement) || /\bdefault\b(?! null)/i.test(statement)
}

/** What the statement works on, without schema and quotes; nothing: something else than a table. */
function tableOf(statement: string): string {
  const before = 'alter table(?: if exists)?(?: only)?|create unique index .*?\\bon|create trigger .*? on'
  return new RegExp(`^(?:${before}) "?(?:public"?\\."?)?(\\w+)`, 'i').exec(statement)?.[1] ?? ''
}

/** Tables and columns, as `table.column`, that a migration makes: the version before knows nothing of them. */
function madeBy(text: string): ReadonlySet<string> {
  const tables = [...text.matchAll(/create table (?:if not exists )?"?(\w+)/gi)].map(match => match[1] ?? '')
  const columns = [...text.matchAll(/alter table "?(\w+)"? add column "?(\w+)/gi)].map(
    ([, of, name]) => `${of}.${name}`,
  )
  return new Set([...tables, ...columns])
}

/** Statements of a migration that the version before may not survive. */
function breaking(text: string): readonly string[] {
  const made = madeBy(text)
  return text
    .replace(/\$\$[\s\S]*?\$\$/g, '$$$$') // what functions hold
    .split(/--> statement-breakpoint|;\s*$/m)
    .map(one => one.trim())
    .filter(one => one !== '' && !/^-- contract: \S/.test(one))
    .map(one => one.replace(/^(--.*\n)+/gm, '').replace(/\s+/g, ' '))
    .filter(one => !allowed.some(rule => rule(one, made)))
}

/** Before the rule was held everywhere. */
const excepted = new Map([
  ['0001_undo.sql', 'its triggers return at once where a transaction names no step, and the version before names none'],
  ['0014_ratings_keep_to_no_store.sql', 'ratings and reviews came with 0011 and 0013, in the same release'],
  ['0020_reviews_by_file.sql', 'reviews came with 0013, in the same release'],
  ['0024_real_before_the_first_store.sql', 'it mends rows, in a column that the version before reads in the same way'],
])

const folder = join(projectRoot, 'migrations')
const files = readdirSync(folder).filter(name => name.endsWith('.sql'))

describe('a migration', () => {
  it.each(files.filter(name => name !== '0000_init.sql' && !excepted.has(name)))(
    '%s leaves the version before a schema that it can work on',
    name => {
      expect(breaking(readFileSync(join(folder, name), 'utf8'))).toEqual([])
    },
  )

  it.each([...excepted.keys()])('%s still needs to be excepted', name => {
    expect(breaking(readFileSync(join(folder, name), 'utf8'))).not.toEqual([])
  })

  it.each([
    ['alter table "a" drop column "b";'],
    ['ALTER TABLE "a" DROP CONSTRAINT "c";'],
    ['drop table "a";'],
    ['drop index "a_b";'],
    ['ALTER TABLE "a" RENAME COLUMN "b" TO "c";'],
    ['ALTER TABLE "a" RENAME TO "b";'],
    ['ALTER TABLE "a" ADD COLUMN "b" text NOT NULL;'],
    ['ALTER TABLE "a" ADD COLUMN "b" text DEFAULT null NOT NULL;'],
    ['ALTER TABLE "a" ADD COLUMN "b" text UNIQUE;'],
    ['ALTER TABLE "a" ALTER COLUMN "b" SET NOT NULL;'],
    ['ALTER TABLE "a" ALTER COLUMN "b" DROP NOT NULL;'], // it may come to read what it has never seen
    ['ALTER TABLE "a" ALTER COLUMN "b" SET DATA TYPE bigint;'],
    ['ALTER TABLE "a" ADD CONSTRAINT "c" CHECK (b > 0);'],
    ['CREATE UNIQUE INDEX "a_b" ON "a" USING btree ("b");'],
    ['update a set b = 1;'],
    ['CREATE TRIGGER "t" AFTER INSERT ON "a" FOR EACH ROW EXECUTE FUNCTION f();'],
    ['create or replace function f() returns int language sql as $$ select 1; $$;'],
    ['delete from a;'],
    ['ALTER TABLE "n" ADD COLUMN "x" int;--> statement-breakpoint\nALTER TABLE "a" DROP COLUMN "b";'],
  ])('that does this is refused: %s', text => {
    expect(breaking(text)).toHaveLength(1)
  })

  it.each([
    ['ALTER TABLE "a" ADD COLUMN "b" text;'],
    [`ALTER TABLE "a" ADD COLUMN "b" jsonb DEFAULT '{}'::jsonb NOT NULL;`],
    ['CREATE INDEX "a_b" ON "a" USING btree ("b");'],
    [
      'CREATE TABLE "a" ("b" int NOT NULL);\n--> statement-breakpoint\nCREATE UNIQUE INDEX "a_b" ON "a" USING btree ("b");',
    ],
    [
      'CREATE TABLE "a" ("b" int);--> statement-breakpoint\nALTER TABLE "a" ADD CONSTRAINT "f" FOREIGN KEY ("b") REFERENCES "public"."c"("id");',
    ],
    ['-- contract: nothing reads b since the version before\nALTER TABLE "a" DROP COLUMN "b";'],
  ])('that does this passes: %s', text => {
    expect(breaking(text)).toEqual([])
  })
})
