import { type Day, daysOf, monthOf, type Period, rangePeriod, weekOf } from '#src/domain/period/index.ts'
import { UserError } from '#src/errors.ts'
import { fill } from '#src/i18n/locale.ts'
import type { Look } from './find-top.ts'
import { otherKpis, rowOf, type TopRow } from './row.ts'
import { subjectNames, topTexts } from './texts.ts'

/** Lines that are worked out at most (judgement: two months of days). */
const maxParts = 62

type Step = 'day' | 'week' | 'month'

/**
 * The days, weeks or months of a period as lines, each held against the same weekdays before it.
 * @throws UserError where there are too many of them, and for runs of days, which days do not have.
 */
export async function timeRows(look: Look & { readonly subject: Step }): Promise<readonly TopRow[]> {
  const { query, subject, reader, place, period, kpi, context } = look
  if (query.conditions.some(({ kind }) => kind === 'missed' || kind === 'streak')) throw new UserError(topTexts.noRun)
  const parts = stepsOf(period, subject)
  const count = parts.length
  if (count > maxParts)
    throw new UserError(fill(topTexts.tooManyParts, { count, subjects: subjectNames[subject], limit: maxParts }))
  const kpis = [kpi, ...otherKpis(query, kpi)]
  return Promise.all(
    parts.map(async part => {
      const request = { kpis, place: place.place, period: part, now: context.now }
      const [figure, ...more] = await context.figures.read(reader, request)
      if (!figure) throw new Error('A figure was asked for and none came')
      return { ...rowOf(figure, part.label, more), key: part.from }
    }),
  )
}

/** A period in days, weeks or months; the first and last only as far as the period goes. */
function stepsOf(period: Period, step: Step): readonly Period[] {
  const keyOf = (day: Day) => (step === 'day' ? day : (step === 'week' ? weekOf(day) : monthOf(day)).from)
  const groups = new Map<Day, Day[]>()
  for (const day of daysOf(period)) groups.set(keyOf(day), [...(groups.get(keyOf(day)) ?? []), day])
  return [...groups.values()].map(days => {
    const [first = period.from, last = period.to] = [days[0], days.at(-1)]
    const whole = step === 'week' ? weekOf(first) : monthOf(first)
    return step !== 'day' && whole.from === first && whole.end === last ? whole : rangePeriod(first, last)
  })
}
