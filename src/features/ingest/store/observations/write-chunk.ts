import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { firstDayToJudge } from './days-to-judge.ts'
import { given } from './given.ts'
import { insertNew } from './insert-new.ts'
import type { PreparedRow } from './prepare.ts'

/** What became of the rows of one statement. */
export interface ChunkCounts {
  readonly inserted: number
  readonly changed: number
  readonly unchanged: number
  readonly corrected: number
  readonly removed: number
}

interface Chunk {
  readonly sourceId: number
  readonly mode: 'merge' | 'replace-days'
  readonly now: Date
  /** Days in which a changed figure is not corrected but maturing. */
  readonly finalAfterDays: number
  /** Corrects nothing. */
  readonly history: boolean
  /** Whole days of stores, each beginning with the store's own row; the caller holds the stores' locks. */
  readonly rows: readonly PreparedRow[]
  /** Measures that are added up from SKUs. */
  readonly summed: ReadonlySet<string>
}

/** Writes rows, the totals of their stores and the days to evaluate. */
export async function writeChunk(tx: Db, chunk: Chunk): Promise<ChunkCounts> {
  if (chunk.mode === 'replace-days') return compareAndWrite(tx, chunk)
  const { inserted, rest } = await insertNew(tx, chunk)
  const counts = rest.length > 0 ? await compareAndWrite(tx, { ...chunk, rows: rest }) : nothing
  return { ...counts, inserted: counts.inserted + inserted }
}

const nothing: ChunkCounts = { inserted: 0, changed: 0, unchanged: 0, corrected: 0, removed: 0 }

/** Holds rows against what stands, in one statement. */
async function compareAndWrite(tx: Db, chunk: Chunk): Promise<ChunkCounts> {
  const at = sql`${chunk.now.toISOString()}::timestamptz`
  const replace = chunk.mode === 'replace-days'
  const rows = await tx.execute<Record<keyof ChunkCounts, string>>(sql`
    with given as materialized (${given(chunk.rows)}),
    seen as materialized (${seen(chunk, replace, at)}),
    moves as materialized (${moves([...chunk.summed], replace)}),
    final as materialized (
      select * from (${skuRows()}) as sku_rows
      union all
      select * from (${storeRows(replace)}) as store_rows
    ),
    written as (${written(chunk.sourceId, at)}),
    gone as (${replace ? removal(chunk.sourceId) : sql`select null::int as store_id, null::date as day where false`}),
    dirty as (
      insert into dirty_days (store_id, day, at)
      select store_id, day, ${at} from (select store_id, day from written union select store_id, day from gone) as touched
      where day >= ${firstDayToJudge(chunk.now, chunk.history)}::date
      order by store_id, day
      on conflict (store_id, day) do update set at = excluded.at
    )
    select count(*) filter (where told and dirty and old is null) as inserted,
      count(*) filter (where told and dirty and old is not null) as changed,
      count(*) filter (where told and not dirty) as unchanged,
      count(*) filter (where told and dirty and lost is not null) as corrected,
      (select count(*) from gone) as removed
    from final`)
  return checked(rows[0], chunk.rows)
}

function checked(row: Record<keyof ChunkCounts, string> | undefined, rows: readonly PreparedRow[]) {
  const counts = {
    inserted: Number(row?.inserted),
    changed: Number(row?.changed),
    unchanged: Number(row?.unchanged),
    corrected: Number(row?.corrected),
    removed: Number(row?.removed),
  }
  if (counts.inserted + counts.changed + counts.unchanged !== rows.filter(({ told }) => told).length)
    throw new Error('Figures of a store that does not exist')
  return counts
}

/**
 * Beside each row what stands already, and whether that was final: reported after the local day had ended, and the days
 * in which its source may still restate it are over. Looked up row by
 * row in the index: a join would read all figures of the store where statistics are stale.
 */
function seen({ sourceId, finalAfterDays, history }: Chunk, replace: boolean, at: SQL): SQL {
  return sql`
    select g.*, t.m as old, t.derived as old_derived, t.was as old_was, t.corrected_at as old_corrected_at,
      ${!history}::boolean and coalesce(t.updated_at >= ((g.day + 1)::timestamp at time zone s.time_zone), false)
        and (${at} at time zone s.time_zone)::date - g.day > greatest(${finalAfterDays}::int, source.provisional_days)
        as closed,
      ${replace ? sql`g.m` : sql`case when t.m is null then g.m else t.m || g.m end`} as merged
    from given g
    join stores s on s.id = g.store_id
    join sources source on source.id = ${sourceId}::int
    left join lateral (
      select * from metric_day
      where store_id = g.store_id and source_id = ${sourceId}::int and sku = g.sku and day = g.day limit 1
    ) as t on true`
}

/** By how much the SKUs move the totals of their store: what they are now less what stood, and whether one was corrected. */
function moves(ids: readonly string[], replace: boolean): SQL {
  if (replace) return sql`select store_id, day, sums as m, false as corrected from seen where sku = ''`
  return sql`
    select s.store_id, s.day, coalesce(stood.corrected, false) as corrected, case when stood.m is null then s.sums else (
      select jsonb_object_agg(d.key, d.value::numeric - coalesce((stood.m -> d.key)::numeric, 0))
      from jsonb_each_text(s.sums) d) end as m
    from seen s left join (
      select store_id, day, ${sumsOf(ids)} as m, bool_or(closed and old <> merged and ${lost()} is not null) as corrected
      from seen where sku <> '' and old is not null group by store_id, day
    ) as stood on stood.store_id = s.store_id and stood.day = s.day
    where s.sku = ''`
}

/** A function takes 100 arguments in PostgreSQL, that is 50 pairs. */
const pairsPerObject = 50

function sumsOf(ids: readonly string[]): SQL {
  const pairs = ids.map(id => `'${id}', sum((old->'${id}')::numeric) filter (where m ? '${id}')`)
  const objects: string[] = []
  for (let start = 0; start < pairs.length; start += pairsPerObject) {
    objects.push(`jsonb_build_object(${pairs.slice(start, start + pairsPerObject).join(', ')})`)
  }
  return sql.raw(objects.length > 0 ? `jsonb_strip_nulls(${objects.join(' || ')})` : `'{}'::jsonb`)
}

/** The figures of `old` that are no longer so; `null` when there is none. */
function lost(restriction: SQL = sql``): SQL {
  return sql`(
    select jsonb_object_agg(o.key, o.value) from jsonb_each(old) o
    where merged -> o.key is distinct from o.value ${restriction})`
}

function skuRows(): SQL {
  return sql`
    select store_id, sku, day, told, old, merged, null::text[] as derived, old_was, old_corrected_at,
      merged <> '{}' and (old is null or old <> merged) as dirty,
      case when closed and old <> merged then ${lost()} end as lost
    from seen where sku <> ''`
}

/**
 * A store's row is what its source says of the store itself, and sums over its SKUs for the rest. A sum counts as
 * corrected only when one of its parts is: SKUs that arrive in a later batch correct nothing.
 */
function storeRows(replace: boolean): SQL {
  const own = replace
    ? sql`not s.m ? d.key`
    : sql`not s.m ? d.key and (s.old is null or not s.old ? d.key or d.key = any(s.old_derived))`
  const before = replace ? sql`0` : sql`coalesce((s.old ->> d.key)::numeric, 0)`
  const kept = replace ? sql`select null::text as key` : sql`select unnest(s.old_derived) as key`
  return sql`
    select store_id, sku, day, told, old, merged, derived, old_was, old_corrected_at,
      merged <> '{}' and (old is null or old <> merged or old_derived is distinct from derived) as dirty,
      case when closed and old <> merged then ${lost(replace ? sql`` : sql`and (m ? o.key or corrected)`)} end as lost
    from (
      select s.store_id, s.sku, s.day, s.told, s.m, s.old, s.old_derived, s.old_was, s.old_corrected_at, s.closed,
        coalesce(moves.corrected, false) as corrected, s.merged || coalesce(sums.m, '{}') as merged,
        (select array_agg(key order by key) from (
          ${kept} union select jsonb_object_keys(coalesce(sums.m, '{}'))
        ) as k where key is not null and not s.m ? key) as derived
      from seen s
      left join moves on moves.store_id = s.store_id and moves.day = s.day
      cross join lateral (
        select jsonb_object_agg(d.key, trim_scale(${before} + d.value::numeric)) as m
        from jsonb_each_text(moves.m) d where ${own}
      ) as sums
      where s.sku = ''
    ) as store_row`
}

function written(sourceId: number, at: SQL): SQL {
  return sql`
    insert into metric_day (store_id, source_id, sku, day, m, derived, updated_at, corrected_at, was)
    select store_id, ${sourceId}::int, sku, day, merged, derived, ${at},
      case when lost is null then old_corrected_at else ${at} end,
      case when lost is null then old_was else coalesce(old_was, '{}') || lost end
    from final where dirty
    on conflict (store_id, source_id, sku, day) do update set m = excluded.m, derived = excluded.derived,
      updated_at = excluded.updated_at, corrected_at = excluded.corrected_at, was = excluded.was
    returning store_id, day`
}

/** Takes away what stood in the days given and is not among the rows. */
function removal(sourceId: number): SQL {
  return sql`
    delete from metric_day t using (select distinct store_id, day from given) as d
    where t.store_id = d.store_id and t.source_id = ${sourceId}::int and t.day = d.day and not exists (
      select from final f
      where f.store_id = t.store_id and f.day = t.day and f.sku = t.sku and f.merged <> '{}')
    returning t.store_id, t.day`
}
