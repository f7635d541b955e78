import { eventsFor } from '#src/domain/calendar/index.ts'
import { calendarEffect } from '#src/domain/causes/calendar-effect.ts'
import type { WhyRow } from '#src/domain/causes/why.ts'
import type { Figure } from '#src/domain/figure.ts'
import { lengthOf, type Period } from '#src/domain/period/index.ts'
import { partName } from '#src/features/causes/cards/cause-text.ts'
import { whyTexts } from '#src/features/causes/cards/why-texts.ts'
import { isAmount } from '#src/features/figures/index.ts'
import { fill } from '#src/i18n/locale.ts'
import type { WhyScene } from './measured.ts'

/** Of shorter stretches hardly a weekday comes twice, so that weekday and day cannot be told apart (judgement). */
const minDays = 14
/** What days leave over of an amount beside its total, as rounded cents of conversions do. */
const tolerance = 1e-4

/**
 * What of a change the number of days and their weekdays made, as of a month against a month; `null` where both have the
 * same weekdays, and for rates.
 */
export async function calendarOf(
  scene: WhyScene,
  [now, then]: readonly [Figure, Figure],
): Promise<readonly WhyRow[] | null> {
  const { figures, reader, kpi, place, period, before } = scene
  if (!isAmount(kpi) || now.value === null || then.value === null) return null
  if (lengthOf(period) < minDays || lengthOf(before) < minDays) return null
  const events = eventsFor(await figures.events(before.from, period.to), place.stores)
  const isSale = (day: string) =>
    events.some(({ kind, fromDay, toDay }) => kind === 'sale' && fromDay <= day && day <= toDay)
  const read = async (span: Period) => {
    const series = await figures.series(reader, { kpi, place: place.place, period: span, now: scene.now })
    return series.points.map(({ day, value }) => ({ day, value, sale: isSale(day) }))
  }
  const [after, earlier] = await Promise.all([read(period), read(before)])
  const effect = calendarEffect(earlier, after)
  if (!effect) return null
  const change = now.value - then.value
  const rest = change - effect.days - effect.weekdays - effect.sales - effect.alike
  if (Math.abs(rest) > tolerance * Math.max(Math.abs(now.value), Math.abs(then.value))) return null
  const [daysBefore, daysAfter] = effect.counts
  const blank = { unit: 'count', currency: null, before: null, after: null } as const
  const days = {
    ...blank,
    id: 'days',
    label: partName('days'),
    before: daysBefore,
    after: daysAfter,
    amount: effect.days,
  }
  const [salesBefore, salesAfter] = effect.saleCounts
  const sales = {
    ...blank,
    ...{ id: 'sale_days', label: whyTexts.saleDays, before: salesBefore, after: salesAfter, amount: effect.sales },
  }
  const alike = fill(whyTexts.alike, { kpi: kpi.label })
  return [
    ...(daysBefore === daysAfter ? [] : [days]),
    { ...blank, id: 'weekdays', label: whyTexts.weekdays, amount: effect.weekdays },
    ...(salesBefore === salesAfter ? [] : [sales]),
    { ...blank, id: 'alike', label: alike, amount: effect.alike + rest },
  ]
}
