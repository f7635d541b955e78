import type { Block, Card, Fact } from '#src/chat/card.ts'
import type { Measure } from '#src/domain/measure.ts'
import type { Store } from '#src/domain/place.ts'
import { formatDay, formatMoney, formatValue } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** Figures that were typed in, with what stood before. Values are exact decimals; money in minor units. */
export interface RecordDone {
  readonly label: Localized
  readonly store: Store
  /** Empty for the whole store. */
  readonly sku: string
  readonly day: string
  readonly rating: boolean
  readonly done: readonly {
    readonly measure: Measure
    readonly value: string
    readonly before: readonly { readonly value: string; readonly sourceKey: string; readonly sourceName: string }[]
  }[]
}

/** Says what was stored and what it replaces. */
export function recordCard({ label, store, sku, day, rating, done }: RecordDone): Card {
  const facts = done.map(({ measure, value, before }): Fact => {
    const [was] = before
    const detail = was
      ? fill(texts.was, { value: shown(measure, was.value, store), source: sourceName(was) })
      : texts.nothing
    return { label: measure.label, value: shown(measure, value, store), detail }
  })
  const where = verbatim(sku === '' ? store.name : `${store.name} ${sku}`)
  const others = done.some(({ before }) => before.some(figure => figure.sourceKey !== 'record'))
  const blocks: Block[] = [{ type: 'facts', facts }]
  if (rating) blocks.push({ type: 'text', text: texts.rating, style: 'muted' })
  if (others) blocks.push({ type: 'text', text: texts.counts, style: 'muted' })
  const line = `status ${sku === '' ? `store:${store.slug}` : `store:${store.slug}/sku:${sku}`} ${day}`
  blocks.push({ type: 'actions', actions: [{ label: texts.look, line }] })
  return {
    title: fill(texts.title, { label, place: where, day: formatDay(day, { year: true }) }),
    tone: 'good',
    blocks,
  }
}

function shown(measure: Measure, value: string, store: Store): Localized {
  const isPart = measure.unit === 'count' && value.includes('.')
  const unit = measure.unit === 'points' || isPart ? 'number' : measure.unit
  if (measure.unit === 'money') return formatMoney(value, store.currency)
  return formatValue(Number(value), unit)
}

function sourceName({
  sourceKey,
  sourceName: name,
}: {
  readonly sourceKey: string
  readonly sourceName: string
}): Localized {
  return sourceKey === 'record' ? texts.hand : verbatim(name)
}

const texts = {
  title: {
    en: '{label} of {place}, {day}: saved',
    ja: '{place} {day} {label}を保存しました',
    'zh-CN': '已保存{place} {day}的{label}',
  },
  was: { en: 'before: {value} ({source})', ja: '以前：{value}（{source}）', 'zh-CN': '此前：{value}（{source}）' },
  nothing: { en: 'nothing stored before', ja: '以前の値なし', 'zh-CN': '此前没有数据' },
  hand: { en: 'typed by hand', ja: '手入力', 'zh-CN': '手工录入' },
  rating: {
    en: 'Stored as the sum of the ratings and their number, so that several days and stores add up rightly.',
    ja: '評価の合計と件数で保存するため、複数日・複数店舗でも正しく平均されます。',
    'zh-CN': '以评分总和与件数保存，跨天、跨店汇总时平均值依然准确。',
  },
  counts: {
    en: 'What is typed by hand counts before other sources.',
    ja: '手入力の値はほかのデータ元より優先されます。',
    'zh-CN': '手工录入的数据优先于其他来源。',
  },
  look: { en: 'Look at the day', ja: 'この日の状況', 'zh-CN': '查看当天状态' },
} satisfies Record<string, Localized>
