import { shownAttainment, standing } from '#src/cards/attained.ts'
import { goalText, showValue } from '#src/cards/figure-cells.ts'
import { noteText } from '#src/cards/notes-list.ts'
import { unboundedText } from '#src/cards/unbounded-text.ts'
import { words } from '#src/cards/words.ts'
import type { Block } from '#src/chat/card.ts'
import type { Figure } from '#src/domain/figure.ts'
import type { PeriodReport, ReportNote } from '#src/domain/report.ts'
import { attainmentText } from '#src/domain/targets/attainment.ts'
import { formatCount } from '#src/i18n/format/index.ts'
import { fill, join, type Localized } from '#src/i18n/locale.ts'

const texts = {
  open: {
    en: 'Targets not met: {count} of {all}',
    ja: '未達の目標：{all}件中{count}件',
    'zh-CN': '未达成的目标：{all}项中{count}项',
  },
  met: {
    en: 'Targets met: {count} of {all}',
    ja: '達成した目標：{all}件中{count}件',
    'zh-CN': '已达成的目标：{all}项中{count}项',
  },
  goal: {
    en: '{place} · {kpi}: {share} ({value}, target {goal})',
    ja: '{place}・{kpi}：{share}（{value}／目標{goal}）',
    'zh-CN': '{place} · {kpi}：{share}（{value}，目标{goal}）',
  },
  because: { en: '{text}. {notes}', ja: '{text}。{notes}', 'zh-CN': '{text}。{notes}' },
  more: { en: 'and {count} more', ja: 'ほか{count}件', 'zh-CN': '另有{count}项' },
} satisfies Record<string, Localized>

/** Targets in a list before the rest is counted: a month's report tells each (judgement: what messengers still take). */
const maxGoals = 60
/** Targets in a quarter's report, which is about the next one (judgement). */
const maxInQuarter = 8

/**
 * The achievement of each target with what people wrote about it: those that were not met first, the furthest behind
 * leading; those that were met folded where a messenger can.
 */
export function goalsLists(report: PeriodReport): readonly Block[] {
  const { goals, period } = report
  const quarter = period.kind === 'quarter'
  const met = goals.filter(figure => standing(figure) === 'met')
  const open = goals.filter(figure => !met.includes(figure))
  const counts = (list: readonly Figure[]) => ({ count: formatCount(list.length), all: formatCount(goals.length) })
  return [
    ...listOf(fill(texts.open, counts(open)), itemsOf(open, report, quarter ? maxInQuarter : maxGoals), false),
    ...(quarter ? [] : listOf(fill(texts.met, counts(met)), itemsOf(met, report, maxGoals), true)),
  ]
}

function itemsOf(goals: readonly Figure[], report: PeriodReport, most: number): readonly Localized[] {
  const items = goals.map(figure => achievement(figure, report))
  const rest = items.length - most
  return rest > 1 ? [...items.slice(0, most), fill(texts.more, { count: rest })] : items
}

function achievement(figure: Figure, report: PeriodReport): Localized {
  const { kpi, place, value, currency, target, unbounded } = figure
  const text = fill(texts.goal, {
    place: place.label,
    kpi: kpi.label,
    share: attainmentText(shownAttainment(figure) ?? 0),
    value: unbounded ? unboundedText(unbounded) : showValue(value, kpi, currency),
    goal: (target && goalText(target, kpi, currency)) ?? words.none,
  })
  const about = report.notes.filter(note => isAbout(note, figure, report))
  return about.length === 0
    ? text
    : fill(texts.because, { text, notes: join(about.map(note => noteText(note, { readOn: report.period.to }))) })
}

/** What was written about one store says nothing of another; what is about no KPI is told with the one that leads. */
function isAbout({ about, kpiId }: ReportNote, { place, kpi }: Figure, report: PeriodReport): boolean {
  const leads = kpi.id === report.figures[0]?.kpi.id
  if (kpiId !== kpi.id && !(kpiId === null && leads)) return false
  return about === null ? place.key === report.place.key : about.en === place.label.en
}

function listOf(heading: Localized, items: readonly Localized[], folded: boolean): readonly Block[] {
  return items.length === 0 ? [] : [{ type: 'list', heading, items, ...(folded ? { folded } : {}) }]
}
