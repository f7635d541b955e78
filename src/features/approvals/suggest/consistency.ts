import { showValue } from '#src/cards/figure-cells.ts'
import { line, periodWord, placeWord } from '#src/cards/lines.ts'
import type { Action, Block } from '#src/chat/card.ts'
import type { CommandContext } from '#src/contracts/command.ts'
import type { Catalog } from '#src/domain/catalog.ts'
import type { Target } from '#src/domain/targets/target.ts'
import { pickTarget } from '#src/domain/targets/targeting.ts'
import { storeAmounts, type TargetAt } from '#src/features/approvals/tree/store-amounts.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { valueWord } from './suggest-card.ts'

/** Sales may differ by so much from sessions × conversion × basket before somebody is asked (e-commerce practice). */
const tolerance = 0.03

/** Targets in force that contradict each other, with buttons for the one that gives way; nothing where they agree. */
export async function disagreements(
  history: readonly Target[],
  at: TargetAt,
  context: CommandContext,
): Promise<readonly Block[]> {
  return [...(await ofStores(history, at, context)), ...ofFactors(history, { ...at, catalog: context.catalog })]
}

/** The targets of a place's stores have to add up to its own, as far as rounding to their currencies allows. */
async function ofStores(
  history: readonly Target[],
  at: TargetAt,
  { db, figures }: CommandContext,
): Promise<readonly Block[]> {
  const { kpi, place, period } = at
  if (place.place.kind === 'store' || (kpi.unit !== 'money' && kpi.unit !== 'count')) return []
  const whole = pickTarget(history, kpi.id, place.key, 'month', period.from)
  if (whole?.value == null) return []
  const { sum: exact, slack } = await storeAmounts(db, history, at, await figures.events(period.from, period.end))
  if (!exact || exact.minus(whole.value).abs().lte(slack)) return []
  const sum = exact.round(0).toNumber()
  const show = (value: number) => showValue(value, kpi, whole.currency)
  const text = fill(texts.stores, { place: place.label, whole: show(whole.value), sum: show(sum) })
  const where = [kpi.id, placeWord(place.place), periodWord(period)]
  const actions: Action[] = [
    { label: texts.placeGives, line: line('target propose', ...where, valueWord(sum, kpi, whole.currency)) },
    { label: texts.storesGive, line: line('target tree', ...where) },
  ]
  return [
    { type: 'text', text },
    { type: 'actions', actions },
  ]
}

/** Sales are sessions × conversion × basket. */
function ofFactors(
  history: readonly Target[],
  { kpi, place, period, catalog }: TargetAt & { readonly catalog: Catalog },
): readonly Block[] {
  if (!['sales', 'sessions', 'conversion_rate', 'aov'].includes(kpi.id)) return []
  const standing = (id: string) => pickTarget(history, id, place.key, 'month', period.from)
  const [sales, sessions, rate, basket] = ['sales', 'sessions', 'conversion_rate', 'aov'].map(standing)
  const values = [sales?.value, sessions?.value, rate?.value, basket?.value]
  const [a, b, c, d] = values.map(value => value ?? 0) as [number, number, number, number] // four values above
  if (values.some(value => !value) || sales?.currency !== basket?.currency) return []
  const product = b * c * d
  if (Math.abs(product - a) <= tolerance * a) return []
  const currency = sales?.currency ?? null
  const instead: readonly (readonly [string, number])[] = [
    ['sales', Math.round(product)],
    ['sessions', Math.round(a / (c * d))],
    ['conversion_rate', Number((a / (b * d)).toPrecision(4))],
    ['aov', Math.round(a / (b * c))],
  ]
  const actions = instead.flatMap(([id, value]) => {
    const one = catalog.findKpi(id)
    if (!one) return []
    const label = fill(texts.gives, { kpi: one.label, value: showValue(value, one, currency) })
    const typed = valueWord(value, one, currency)
    return [{ label, line: line('target propose', id, placeWord(place.place), periodWord(period), typed) }]
  })
  return [
    { type: 'text', text: texts.factors },
    { type: 'actions', actions },
  ]
}

const texts = {
  stores: {
    en: 'The targets disagree: {place} has {whole}, its stores add up to {sum}. Which one gives way?',
    ja: '目標が一致しません。{place}は{whole}、店舗の合計は{sum}です。どちらを合わせますか？',
    'zh-CN': '目标不一致：{place}为{whole}，店铺合计为{sum}。以哪一个为准？',
  },
  placeGives: { en: 'Take the sum', ja: '合計に合わせる', 'zh-CN': '以合计为准' },
  storesGive: { en: 'Share it out anew', ja: '店舗に配分し直す', 'zh-CN': '重新分配到店铺' },
  factors: {
    en: 'Sales differ by more than 3% from sessions × conversion × basket. Which one gives way?',
    ja: '売上の目標がアクセス × 転換率 × 客単価と3%を超えて違います。どれを合わせますか？',
    'zh-CN': '销售额目标与访问 × 转化率 × 客单价相差超过3%。调整哪一个？',
  },
  gives: { en: '{kpi}: {value}', ja: '{kpi}：{value}', 'zh-CN': '{kpi}：{value}' },
} satisfies Record<string, Localized>
