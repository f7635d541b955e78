import { shownAttainment, standing } from '#src/cards/attained.ts'
import { barsImage } from '#src/cards/bars-chart.ts'
import { dayList } from '#src/cards/day-list.ts'
import { changeText, showShort, showValue } from '#src/cards/figure-cells.ts'
import { headline } from '#src/cards/headline.ts'
import { compareAction, line, noteAction, periodWord, placeWord, trendAction } from '#src/cards/lines.ts'
import { notesList } from '#src/cards/notes-list.ts'
import { overviewImage } from '#src/cards/overview-chart.ts'
import type { ShownZone } from '#src/cards/quality-lines.ts'
import { dotted, titled } from '#src/cards/titles.ts'
import { trendImage } from '#src/cards/trend-chart.ts'
import { buttons } from '#src/cards/words.ts'
import type { Action, Block, Card } from '#src/chat/card.ts'
import { shiftDays } from '#src/domain/days.ts'
import type { Figure } from '#src/domain/figure.ts'
import type { Period } from '#src/domain/period/index.ts'
import type { MissingData, PeriodReport, ReportAlert, ReportMover } from '#src/domain/report.ts'
import { attainmentText } from '#src/domain/targets/attainment.ts'
import { causeText, partsText, signedShort } from '#src/features/causes/index.ts'
import { smallPrint, tableOf } from '#src/features/figures/index.ts'
import { formatCount, formatShort } from '#src/i18n/format/index.ts'
import { empty, fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import { firstFew } from './first-few.ts'
import { goalsLists } from './goals-list.ts'
import { quarterBlocks, targetButtons } from './quarter-blocks.ts'

const titles: Readonly<Record<string, Localized>> = {
  week: { en: 'Weekly report', ja: '週報', 'zh-CN': '周报' },
  month: { en: 'Monthly report', ja: '月報', 'zh-CN': '月报' },
  quarter: { en: 'Quarterly report', ja: '四半期報告', 'zh-CN': '季报' },
}

const texts = {
  on: { en: 'Plan met: {text}', ja: '計画達成：{text}', 'zh-CN': '达成计划：{text}' },
  close: { en: 'Just short of plan: {text}', ja: '計画をやや下回る：{text}', 'zh-CN': '略低于计划：{text}' },
  behind: { en: 'Plan missed: {text}', ja: '計画未達：{text}', 'zh-CN': '未达计划：{text}' },
  none: { en: 'No plan was set. {text}', ja: '計画は未設定。{text}', 'zh-CN': '未设定计划。{text}' },
  ranking: { en: '{kpi} by store', ja: '{kpi}の店舗ランキング', 'zh-CN': '{kpi}店铺排名' },
  byGoal: {
    en: '{kpi} by store, best attainment first',
    ja: '{kpi}の店舗ランキング（達成率順）',
    'zh-CN': '{kpi}店铺排名（按达成率）',
  },
  place: { en: '{rank}. {place}: {value}', ja: '{rank}. {place}：{value}', 'zh-CN': '{rank}. {place}：{value}' },
  ofGoal: { en: '{text}, {share} of target', ja: '{text}（目標比{share}）', 'zh-CN': '{text}，达成{share}' },
  changed: { en: '{text}, {change}', ja: '{text}、{change}', 'zh-CN': '{text}，{change}' },
  best: { en: '{kpi}: gained most', ja: '{kpi}：伸びが大きい順', 'zh-CN': '{kpi}：增长最多' },
  worst: { en: '{kpi}: lost most', ja: '{kpi}：落ち込みが大きい順', 'zh-CN': '{kpi}：下降最多' },
  uncompared: {
    en: '{kpi}: what gained and lost most is not listed, as the two periods cannot be compared (why: below).',
    ja: '{kpi}：両期間を比較できないため、増減の大きいものは表示しません（理由は下記）。',
    'zh-CN': '{kpi}：两期无法对比，因此不列出增减最大的项目（原因见下）。',
  },
  mover: {
    en: '{place}: {change} ({before} → {value}). {causes}',
    ja: '{place}：{change}（{before}→{value}）。{causes}',
    'zh-CN': '{place}：{change}（{before}→{value}）。{causes}',
  },
  parts: {
    en: 'Against the same weekdays before {change}: {parts}',
    ja: '前の同じ曜日との差 {change}：{parts}',
    'zh-CN': '较往周同日{change}：{parts}',
  },
  partsAlike: {
    en: 'Against the same weekdays before, like for like {change}: {parts}',
    ja: '前の同じ曜日との差（条件をそろえて） {change}：{parts}',
    'zh-CN': '较往周同日（可比口径）{change}：{parts}',
  },
  alerts: { en: 'Open alerts, oldest first', ja: '未対応のアラート（古い順）', 'zh-CN': '未解决的告警（按时间）' },
  alert: {
    en: '#{id} {kpi}, {place}: open for {days} days',
    ja: '#{id} {kpi}（{place}）：{days}日経過',
    'zh-CN': '#{id} {kpi}（{place}）：已{days}天',
  },
  owned: { en: '{text}, {person}', ja: '{text}、担当 {person}', 'zh-CN': '{text}，负责人{person}' },
  actions: { en: 'Open actions', ja: '未完了の改善アクション', 'zh-CN': '未完成的改善措施' },
  missing: { en: 'Data still missing: {stores}', ja: '未着のデータ：{stores}', 'zh-CN': '尚缺数据：{stores}' },
  lookedBack: {
    en: '{store} ({kpis} looks back to {days})',
    ja: '{store}（{kpis}が参照する{days}）',
    'zh-CN': '{store}（{kpis}需回看的{days}）',
  },
  more: { en: 'and {count} more', ja: 'ほか{count}件', 'zh-CN': '另有{count}项' },
} satisfies Record<string, Localized>

/** Items of a list before the rest is counted, and rows of the table (judgement: what a phone shows at a glance). */
const maxItems = 8
const maxRows = 10

/** The weekly, monthly or quarterly post: was the plan met, who leads, what moved and why, what is open. */
export function periodCard(report: PeriodReport, zone: ShownZone): Card {
  const { place, period, figures, notes } = report
  const plan = planOf(figures)
  const panels = overviewImage(figures, report.overview)
  const title = dotted([titles[period.kind] ?? period.label, place.label, period.label])
  return {
    title: titled(title, [place]),
    tone: { on: 'good', close: 'warning', behind: 'bad', none: 'info' }[plan] as Card['tone'],
    blocks: [
      { type: 'text', style: 'strong', text: fill(texts[plan], { text: headline(figures, showShort) }) },
      ...partsLine(report),
      ...missingLine(report),
      ...(report.plan ? quarterBlocks(report.plan) : []),
      ...(period.kind === 'week' ? [] : goalsLists(report)),
      ...moversOf(report),
      ...rankingList(report),
      ...alertsList(report.alerts),
      ...actionsList(report.actions ?? []),
      ...(panels ? [panels] : []),
      ...(report.plan ? [] : tableOf(figures.slice(0, maxRows), { gaps: report.missing.length === 0 })),
      ...pictures(report),
      ...notesList(notes, shiftDays(period.to, 1)),
      ...smallPrint(figures, zone),
      { type: 'actions', actions: nextSteps(report) },
    ],
  }
}

/** What people took on and have not closed. */
function actionsList(actions: readonly Localized[]): readonly Block[] {
  if (actions.length === 0) return []
  const rest = actions.length - maxItems
  const more = rest > 0 ? [fill(texts.more, { count: rest })] : []
  return [{ type: 'list', heading: texts.actions, items: [...actions.slice(0, maxItems), ...more] }]
}

function planOf(figures: readonly Figure[]): 'on' | 'close' | 'behind' | 'none' {
  const lead = figures.map(standing).find(state => state !== null)
  if (!lead) return 'none'
  return lead === 'met' ? 'on' : lead === 'near' ? 'close' : 'behind'
}

/** A store that lacks data; of what only looks back to days that are missing, what and which. */
function missingText({ store, kpis, earlier = [] }: MissingData, { to }: Period): Localized {
  const name = verbatim(store.name)
  if (earlier.length === 0) return name
  return fill(texts.lookedBack, { store: name, kpis: join(kpis.map(kpi => kpi.label)), days: dayList(earlier, to) })
}

function missingLine({ missing, period }: PeriodReport): readonly Block[] {
  if (missing.length === 0) return []
  const stores = firstFew(missing.map(one => missingText(one, period)))
  return [{ type: 'text', text: fill(texts.missing, { stores }) }]
}

/** Where the change of the main amount came from. */
function partsLine({ parts, figures: [lead] }: PeriodReport): readonly Block[] {
  const told = lead && partsText(parts, lead.kpi.unit, lead.currency)
  if (!told) return []
  const all = parts.reduce((sum, { amount }) => sum + amount, 0)
  const text = lead.comparison?.paired ? texts.partsAlike : texts.parts
  return [{ type: 'text', text: fill(text, { change: signedShort(all, lead.kpi.unit, lead.currency), parts: told }) }]
}

function rankingList({ ranking }: PeriodReport): readonly Block[] {
  const [first] = ranking
  if (!first) return []
  const items = ranking.map((figure, index) => {
    const { kpi, place, value, currency, comparison } = figure
    const share = shownAttainment(figure)
    const shown = { rank: index + 1, place: place.label, value: showValue(value, kpi, currency) }
    const text = fill(texts.place, shown)
    if (share !== null) return fill(texts.ofGoal, { text, share: attainmentText(share) })
    return comparison?.change != null ? fill(texts.changed, { text, change: changeText(comparison, kpi) }) : text
  })
  const heading = shownAttainment(first) === null ? texts.ranking : texts.byGoal
  return listOf(fill(heading, { kpi: first.kpi.label }), items)
}

function moversOf({ movers, uncompared, figures: [lead] }: PeriodReport): readonly Block[] {
  if (!movers && uncompared && lead) return [{ type: 'text', text: fill(texts.uncompared, { kpi: lead.kpi.label }) }]
  if (!movers) return []
  const { kpi, best, worst } = movers
  const show = ({ place, value, before, change, currency, causes }: ReportMover) => {
    const short = (amount: number | null) => formatShort(amount, kpi.unit, currency)
    const numbers = { value: short(value), before: short(before), change: signedShort(change ?? 0, kpi.unit, currency) }
    return fill(texts.mover, {
      place: place.label,
      ...numbers,
      causes: causes ? causeText(causes, kpi.unit, currency) : empty,
    })
  }
  const name = { kpi: kpi.label }
  return [...listOf(fill(texts.best, name), best.map(show)), ...listOf(fill(texts.worst, name), worst.map(show))]
}

function alertsList(alerts: readonly ReportAlert[]): readonly Block[] {
  const items = alerts.map(({ id, kpi, place, days, person }) => {
    const text = fill(texts.alert, { id, kpi: kpi.label, place, days: formatCount(days) })
    return person === null ? text : fill(texts.owned, { text, person: verbatim(person) })
  })
  return listOf(texts.alerts, items)
}

function listOf(heading: Localized, items: readonly Localized[]): readonly Block[] {
  if (items.length === 0) return []
  const rest = items.length - maxItems
  const shown = rest > 1 ? [...items.slice(0, maxItems), fill(texts.more, { count: rest })] : items
  return [{ type: 'list', heading, items: shown }]
}

function pictures({ main, notes, shades, ranking }: PeriodReport): readonly Block[] {
  const trend = main ? [trendImage({ series: main, notes, shades })] : []
  return [...trend, ...barsImage(ranking.slice(0, 2 * maxItems))]
}

function nextSteps({ place, figures, period, plan }: PeriodReport): readonly Action[] {
  const [first] = figures
  const status = { label: buttons.status, line: line('status', placeWord(place.place), periodWord(period)) }
  return [
    ...(plan ? targetButtons(plan, place) : []),
    { ...status, style: 'primary' },
    ...(first ? [trendAction(first.kpi, place.place, period)] : []),
    ...(first && place.stores.length > 1 ? [compareAction(first.kpi, place.place, period)] : []),
    noteAction(place.place, period),
  ]
}
