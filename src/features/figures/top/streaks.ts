import { earlier } from '#src/domain/days.ts'
import { type Day, dayPeriod, monthOf, type Period, shiftDays, weekOf } from '#src/domain/period/index.ts'
import type { Query, Step, Streak } from '#src/domain/questions/query.ts'
import { UserError } from '#src/errors.ts'
import { fill } from '#src/i18n/locale.ts'
import type { Look } from './find-top.ts'
import { fulfils } from './fulfils.ts'
import { type Part, rowAt } from './parts.ts'
import type { Run, TopRow } from './row.ts'
import { skuRowsAt } from './sku-rows.ts'
import { stepNames, topTexts } from './texts.ts'

/** How many days, weeks and months are looked back at (judgement: two months, half a year, two years). */
const lookBack: Readonly<Record<Step, number>> = { day: 60, week: 26, month: 24 }
/** Of SKUs so many more than are asked for: each takes the figures of all of them. */
const lookBackOfSkus = 8

/** The days, weeks or months that a streak is counted in. */
export interface Counted {
  readonly streak: Streak
  /** Newest first, without the one before the first, which that is held against. */
  readonly steps: readonly Period[]
  /** Up to the newest, or the longest within a period that was named. */
  readonly which: 'standing' | 'longest'
}

/** What a streak is counted in; `null`: none is asked for. @throws UserError for more in a row than is looked at. */
export function countedIn({ conditions, period }: Query, today: Day): Counted | null {
  const streak = conditions.find(one => one.kind === 'streak')
  if (!streak) return null
  const { step, count } = streak
  const limit = lookBack[step]
  if (count > limit) throw new UserError(fill(topTexts.tooManySteps, { limit, steps: stepNames[step] }))
  const last = earlier(period?.to ?? today, shiftDays(today, -1))
  const within = period === null ? [] : stepsUpTo(last, step, limit).filter(({ from }) => from >= period.from)
  const isWithin = within.length > 0 && within.length >= count
  return isWithin
    ? { streak, steps: within, which: 'longest' }
    : { streak, steps: stepsUpTo(last, step, limit), which: 'standing' }
}

/** The newest whole days, weeks or months up to a day, newest first. */
function stepsUpTo(last: Day, step: Step, count: number): readonly Period[] {
  const steps: Period[] = []
  for (let day = last; steps.length < count; ) {
    const whole = stepOf(day, step)
    if (whole.end <= last) steps.push(whole)
    day = shiftDays(whole.from, -1)
  }
  return steps
}

function stepOf(day: Day, step: Step): Period {
  return step === 'day' ? dayPeriod(day) : step === 'week' ? weekOf(day) : monthOf(day)
}

/** The step before another. */
export function stepBefore({ from }: Period, step: Step): Period {
  return stepOf(shiftDays(from, -1), step)
}

/** For how many days, weeks or months in a row each part has fulfilled what is asked. */
export async function runsOf(parts: readonly Part[], counted: Counted, look: Look): Promise<readonly (Run | null)[]> {
  const { streak, steps } = counted
  const [oldest, newest] = [steps.at(-1), steps[0]]
  if (!oldest || !newest) return parts.map(() => null)
  const { kpi, place } = look
  const kpis = [kpi, ...('kpi' in streak.of && streak.of.kpi ? [streak.of.kpi] : [])]
  const from = stepBefore(oldest, streak.step).from
  const figures = await look.context.figures.readAhead({ stores: place.stores, kpis, from, to: newest.to })
  const ahead = { ...look, context: { ...look.context, figures } }
  return Promise.all(parts.map(part => runOf(counted, step => rowAt(part, ahead, step, stepBefore(step, streak.step)))))
}

async function runOf({ streak, steps, which }: Counted, rowOf: (step: Period) => Promise<TopRow>): Promise<Run | null> {
  let run = 0
  let longest = 0
  let isOpen = false
  for (const step of steps) {
    const met = meets(await rowOf(step), streak)
    run = met === true ? run + 1 : 0
    longest = Math.max(longest, run)
    isOpen ||= met === null
    if (met !== true && which === 'standing') break
  }
  if (isOpen && longest < streak.count) return null
  return { count: longest, step: streak.step, ...(longest === steps.length && which === 'standing' && { more: true }) }
}

/** Whether one step fulfils what is asked; `null`: days of it, or of a rate cases, are missing. */
function meets(row: TopRow, { of }: Streak): boolean | null {
  const { figure } = row
  if (of.kind === 'no_data' || !figure) return fulfils(row, of)
  const { belowSample, daysExpected, daysWithData } = figure.quality
  return belowSample || daysWithData < daysExpected ? null : fulfils(row, of)
}

/** The same of SKUs, by their keys: step by step, as long as any of them still goes on. */
export async function skuRuns({ streak, steps, which }: Counted, look: Look): Promise<ReadonlyMap<string, Run>> {
  const runs = new Map<string, { now: number; longest: number }>()
  const most = Math.min(steps.length, which === 'longest' ? steps.length : streak.count + lookBackOfSkus)
  let looked = 0
  for (const step of steps.slice(0, most)) {
    const rows = await skuRowsAt({ ...look, period: step, against: stepBefore(step, streak.step) })
    const met = new Set(rows.filter(row => fulfils(row, streak.of) === true).map(({ key }) => key))
    for (const key of new Set([...met, ...runs.keys()])) {
      const before = runs.get(key) ?? { now: 0, longest: 0 }
      const goesOn = met.has(key) && (which === 'longest' || before.now === looked)
      const now = goesOn ? before.now + 1 : 0
      runs.set(key, { now: which === 'standing' && !goesOn ? -1 : now, longest: Math.max(before.longest, now) })
    }
    looked++
    if (which === 'standing' && ![...runs.values()].some(({ now }) => now === looked)) break
  }
  return new Map(
    [...runs].map(([key, { longest }]) => [
      key,
      { count: longest, step: streak.step, ...(longest === most && which === 'standing' && { more: true as const }) },
    ]),
  )
}
