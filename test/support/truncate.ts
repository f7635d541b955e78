import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'

/** What `truncate` is told after its name: tables, and whether ids start anew and what points to the tables goes too. */
const statement = /^\s*([\w\s,]+?)(\s+restart identity)?(\s+cascade)?\s*$/

/**
 * Empties tables as `truncate` does, told in its words: `'people, stores restart identity cascade'`. The statement of
 * PostgreSQL makes every table, index and value store anew, also of the hundred that hold nothing: that was half of the work
 * of the database in tests. Here only what holds rows is touched.
 */
export async function truncate(db: Db, what: string): Promise<void> {
  const [, tables = '', restart, cascade] = statement.exec(what) ?? []
  if (tables === '') throw new Error(`“${what}” is not what truncate takes`)
  const names = tables.split(',').map(name => `'${name.trim()}'::regclass`)
  await db.execute(emptying(names.join(', '), { restart: restart !== undefined, cascade: cascade !== undefined }))
}

/** Rows in more space than this go faster by `truncate` of their table. */
const largeBytes = 262_144

function emptying(tables: string, { restart, cascade }: { readonly restart: boolean; readonly cascade: boolean }): SQL {
  return sql.raw(`do $$
    declare
      emptied oid[] := array[${tables}]::oid[];
      found int := 0;
      one record;
    begin
      while ${cascade} and found < cardinality(emptied) loop
        found := cardinality(emptied);
        emptied := emptied || array(select distinct conrelid from pg_constraint
          where contype = 'f' and confrelid = any(emptied) and conrelid <> all(emptied));
      end loop;
      execute (select 'lock table ' || string_agg(id::regclass::text, ', ') || ' in access exclusive mode'
        from unnest(emptied) as id);
      perform set_config('session_replication_role', 'replica', true); -- as truncate, which fires no triggers of rows
      for one in select id::regclass as name, pg_relation_size(id) as bytes,
          exists (select 1 from pg_constraint where contype = 'f' and confrelid = id and conrelid <> id) as pointed_to
          from unnest(emptied) as id where pg_relation_size(id) > 0 loop
        if one.bytes > ${largeBytes} and not one.pointed_to then execute 'truncate ' || one.name;
        else execute 'delete from ' || one.name;
        end if;
      end loop;
      if ${restart} then
        perform setval(s.seqrelid, s.seqstart, false) from pg_depend d join pg_sequence s on s.seqrelid = d.objid
          where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass
            and d.refobjid = any(emptied) and d.deptype in ('a', 'i');
      end if;
    end $$`)
}
