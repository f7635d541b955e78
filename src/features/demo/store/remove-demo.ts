import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { forgetShared } from '#src/platform/database/shared-reads.ts'

const demoStores = sql`select id from stores where demo`
const demoPeople = sql`select id from people where demo`

/** Place keys of demo stores and of their SKUs. */
function isDemoPlace(column: SQL): SQL {
  return sql`split_part(${column}, '/', 1) in (select 'store:' || slug from stores where demo)`
}

/** A place of several stores: whose it is says the person who wrote about it. */
function isWidePlace(column: SQL): SQL {
  return sql`${column} not like 'store:%'`
}

/**
 * Deletes every row of the demo company: its stores with all their figures, its people, rooms and what stands in them,
 * events, rates, targets, alerts, and notes. What its people wrote about real stores stays.
 */
export async function removeDemoRows(tx: Db): Promise<void> {
  const statements = [
    ...practice,
    ...figures,
    sql`delete from alerts where ${isDemoPlace(sql`place`)} or rule like '%/demo'`,
    sql`delete from notes where ${isDemoPlace(sql`place`)} or (${isWidePlace(sql`place`)} and author_id in (${demoPeople}))`,
    sql`delete from targets where ${isDemoPlace(sql`place`)}
      or (${isWidePlace(sql`place`)} and coalesce(set_by, owner_id) in (${demoPeople}))`,
    sql`delete from alert_rules where demo`,
    sql`delete from events where demo`,
    sql`delete from exchange_rates where demo`,
    sql`delete from improvements where demo`,
    sql`delete from advice_feedback where demo`,
    sql`delete from procedures where demo`,
    sql`delete from bonus_tables where demo`,
    sql`delete from closed_scores where demo`,
    sql`delete from scorecards where demo`,
    sql`delete from score_templates where demo`,
    sql`delete from teams where demo`,
    sql`delete from boards where demo`,
    sql`delete from share_links where demo`,
    ...conversations,
    sql`delete from channels where demo`,
    sql`delete from people where demo`,
    sql`delete from stores where demo`,
  ]
  for (const statement of statements) await tx.execute(statement)
  forgetShared()
}

const figures = [
  sql`delete from metric_day where store_id in (${demoStores})`,
  sql`delete from import_changes where store_id in (${demoStores})`,
  sql`delete from dirty_days where store_id in (${demoStores})`,
  sql`delete from skus where store_id in (${demoStores})`,
  sql`delete from sources where key = 'demo'`,
]

/** Practice stores of demo people, whose numbers are those of their drills below 0. */
const practice = [
  ...['metric_day', 'dirty_days', 'skus', 'import_changes'].map(
    table =>
      sql`delete from ${sql.identifier(table)} where store_id in (select -id from drill_runs where person_id in (${demoPeople}))`,
  ),
  ...['alerts', 'alert_rules', 'notes', 'targets', 'mutes', 'advice_feedback'].map(
    table => sql`delete from ${sql.identifier(table)} where split_part(place, '/', 1) in
      (select 'store:practice-' || id from drill_runs where person_id in (${demoPeople}))`,
  ),
  sql`delete from drill_runs where person_id in (${demoPeople})`,
]

/** What was said in demo rooms, to demo people alone, and in asides of either. */
const conversations = [
  sql`delete from own_messages m using channels c
    where c.demo and c.messenger = m.messenger and split_part(m.channel, '/@', 1) in (c.external_id, c.name)`,
  sql`delete from own_messages m using identities i join people p on p.id = i.person_id
    where p.demo and i.messenger = m.messenger and m.channel ~ ('(^|/)@' || regexp_replace(i.external_id, '([.+])', '\\\\\\1', 'g') || '$')`,
]
