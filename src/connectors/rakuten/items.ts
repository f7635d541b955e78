import { z } from 'zod'
import { type Context, call, read } from './api.ts'

/** Documented: items of a page, and the largest offset; more are read by a mark. */
const [perPage, maxOffset] = [100, 10_000]

const Variant = z.object({ merchantDefinedSkuId: z.string().nullish() })
const Item = z.object({
  manageNumber: z.string().nullish(),
  hideItem: z.boolean().nullish(),
  variants: z.record(z.string(), Variant).nullish(),
})
const Review = z.object({ count: z.number().nullish(), averageRating: z.number().nullish() }).nullish()
/** One typed client has an item inside `item`, another has it flat. */
const Result = z.union([
  z.object({ item: Item.extend({ review: Review }), review: Review }),
  Item.extend({ review: Review }).transform(item => ({ item, review: item.review })),
])
const Page = z.object({
  numFound: z.number().nullish(),
  results: z.array(Result).nullish(),
  nextCursorMark: z.string().nullish(),
})

/** An item on sale with its variants, and all its reviews so far; `null`: none is told. */
export interface ShopItem {
  readonly manageNumber: string
  readonly variants: readonly { readonly variantId: string; readonly sku: string }[]
  readonly reviews: { readonly count: number; readonly mean: number } | null
}

/** Where a list goes on: after so many items, or at a mark. */
export const Place = z.union([z.object({ offset: z.number() }), z.object({ mark: z.string() })])
export type Place = z.infer<typeof Place>

/** The first page of all items. */
export const firstPlace: Place = { offset: 0 }

/**
 * A page of the items on sale and where it goes on; `null`: nowhere. Deleted items come with their number only and are
 * left out, like those that are hidden. https://webservice.rms.rakuten.co.jp (商品API 2.0 items.search)
 */
export async function listItems(
  place: Place,
  context: Context,
): Promise<{ readonly items: readonly ShopItem[]; readonly next: Place | null }> {
  const from = 'mark' in place ? { cursorMark: place.mark } : { offset: String(place.offset) }
  const query = new URLSearchParams({ hits: String(perPage), ...from, isReviewIncluded: 'true' })
  const answer = await call(context, {
    path: `/es/2.0/items/search?${query}`,
    budget: 'item',
    permission: 'itemapi2.items.search',
  })
  const page = read(Page, answer)
  const results = page.results ?? []
  const items = results.flatMap(({ item, review }) => itemOf(item, review ?? item.review))
  return { items, next: nextOf(place, results.length, page) }
}

function nextOf(place: Place, count: number, { numFound, nextCursorMark }: z.infer<typeof Page>): Place | null {
  if (count === 0) return null
  if ('mark' in place) return nextCursorMark && nextCursorMark !== place.mark ? { mark: nextCursorMark } : null
  const offset = place.offset + count
  if (offset >= (numFound ?? (count < perPage ? 0 : Number.POSITIVE_INFINITY))) return null
  return offset > maxOffset || (numFound ?? 0) > maxOffset ? { mark: '*' } : { offset }
}

function itemOf(item: z.infer<typeof Item>, review: z.infer<typeof Review>): readonly ShopItem[] {
  const { manageNumber, hideItem, variants } = item
  if (!manageNumber || hideItem || !variants) return []
  const known = Object.entries(variants).map(([variantId, { merchantDefinedSkuId }]) => ({
    variantId,
    sku: skuOf(manageNumber, variantId, merchantDefinedSkuId),
  }))
  const reviews = typeof review?.count === 'number' ? { count: review.count, mean: review.averageRating ?? 0 } : null
  return [{ manageNumber, variants: known, reviews }]
}

/** The shop's own SKU, else the product's number with its variant; the default variant is the same of every product. */
export function skuOf(product: string, variantId: string | null | undefined, own: string | null | undefined): string {
  if (own) return own
  return variantId && variantId !== 'normal-inventory' ? `${product}/${variantId}` : product
}
