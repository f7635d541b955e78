import { and, inArray, sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { skus, stores } from '#src/platform/database/schema/index.ts'

/** A SKU of a store. */
export interface StoreSku {
  readonly slug: string
  readonly sku: string
}

/**
 * Which of the given words are SKUs of the given stores, as typed or in capitals or small letters: those with a title, and of
 * words that have none anywhere those with figures. At most 200 of each.
 */
export async function findSkus(
  db: Db,
  storeIds: readonly number[],
  words: readonly string[],
): Promise<readonly StoreSku[]> {
  if (storeIds.length === 0 || words.length === 0) return []
  const titled = await titledSkus(db, storeIds, spellingsOf(words))
  const known = new Set(titled.map(({ sku }) => sku.toLowerCase()))
  const others = words.filter(word => !known.has(word.toLowerCase()))
  return others.length === 0 ? titled : [...titled, ...(await soldSkus(db, storeIds, spellingsOf(others)))]
}

function spellingsOf(words: readonly string[]): readonly string[] {
  return [...new Set(words.flatMap(word => [word, word.toUpperCase(), word.toLowerCase()]))]
}

/** SKUs of which figures came, such as those that a program pushes: one look into the key of the facts for each. */
async function soldSkus(db: Db, storeIds: readonly number[], spellings: readonly string[]) {
  const ids = sql.join(
    storeIds.map(id => sql`${id}::int`),
    sql`, `,
  )
  const words = sql.join(
    spellings.map(word => sql`${word}::text`),
    sql`, `,
  )
  const found = await db.execute<{ slug: string; sku: string }>(sql`
    select distinct s.slug, w.sku
    from stores s cross join sources o cross join unnest(array[${words}]) as w(sku)
    where s.id in (${ids}) and exists (
      select 1 from metric_day d where d.store_id = s.id and d.source_id = o.id and d.sku = w.sku)
    order by s.slug, w.sku limit 200`)
  return [...found]
}

function titledSkus(db: Db, storeIds: readonly number[], spellings: readonly string[]) {
  return db
    .select({ slug: stores.slug, sku: skus.sku })
    .from(skus)
    .innerJoin(stores, sql`${stores.id} = ${skus.storeId}`)
    .where(and(inArray(skus.storeId, [...storeIds]), inArray(skus.sku, spellings)))
    .orderBy(stores.slug, skus.sku)
    .limit(200)
}

/** The most products of one name that are told apart. */
const mostTitled = 20

/** A SKU with its title. */
export interface TitledSku extends StoreSku {
  readonly name: string
}

/**
 * Products of stores whose titles hold all of some words, in any order and in capitals or small letters; Latin words as
 * whole words. At most 20.
 */
export async function findSkusByTitle(
  db: Db,
  storeIds: readonly number[],
  words: readonly string[],
): Promise<readonly TitledSku[]> {
  if (storeIds.length === 0 || words.length === 0) return []
  const holds = words.map(word => {
    const literal = word.replace(/s$/u, '').replace(/[\\^$.|?*+()[\]{}]/gu, '\\$&')
    return /^[\x20-\x7e]+$/u.test(word)
      ? sql`${skus.name} ~* ${`(?<![A-Za-z0-9])${literal}s?(?![A-Za-z0-9])`}`
      : sql`strpos(lower(${skus.name}), lower(${word})) > 0`
  })
  return db
    .select({ slug: stores.slug, sku: skus.sku, name: skus.name })
    .from(skus)
    .innerJoin(stores, sql`${stores.id} = ${skus.storeId}`)
    .where(and(inArray(skus.storeId, [...storeIds]), ...holds))
    .orderBy(stores.slug, skus.sku)
    .limit(mostTitled)
}
