import { and, inArray, sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { skus, stores } from '#src/platform/database/schema/index.ts'

/** A SKU of a store. */
export interface StoreSku {
  readonly slug: string
  readonly sku: string
}

/** Which of the given words are SKUs of the given stores, as typed or in capitals or small letters. At most 200. */
export async function findSkus(
  db: Db,
  storeIds: readonly number[],
  words: readonly string[],
): Promise<readonly StoreSku[]> {
  if (storeIds.length === 0 || words.length === 0) return []
  const spellings = [...new Set(words.flatMap(word => [word, word.toUpperCase(), word.toLowerCase()]))]
  return db
    .select({ slug: stores.slug, sku: skus.sku })
    .from(skus)
    .innerJoin(stores, sql`${stores.id} = ${skus.storeId}`)
    .where(and(inArray(skus.storeId, [...storeIds]), inArray(skus.sku, spellings)))
    .orderBy(stores.slug, skus.sku)
    .limit(200)
}
