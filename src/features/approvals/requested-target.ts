import { line } from '#src/cards/lines.ts'
import type { CommandContext, Words } from '#src/contracts/command.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { monthOf, type Period, wholePeriod } from '#src/domain/period/index.ts'
import { holds, type Place, parsePlaceKey } from '#src/domain/place.ts'
import type { Target, TargetPeriod } from '#src/domain/targets/target.ts'
import { UserError } from '#src/errors.ts'
import { ownPlace, storeSuggestions } from '#src/features/figures/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** KPIs offered as buttons where none was named. */
const offered = ['sales', 'orders', 'conversion_rate', 'acos', 'ship_72h_rate']

/** The KPI of the line. @throws UserError with buttons where none or several are named. */
export function oneKpi(words: Words, { catalog }: CommandContext): Kpi {
  const [kpi, another] = words.kpis
  if (another) throw new UserError(texts.oneKpi)
  if (kpi) return kpi
  const known = offered.flatMap(id => catalog.findKpi(id) ?? [])
  throw new UserError(
    texts.kpi,
    known.map(one => ({ label: one.label, line: line('target', words.subverb ?? undefined, one.id, words.rest) })),
  )
}

/** The place of the line; the only store of who has one. @throws UserError with buttons. */
export function onePlace(words: Words, { caller }: CommandContext, kpi: Kpi): Place {
  const [place, another] = words.places
  if (another) throw new UserError(texts.onePlace)
  if (place?.kind === 'store' && place.sku !== undefined) throw new UserError(texts.sku)
  if (place) return place
  const [name] = words.quoted
  if (name !== undefined && words.subverb !== 'propose')
    throw new UserError(fill(texts.noStore, { name: verbatim(name) }))
  const own = ownPlace(caller)
  if (own.kind === 'store') return own
  const rest = words.kpis.length > 0 ? words.rest : line(kpi.id, words.rest)
  throw new UserError(
    texts.place,
    storeSuggestions(caller, slug => line('target', words.subverb ?? undefined, slug, rest)),
  )
}

/**
 * The period of the line, to its end also where it runs: a target is for all of its days. The running month where none
 * is named. @throws UserError for one that has no targets.
 */
export function targetPeriod([named]: readonly Period[], today: string): Period {
  if (!named) return monthOf(today)
  if (named.kind !== 'range' && named.kind !== 'year') return wholePeriod(named)
  throw new UserError(fill(texts.period, { period: named.label }))
}

/** The kind of target that a period has. */
export function kindOf(period: Period): TargetPeriod {
  return period.kind === 'day' || period.kind === 'week' || period.kind === 'quarter' ? period.kind : 'month'
}

/** A target that speaks of stores which the caller may not see stays unseen. */
export function isVisible(one: Target, { caller, catalog }: CommandContext): boolean {
  const where = parsePlaceKey(one.place)
  if (!where) return false
  const meant = catalog.stores.filter(
    store => holds(where, store) && (where.kind === 'store' || store.demo === caller.demo),
  )
  return meant.length > 0 && meant.every(store => caller.stores.some(own => own.id === store.id))
}

/** A value that such a KPI could have. */
export function exampleOf(kpi: Kpi): string {
  if (kpi.better === 'band') return kpi.unit === 'ratio' ? '20%-30%' : '30-60'
  if (kpi.unit === 'ratio') return '8%'
  return kpi.unit === 'money' ? '50000' : kpi.unit === 'stars' ? '4.5' : '100'
}

const texts = {
  noStore: {
    en: '“{name}” is no store that you see here. Name the store, then the rest.',
    ja: '「{name}」という店舗はありません。店舗を指定してください。',
    'zh-CN': '没有名为“{name}”的店铺，请先写明店铺。',
  },
  kpi: { en: 'A target of which KPI?', ja: 'どの指標の目標ですか？', 'zh-CN': '要设定哪个指标的目标？' },
  oneKpi: {
    en: 'Set one KPI at a time.',
    ja: '目標は1指標ずつ設定してください。',
    'zh-CN': '请逐个指标设定目标。',
  },
  place: { en: 'A target for which store?', ja: 'どの店舗の目標ですか？', 'zh-CN': '要为哪家店铺设定目标？' },
  onePlace: {
    en: 'Set one place at a time.',
    ja: '目標は1か所ずつ設定してください。',
    'zh-CN': '请逐个范围设定目标。',
  },
  sku: {
    en: 'Targets are set for stores, markets and platforms, not for single SKUs.',
    ja: '目標は店舗・国・モール単位で設定します（SKU単位は不可）。',
    'zh-CN': '目标只能按店铺、市场或平台设定，不能按单个SKU。',
  },
  period: {
    en: 'A target is for a day, week, month or quarter, not for {period}.',
    ja: '目標は日・週・月・四半期ごとに設定します（{period}は不可）。',
    'zh-CN': '目标按日、周、月或季度设定，不支持{period}。',
  },
} satisfies Record<string, Localized>
