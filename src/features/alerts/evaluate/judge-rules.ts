import type { Rule } from '#src/domain/alerts/alert.ts'
import type { DayContext } from '#src/domain/baseline/day-type.ts'
import { eventSpans } from '#src/domain/baseline/event-baseline.ts'
import { eachDay, shiftDays } from '#src/domain/days.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { withOwnWindows } from '#src/domain/limits/own-window.ts'
import type { Day } from '#src/domain/period/index.ts'
import { speaksAgain } from '#src/domain/rules/active-hours.ts'
import { isJudged, type RuleJudgement } from '#src/domain/rules/finding.ts'
import { explainedJudgement, heldByEvent, type SuppressedJudgement } from '#src/domain/rules/held.ts'
import { judgeRule, maxSkipped } from '#src/domain/rules/judge.ts'
import type { AlertRule } from '#src/domain/rules/rule.ts'
import type { RuleView } from '#src/domain/rules/view.ts'
import { ruleName } from '#src/features/alerts/announce/demo-or-real.ts'
import { type Around, contextOf, ruleView, stockKpis } from '#src/features/alerts/rules/rule-view.ts'
import type { HeldNote } from '#src/features/alerts/store/held-back.ts'
import type { DayBook, Span } from '#src/features/figures/index.ts'
import { daysToJudge } from './checks.ts'
import type { Judged, JudgeParts } from './judge-targets.ts'
import type { RuleCheck } from './rule-checks.ts'

/** Days before the first judged one that rules look back: thirteen weeks and a streak (design rule). */
const lookBackDays = 7 * 13 + 7

/** Kinds for which only the latest day says something: they look at a month, a window or a level. */
const latestOnly: ReadonlySet<string> = new Set(['budget', 'cover', 'ladder'])

/** Judges the rules of a place on the days that changed and after, from one reading of its figures. */
export async function judgeRules(parts: JudgeParts, check: RuleCheck, around: Around): Promise<readonly Judged[]> {
  const { figures, reader, now } = parts
  const rules = check.rules.filter(rule => rule.parameters.kind !== 'late' && parts.kpis.has(rule.kpiId))
  const place = await figures.resolve(reader, check.place)
  const today = figures.today(place, now)
  const days = daysToJudge(check.from, today, place.stores, parts.known).filter(day => day < today)
  const [first] = days
  if (rules.length === 0 || first === undefined) return []
  const kpis = [...new Set([...rules.map(rule => rule.kpiId), ...stockKpis])].flatMap(id => parts.kpis.get(id) ?? [])
  const from = shiftDays(first, -lookBackDays)
  const also = longBefore(rules, first, today, contextOf(place, around.events))
  const asked = withOwnWindows(kpis)
  const book = await figures.dayBook(reader, { kpis: asked, place: check.place, from, to: today, also, now })
  const views = viewsOf(kpis, book, around)
  const judged: Judged[] = []
  for (const rule of rules) {
    await parts.breathe()
    try {
      judged.push(...judgedBy(rule, days, parts, check, views.get(rule.kpiId), book))
    } catch (error) {
      parts.leaveOut({ place: check.key, rule: rule.id }, error)
    }
  }
  return judged
}

/** Days of events are held against comparable events of up to a year before; rules that must last look at more days. */
function longBefore(rules: readonly AlertRule[], first: Day, today: Day, context: DayContext): readonly Span[] {
  const lasting = Math.max(...rules.map(rule => rule.forDays))
  const looked = eachDay(shiftDays(first, lasting > 1 ? -lasting - maxSkipped : 0), today)
  return looked.flatMap(day => eventSpans(day, context))
}

/** What the rules of each KPI see of a place. */
export function viewsOf(kpis: readonly Kpi[], book: DayBook, around: Around): ReadonlyMap<string, RuleView> {
  const stock = kpis.filter(kpi => stockKpis.some(id => id === kpi.id))
  return new Map(kpis.map(kpi => [kpi.id, ruleView(kpi, book, stock, around)]))
}

function judgedBy(
  rule: AlertRule,
  days: readonly Day[],
  parts: JudgeParts,
  check: RuleCheck,
  view: RuleView | undefined,
  book: DayBook,
): readonly Judged[] {
  if (!view) return []
  const looked = latestOnly.has(rule.parameters.kind) ? days.slice(-1) : days
  const subject = {
    rule: ruleName(`rule/${rule.id}`, check.place, parts.reader.demo),
    kpiId: rule.kpiId,
    place: check.key,
    currency: view.kpi.unit === 'money' ? book.currency : null,
    owner: rule.owner ?? parts.ownerAt(book.place, rule.kpiId),
  }
  const judgements: RuleJudgement[] = []
  for (const day of looked) {
    const look = judgeRule(rule, day, view)
    const held = heldByEvent(rule, day, view, look)
    if (held) parts.noteHeld(noteOf(held, subject))
    const judgement = held ? explainedJudgement(rule, held, look) : look
    if (isJudged(judgement)) judgements.push(judgement)
  }
  const last = judgements.at(-1)
  if (!last) return []
  const zone = book.place.stores[0]?.timeZone ?? 'UTC'
  const notBefore = speaksAgain(rule.activeHours, { zone, market: book.market }, parts.now)
  return [{ rule: subject, judgements, finding: last.finding, source: rule, ...(notBefore ? { notBefore } : {}) }]
}

function noteOf({ day, event, value, expected }: SuppressedJudgement, subject: Rule): HeldNote {
  const { rule, kpiId, place, currency } = subject
  return { rule, kpiId, place, day, eventId: event.id, value, expected, currency }
}
