import type {
  BarsChart,
  ChartRequest,
  ChartShade,
  OverviewChart,
  OverviewPanel,
  TrendChart,
} from '#src/domain/chart.ts'
import { verbatim } from '#src/i18n/locale.ts'

/** Days one after the other from `first`. */
export function daysFrom(first: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.parse(first) + index * 86_400_000).toISOString().slice(0, 10),
  )
}

/** A number between 0 and 1 that is the same on every run. */
export function wave(index: number): number {
  const raw = Math.sin(index * 12.9898) * 43758.5453
  return raw - Math.floor(raw)
}

export function weekendsOf(days: readonly string[]): readonly ChartShade[] {
  return days
    .filter(day => [0, 6].includes(new Date(Date.parse(day)).getUTCDay()))
    .map(day => ({ from: day, to: day, kind: 'weekend' }))
}

const title = { en: 'Net sales', ja: '純売上', 'zh-CN': '净销售额' }
const place = {
  en: 'Amazon JP · Nov 1 – 30, 2026',
  ja: 'Amazon JP ・ 2026年11月1日〜30日',
  'zh-CN': 'Amazon JP · 2026年11月1日至30日',
}

/** Sales of a month with target, notes and holidays; the last two days are not final, two days are missing. */
export function monthTrend(changes: Partial<TrendChart> = {}): Extract<ChartRequest, { drawing: 'trend' }> {
  const days = daysFrom('2026-11-01', 30)
  return {
    drawing: 'trend',
    title,
    subtitle: place,
    unit: 'money',
    currency: 'JPY',
    better: 'higher',
    lines: [
      {
        label: { en: 'November', ja: '11月', 'zh-CN': '11月' },
        points: days.map((day, index) => ({
          day,
          value: index === 11 || index === 12 ? null : Math.round(380_000 + 260_000 * wave(index) + index * 4000),
          provisional: index >= 28,
        })),
      },
      {
        label: { en: 'Same weekdays before', ja: '前の同曜日', 'zh-CN': '前期同星期' },
        points: days.map((day, index) => ({ day, value: Math.round(350_000 + 180_000 * wave(index + 77)) })),
      },
    ],
    target: days.map((day, index) => ({ day, value: index < 15 ? 480_000 : 540_000 })),
    notes: [
      { from: '2026-11-03', to: '2026-11-05', text: '仓库盘点，发货延迟一天，广告预算减半', author: '王小明' },
      {
        from: '2026-11-20',
        to: '2026-11-20',
        text: 'ブラックフライデー先行セール開始。クーポン10%と広告費2倍で集客を強化した。在庫は十分。楽天側は来週から同じ施策を実施する予定です。',
        author: '佐藤 花子',
      },
      {
        from: '2026-11-12',
        to: '2026-11-13',
        text: 'Source did not deliver; support ticket 4711 is open',
        author: 'Dana Miller',
      },
    ],
    shades: [
      ...weekendsOf(days),
      {
        from: '2026-11-03',
        to: '2026-11-03',
        kind: 'holiday',
        label: { en: 'Culture Day', ja: '文化の日', 'zh-CN': '文化日' },
      },
      {
        from: '2026-11-23',
        to: '2026-11-23',
        kind: 'holiday',
        label: { en: 'Labour Thanksgiving Day', ja: '勤労感謝の日', 'zh-CN': '勤劳感谢日' },
      },
      {
        from: '2026-11-10',
        to: '2026-11-12',
        kind: 'event',
        label: { en: 'Singles’ Day', ja: '独身の日', 'zh-CN': '双11' },
      },
      {
        from: '2026-11-26',
        to: '2026-11-30',
        kind: 'event',
        label: { en: 'Black Friday', ja: 'ブラックフライデー', 'zh-CN': '黑五' },
      },
    ],
    stamp: verbatim('DEMO'),
    ...changes,
  }
}

/** A trend of one line with these values, from 1 November 2026. */
export function lineTrend(
  values: readonly (number | null)[],
  changes: Partial<TrendChart> = {},
): Extract<ChartRequest, { drawing: 'trend' }> {
  const days = daysFrom('2026-11-01', values.length)
  return {
    drawing: 'trend',
    title,
    subtitle: place,
    unit: 'count',
    currency: null,
    better: 'higher',
    lines: [{ label: title, points: days.map((day, index) => ({ day, value: values[index] ?? null })) }],
    target: [],
    notes: [],
    shades: [],
    ...changes,
  }
}

const labels = [
  ['Net sales', '純売上', '净销售额', 'money'],
  ['Orders', '注文件数', '订单数', 'count'],
  ['Average order value', '客単価', '客单价', 'money'],
  ['Conversion rate', '転換率', '转化率', 'ratio'],
  ['Sessions', 'アクセス数', '访客会话数', 'count'],
  ['Advertising cost of sales', '売上高広告費比率', '广告销售成本比', 'ratio'],
  ['ROAS', 'ROAS', '广告投产比', 'times'],
  ['Late shipment rate', '出荷遅延率', '延迟发货率', 'ratio'],
  ['Order defect rate', '注文不良率', '订单缺陷率', 'ratio'],
  ['Return rate', '返品率', '退货率', 'ratio'],
  ['Gross profit', '粗利益', '毛利', 'money'],
  ['Days of stock', '在庫日数', '库存可售天数', 'days'],
] as const

/** Up to twelve panels of all kinds. */
export function overview(
  count: number,
  changes: Partial<OverviewChart> = {},
): Extract<ChartRequest, { drawing: 'overview' }> {
  const days = daysFrom('2026-10-28', 28)
  return {
    drawing: 'overview',
    title: { en: 'All stores yesterday', ja: '全店舗・昨日', 'zh-CN': '全部店铺 · 昨日' },
    subtitle: {
      en: 'Fri, Nov 20, 2026 · 28 days',
      ja: '2026年11月20日(金) ・ 28日間',
      'zh-CN': '2026年11月20日（周五） · 近28天',
    },
    panels: labels
      .slice(0, count)
      .map(([en, ja, zh, unit], index) => panel({ en, ja, 'zh-CN': zh }, unit, index, days)),
    stamp: verbatim('DEMO'),
    ...changes,
  }
}

function panel(
  label: OverviewPanel['label'],
  unit: OverviewPanel['unit'],
  index: number,
  days: readonly string[],
): OverviewPanel {
  const scale = unit === 'money' ? 5_000_000 : unit === 'ratio' ? 0.08 : unit === 'count' ? 12_400 : 24.5
  const points = days.map((day, at) => ({ day, value: at === 9 ? null : scale * (0.7 + 0.5 * wave(at + index * 31)) }))
  return {
    label,
    unit,
    currency: unit === 'money' ? 'JPY' : null,
    value: index === 8 ? null : (points.at(-1)?.value ?? null),
    change:
      index === 8
        ? { value: null, kind: 'relative', good: null }
        : {
            value: wave(index) - 0.45,
            kind: unit === 'ratio' ? 'points' : 'relative',
            good: index === 4 ? null : wave(index * 3) > 0.5,
          },
    attainment: index % 4 === 3 ? null : 0.55 + wave(index) * 0.65,
    points: index === 8 ? points.map(point => ({ ...point, value: null })) : points,
    target: index % 4 === 3 ? null : scale,
  }
}

/** Stores side by side. */
export function bars(changes: Partial<BarsChart> = {}): Extract<ChartRequest, { drawing: 'bars' }> {
  const names = [
    'Amazon JP',
    '楽天市場 旗艦店',
    'Amazon US',
    'Shopify — linkstar-outdoor.example 官方旗舰店（北美站）',
    'TikTok Shop',
    'Walmart',
    'eBay',
    'Yahoo!ショッピング',
  ]
  return {
    drawing: 'bars',
    title: { en: 'Net sales by store', ja: '店舗別の純売上', 'zh-CN': '各店铺净销售额' },
    subtitle: {
      en: 'Nov 14 – 20, 2026, in JPY',
      ja: '2026年11月14日〜20日、円換算',
      'zh-CN': '2026年11月14日至20日，折算为日元',
    },
    unit: 'money',
    currency: 'JPY',
    bars: names.map((label, index) => ({
      label,
      value: index === 7 ? null : Math.round(9_800_000 / (index + 1)),
      compare: index === 5 ? null : Math.round((9_100_000 / (index + 1)) * (0.8 + 0.5 * wave(index))),
      good: index === 2 ? null : index % 3 !== 1,
    })),
    valueLabel: { en: 'This week', ja: '今週', 'zh-CN': '本周' },
    compareLabel: { en: 'Week before', ja: '先週', 'zh-CN': '上周' },
    ...changes,
  }
}
