import { standing } from '#src/cards/attained.ts'
import { showShort } from '#src/cards/figure-cells.ts'
import { againstGoal, headline } from '#src/cards/headline.ts'
import { heldList } from '#src/cards/held-lines.ts'
import { line, noteAction, periodWord, placeWord, trendAction } from '#src/cards/lines.ts'
import { notesList } from '#src/cards/notes-list.ts'
import { overviewImage } from '#src/cards/overview-chart.ts'
import { paceLine, planItem } from '#src/cards/pace-lines.ts'
import { dotted, titled } from '#src/cards/titles.ts'
import { trendImage } from '#src/cards/trend-chart.ts'
import { buttons } from '#src/cards/words.ts'
import type { Action, Block, Card, Tone } from '#src/chat/card.ts'
import { shiftDays } from '#src/domain/days.ts'
import { dayPeriod } from '#src/domain/period/make.ts'
import type { DailyReport } from '#src/domain/report.ts'
import { attainmentText, isBelow } from '#src/domain/targets/attainment.ts'
import { smallPrint, tableOf } from '#src/features/figures/index.ts'
import { formatDay } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { moversLists } from './digest-movers.ts'
import { firstFew } from './first-few.ts'

/** Whether the plan is kept: `none` without any target that can be judged. */
type Plan = 'on' | 'close' | 'behind' | 'none'

const texts = {
  title: { en: 'Daily report', ja: '日報', 'zh-CN': '日报' },
  on: { en: 'On plan: {text}', ja: '計画どおり：{text}', 'zh-CN': '符合计划：{text}' },
  close: { en: 'Close to plan: {text}', ja: '計画をやや下回る：{text}', 'zh-CN': '略低于计划：{text}' },
  behind: { en: 'Behind plan: {text}', ja: '計画に遅れ：{text}', 'zh-CN': '落后于计划：{text}' },
  none: { en: '{text}', ja: '{text}', 'zh-CN': '{text}' },
  month: {
    on: {
      en: 'Month on plan ({share}). {text}',
      ja: '今月は計画どおり（{share}）。{text}',
      'zh-CN': '本月符合计划（{share}）。{text}',
    },
    close: {
      en: 'Month close to plan ({share}). {text}',
      ja: '今月は計画をやや下回る（{share}）。{text}',
      'zh-CN': '本月略低于计划（{share}）。{text}',
    },
    behind: {
      en: 'Month behind plan ({share}). {text}',
      ja: '今月は計画に遅れ（{share}）。{text}',
      'zh-CN': '本月落后于计划（{share}）。{text}',
    },
  },
  storesOn: {
    en: 'No store is behind its month plan. {text}',
    ja: '今月の計画に遅れている店舗はありません。{text}',
    'zh-CN': '没有店铺落后于本月计划。{text}',
  },
  behindAt: {
    en: '{count} of {all} stores are behind their month plan. {text}',
    ja: '今月の計画のある{all}店舗中{count}店舗が遅れ。{text}',
    'zh-CN': '{all}家有本月计划的店铺中{count}家落后。{text}',
  },
  behindOne: {
    en: '{place} is behind its month plan. {text}',
    ja: '{place}は今月の計画に遅れ。{text}',
    'zh-CN': '{place}落后于本月计划。{text}',
  },
  plans: { en: 'Month so far', ja: '今月の進捗', 'zh-CN': '本月进度' },
  attention: { en: 'Needs attention', ja: '要対応', 'zh-CN': '需要处理' },
  breach: { en: '{place} · {text}', ja: '{place}・{text}', 'zh-CN': '{place} · {text}' },
  owned: { en: '{text}, {owner}', ja: '{text}、担当 {owner}', 'zh-CN': '{text}，负责人{owner}' },
  missing: { en: 'Data still missing', ja: '未着のデータ', 'zh-CN': '尚缺数据' },
  missingItem: { en: '{store}: {kpis}', ja: '{store}：{kpis}', 'zh-CN': '{store}：{kpis}' },
  missingAll: { en: '{store}: nothing yet', ja: '{store}：まだ届いていません', 'zh-CN': '{store}：尚无数据' },
  more: { en: 'and {count} more', ja: 'ほか{count}件', 'zh-CN': '另有{count}项' },
}

/** Lines of breaches and gaps shown before the rest is counted. Judgement: what a phone shows at a glance. */
const maxItems = 5

/** Rows of the table. Judgement: a manager reads ten numbers, the picture shows the rest. */
const maxRows = 10

/** How a daily post is shown besides its content. */
export interface DigestOptions {
  /** Zone in which times are shown. */
  readonly zone: string
  /** Readers may be elsewhere: the zone is named. */
  readonly named?: boolean
}

/**
 * The daily post: are we on plan, what broke and who is on it, what is missing, and the picture of all KPIs fit a phone's
 * first screens; then the numbers, what moved and why.
 */
export function digestCard(report: DailyReport, options: DigestOptions = { zone: 'UTC' }): Card {
  const { figures, month, notes, place, day, missing, main, shades } = report
  const panels = overviewImage(figures, report.overview)
  const plan = planOf(report)
  const readOn = shiftDays(day, 1)
  return {
    title: titled(dotted([texts.title, place.label, formatDay(day, { year: true })]), [place]),
    tone: toneOf(report, plan),
    blocks: [
      { type: 'text', style: 'strong', text: firstLine(report, plan) },
      ...(month ? [{ type: 'text', text: paceLine(month, dayPeriod(day), showShort) } as const] : []),
      ...attention(report),
      ...missingList(report),
      ...heldList(report.held ?? [], readOn),
      ...(panels ? [panels] : []),
      ...plansList(report),
      ...tableOf(figures.slice(0, maxRows), { gaps: missing.length === 0 }),
      ...(main ? [trendImage({ series: main, notes, shades })] : []),
      ...moversLists(report.movers),
      ...notesList(notes, readOn),
      ...smallPrint(figures, options),
      { type: 'actions', actions: nextSteps(report) },
    ],
  }
}

/** A month is kept within a twentieth of its plan (judgement: below it three good days do not make up for it). */
const keptFrom = 0.95

function planOf({ month, plans, figures }: DailyReport): Plan {
  const share = (month ?? plans[0])?.pacing.index ?? null
  if (share !== null) return monthState(share)
  const lead = figures.map(standing).find(state => state !== null)
  if (!lead) return 'none'
  return lead === 'met' ? 'on' : lead === 'near' ? 'close' : 'behind'
}

function monthState(share: number): 'on' | 'close' | 'behind' {
  if (!isBelow(share, 1)) return 'on'
  return isBelow(share, keptFrom) ? 'behind' : 'close'
}

/** The month and the day are said apart: one may be behind while the other is ahead. Without a plan of the whole, by store. */
function firstLine({ month, plans, figures }: DailyReport, plan: Plan): Localized {
  const text = headline(figures, showShort)
  const share = month?.pacing.index ?? null
  if (share !== null) return fill(texts.month[monthState(share)], { share: attainmentText(share), text })
  const known = plans.filter(({ pacing }) => pacing.index !== null)
  const behind = known.filter(({ pacing }) => isBelow(pacing.index ?? 1, keptFrom))
  const [first] = behind
  if (!first) return fill(known.length > 0 ? texts.storesOn : texts[plan], { text })
  if (behind.length === 1) return fill(texts.behindOne, { place: first.figure.place.label, text })
  return fill(texts.behindAt, { count: behind.length, all: known.length, text })
}

function plansList({ plans }: DailyReport): readonly Block[] {
  return plans.length === 0 ? [] : [{ type: 'list', heading: texts.plans, items: capped(plans.map(planItem)) }]
}

function toneOf({ breaches, figures }: DailyReport, plan: Plan): Tone {
  if (figures.every(figure => figure.value === null && !figure.unbounded)) return 'warning'
  if (plan === 'behind') return 'bad'
  if (breaches.length > 0 || plan === 'close') return 'warning'
  return plan === 'on' ? 'good' : 'info'
}

function attention({ breaches, owners }: DailyReport): readonly Block[] {
  if (breaches.length === 0) return []
  const items = breaches.map(figure => {
    const text = fill(texts.breach, { place: figure.place.label, text: againstGoal(figure) })
    const owner = figure.target?.owner
    return owner ? fill(texts.owned, { text, owner: verbatim(owner.name) }) : text
  })
  return [
    { type: 'list', heading: texts.attention, items: capped(items) },
    ...(owners.length > 0 ? [{ type: 'mention', people: owners } as const] : []),
  ]
}

function missingList({ missing }: DailyReport): readonly Block[] {
  if (missing.length === 0) return []
  const items = missing.map(({ store, kpis, nothing }) =>
    nothing
      ? fill(texts.missingAll, { store: verbatim(store.name) })
      : fill(texts.missingItem, { store: verbatim(store.name), kpis: firstFew(kpis.map(kpi => kpi.label)) }),
  )
  return [{ type: 'list', heading: texts.missing, items: capped(items) }]
}

function nextSteps({ place, figures, day }: DailyReport): readonly Action[] {
  const [first] = figures
  const days = dayPeriod(day)
  return [
    { label: buttons.status, line: line('status', placeWord(place.place), periodWord(days)), style: 'primary' },
    ...(first ? [trendAction(first.kpi, place.place, days)] : []),
    noteAction(place.place, days),
  ]
}

function capped(items: readonly Localized[]): readonly Localized[] {
  if (items.length <= maxItems + 1) return items
  return [...items.slice(0, maxItems), fill(texts.more, { count: items.length - maxItems })]
}
