import { matchPeriod } from '#src/domain/period/index.ts'
import type { Name } from './names.ts'
import type { Recognisers } from './segment.ts'
import { fold } from './text.ts'

/** What people write in front of a name to say what it is, as forms do: 店铺：乐天, `store=amazon-us`, 期間:先週. */
const labels: readonly { readonly written: RegExp; readonly kinds: readonly string[] }[] = [
  {
    written:
      /(?:stores?|shops?|places?|店铺|店鋪|店舗名?|ショップ|网店|门店|平台|platforms?|marketplaces?|モール|プラットフォーム|markets?|countr(?:y|ies)|市场|国家|站点|国|地域) ?[:=] ?/y,
    kinds: ['store', 'platform', 'market', 'all'],
  },
  { written: /(?:kpis?|metrics?|指标|指標|数据) ?[:=] ?/y, kinds: ['kpi'] },
  { written: /(?:periods?|dates?|days?|when|日期|时间|期间|周期|期間|日付|日時|対象期間) ?[:=] ?/y, kinds: [] },
]

/** Where a label ends that stands before a name of its kind; `null`: none stands there. */
export function labelAt(lower: string, at: number, use: Recognisers): number | null {
  for (const { written, kinds } of labels) {
    written.lastIndex = at
    const end = at + (written.exec(lower)?.[0].length ?? 0)
    if (end === at) continue
    const named =
      kinds.length === 0 ? use.periods && matchPeriod(lower, end, use) !== null : isNameOf(kinds, lower, end, use)
    if (named) return end
  }
  return null
}

function isNameOf(kinds: readonly string[], text: string, at: number, use: Recognisers): boolean {
  return use.index
    .at(fold(text), at)
    .some(found => found.names.some(name => kinds.includes(name.meaning.kind) && use.accepts(name)))
}

/** A label as a word without a meaning of its own. */
export const labelName: Name = { text: '', key: '', letters: 0, meaning: { kind: 'filler' } }

/** In front of a SKU, in three languages; the source of a pattern. */
const skuLabel = '(?:sku|asin|品番|商品番号|商品コード|货号|商品编码|商品编号) ?[:=] ?(?<sku>[^\\s,;"]{1,80})'
const skuHere = new RegExp(skuLabel, 'iy')

/** A SKU that is labelled as one and begins here, with the end of its writing; `null`: none does. */
export function skuLabelAt(text: string, at: number): { readonly sku: string; readonly end: number } | null {
  skuHere.lastIndex = at
  const found = skuHere.exec(text)
  const sku = found?.groups?.sku
  return found && sku !== undefined ? { sku, end: at + found[0].length } : null
}

/** All SKUs of a line that are labelled as such. */
export function labelledSkus(text: string): readonly string[] {
  return [...text.matchAll(new RegExp(skuLabel, 'giu'))].flatMap(({ groups }) => groups?.sku ?? [])
}
