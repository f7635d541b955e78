import { nameKey } from '#src/domain/names.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** What a negative review or a message is about. `intent`: the stars do not mean what happened (a mistake, a wish, an intent to hurt). */
export const reviewLabels = ['product', 'logistics', 'service', 'intent'] as const
export type ReviewLabel = (typeof reviewLabels)[number]

/** What each label is called. */
export const labelNames: Readonly<Record<ReviewLabel, Localized>> = {
  product: { en: 'Product', ja: '商品', 'zh-CN': '商品' },
  logistics: { en: 'Logistics', ja: '配送', 'zh-CN': '物流' },
  service: { en: 'Service', ja: '接客', 'zh-CN': '服务' },
  intent: { en: 'Real intent', ja: '真意は別', 'zh-CN': '真实意图' },
}

const aliases: Readonly<Record<ReviewLabel, readonly string[]>> = {
  product: ['products', 'quality', '製品', '品質', '产品', '质量'],
  logistics: ['delivery', 'shipping', 'parcel', '物流', '発送', '梱包', '快递', '配送', '包装'],
  service: ['support', 'サービス', '対応', '客服', '售后'],
  intent: ['intention', '真意', '意図', '意图', '恶意', '悪意'],
}

const byName = new Map(
  reviewLabels.flatMap(label =>
    [label, ...Object.values(labelNames[label]), ...aliases[label]].map(name => [nameKey(name), label] as const),
  ),
)

/** The label that people call so, in any language; `null`: there is none. */
export function findLabel(name: string): ReviewLabel | null {
  return byName.get(nameKey(name)) ?? null
}

/** What is counted apart: reviews with stars, and messages of customers. */
export type LabelledKind = 'reviews' | 'messages'

/** The measure that counts a label. */
export function labelMeasure(label: ReviewLabel, kind: LabelledKind = 'reviews'): string {
  return `${kind}_label_${label}`
}

/**
 * What reviews or messages of a place and day come to by label; one with several labels counts in each. `null` in place
 * of all counts while none is labelled: what nobody read is no zero.
 */
export function countLabels(
  read: readonly { readonly labels: readonly ReviewLabel[] }[],
  kind: LabelledKind = 'reviews',
): Readonly<Record<string, string | null>> {
  const labelled = read.filter(({ labels }) => labels.length > 0)
  const told = (count: number) => (labelled.length === 0 ? null : String(count))
  const counts = reviewLabels.map(
    label => [labelMeasure(label, kind), told(labelled.filter(({ labels }) => labels.includes(label)).length)] as const,
  )
  return { [`${kind}_labelled`]: told(labelled.length), ...Object.fromEntries(counts) }
}
