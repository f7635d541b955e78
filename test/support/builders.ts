import type { Words } from '#src/contracts/command.ts'
import type { Comparison, Figure, Quality, Series, SeriesPoint, TargetState } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Period } from '#src/domain/period/index.ts'
import { type Place, placeKey, type ResolvedPlace, type Store } from '#src/domain/place.ts'
import { verbatim } from '#src/i18n/locale.ts'

/** A real store in the US, unless told otherwise. */
export function store(over: Partial<Store> = {}): Store {
  return {
    id: 1,
    slug: 'west',
    name: 'West',
    platform: 'other',
    market: 'us',
    currency: 'USD',
    timeZone: 'America/New_York',
    demo: false,
    ...over,
  }
}

/** The sales KPI, unless told otherwise. */
export function kpi(over: Partial<Kpi> = {}): Kpi {
  return {
    id: 'sales',
    label: { en: 'Sales', ja: '売上', 'zh-CN': '销售额' },
    aliases: [],
    formula: 'net_sales',
    unit: 'money',
    better: 'higher',
    meaning: { en: 'Net sales.', ja: '純売上。', 'zh-CN': '净销售额。' },
    theme: 'sales',
    ...over,
  }
}

/** Some KPIs of every kind of unit and direction. */
export const sampleKpis = {
  sales: kpi(),
  orders: kpi({
    id: 'orders',
    label: { en: 'Orders', ja: '受注件数', 'zh-CN': '订单数' },
    formula: 'orders',
    unit: 'count',
  }),
  conversion: kpi({
    id: 'conversion_rate',
    label: { en: 'Conversion rate', ja: '転換率', 'zh-CN': '转化率' },
    formula: 'orders / sessions',
    unit: 'ratio',
    minimumSample: { measure: 'sessions', count: 100 },
    theme: 'traffic',
  }),
  acos: kpi({
    id: 'acos',
    label: { en: 'ACoS', ja: 'ACoS', 'zh-CN': 'ACoS' },
    formula: 'ad_spend / ad_sales',
    unit: 'ratio',
    better: 'lower',
    theme: 'advertising',
  }),
  cover: kpi({
    id: 'stock_cover_days',
    label: { en: 'Days of cover', ja: '在庫日数', 'zh-CN': '库存可售天数' },
    formula: 'last(stock_on_hand) / trailing(units, 28)',
    unit: 'days',
    better: 'band',
    theme: 'stock',
  }),
} as const

/** The place of the given stores; one store is that store, several are everything. */
export function place(stores: readonly Store[] = [store()], over: Partial<ResolvedPlace> = {}): ResolvedPlace {
  const [first] = stores
  const where: Place = stores.length === 1 && first ? { kind: 'store', slug: first.slug } : { kind: 'all' }
  const label =
    where.kind === 'store' && first ? verbatim(first.name) : { en: 'All stores', ja: '全店舗', 'zh-CN': '全部店铺' }
  return { place: where, key: placeKey(where), stores, sku: '', label, ...over }
}

/** A period with its days as label. */
export function period(from: string, to: string = from, over: Partial<Period> = {}): Period {
  return { kind: from === to ? 'day' : 'range', from, to, end: to, label: verbatim(`${from}–${to}`), ...over }
}

/** November 2017, closed. */
export const november: Period = period('2017-11-01', '2017-11-30', { kind: 'month', label: verbatim('2017-11') })

/** Complete, final data. */
export function quality(over: Partial<Quality> = {}): Quality {
  return {
    daysWithData: 30,
    daysExpected: 30,
    missing: [],
    asOf: new Date('2017-12-01T14:00:00Z'),
    provisional: false,
    corrected: [],
    belowSample: false,
    ...over,
  }
}

/** Sales of the place in November 2017 without target and comparison, unless told otherwise. */
export function figure(over: Partial<Figure> = {}): Figure {
  const shownKpi = over.kpi ?? kpi()
  return {
    kpi: shownKpi,
    place: place(),
    period: november,
    value: 4_350_000,
    currency: shownKpi.unit === 'money' ? 'USD' : null,
    target: null,
    comparison: null,
    quality: quality(),
    rates: [],
    ...over,
  }
}

/** A target of the month, owned by Mei Lin. */
export function targetState(over: Partial<TargetState> = {}): TargetState {
  return {
    targetId: 1,
    value: 5_000_000,
    low: null,
    high: null,
    attainment: 0.87,
    setFor: 'month',
    derived: false,
    owner: { id: 7, name: 'Mei Lin' },
    weight: 10,
    validFrom: '2017-11-01',
    ...over,
  }
}

/** The same weekdays before. */
export function comparison(change: number | null, kind: Comparison['kind'] = 'relative'): Comparison {
  return { period: period('2017-09-27', '2017-10-26'), value: change === null ? null : 1, change, kind }
}

/** A series from values day by day. */
export function series(values: readonly (number | null)[], over: Partial<Series> = {}): Series {
  const points = values.map((value, index) => point(dayAt(over.period?.from ?? '2017-11-01', index), value))
  const shownKpi = over.kpi ?? kpi()
  return {
    kpi: shownKpi,
    place: place(),
    period: november,
    currency: shownKpi.unit === 'money' ? 'USD' : null,
    points,
    rates: [],
    ...over,
  }
}

/** One day of a series. */
export function point(day: string, value: number | null, over: Partial<SeriesPoint> = {}): SeriesPoint {
  return { day, value, target: null, provisional: false, corrected: false, belowSample: false, ...over }
}

/** The day so many days after another. */
export function dayAt(from: string, offset: number): string {
  return new Date(Date.parse(`${from}T00:00:00Z`) + offset * 86_400_000).toISOString().slice(0, 10)
}

/** A recognised line with nothing but what is given. */
export function words(verb: string, over: Partial<Words> = {}): Words {
  return {
    line: verb,
    verb,
    subverb: null,
    kpis: [],
    places: [],
    periods: [],
    amounts: [],
    people: [],
    ids: [],
    quoted: [],
    unknown: [],
    rest: '',
    open: '',
    ...over,
  }
}
