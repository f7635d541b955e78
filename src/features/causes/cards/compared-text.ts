import { withoutText } from '#src/cards/compared-lines.ts'
import { showValue } from '#src/cards/figure-cells.ts'
import type { Why } from '#src/domain/causes/why.ts'
import type { Day, Period } from '#src/domain/period/index.ts'
import { formatChange, formatDay, formatDays } from '#src/i18n/format/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { whyTexts as texts } from './why-texts.ts'

/** Which days and stores the change is told by, and what the same weekdays say where these are others. */
export function comparedTexts(why: Why, today: Day): readonly Localized[] {
  const { change, period, before, kpi, figure, compared } = why
  if (change === null) return []
  const show = ({ from, to }: Pick<Period, 'from' | 'to'>) => daysText(from, to, today)
  const days = { now: show(period), earlier: show(before) }
  const without = withoutText([], compared.without, today)
  const { byWeekday, whole } = compared
  const value = showValue(whole.value, kpi, whole.currency)
  return [
    ...(period.from === period.to ? [] : [fill(texts.daysCompared, days)]),
    ...(without ? [fill(texts.likeForLike, { without })] : []),
    ...(whole.value === figure.value ? [] : [fill(texts.wholeValue, { value, period: period.label })]),
    ...(byWeekday && byWeekday.change !== null
      ? [
          fill(texts.byWeekday, {
            days: show(byWeekday.period),
            change: formatChange(byWeekday.change, byWeekday.kind, kpi.unit),
          }),
        ]
      : []),
  ]
}

/** Whether the card says like for like what the change is without, so that nothing else needs to. */
export function tellsCompared({ change, compared }: Why): boolean {
  return change !== null && compared.without.length > 0
}

function daysText(from: Day, to: Day, today: Day): Localized {
  const year = from.slice(0, 4) !== today.slice(0, 4)
  return from === to ? formatDay(from, { year, weekday: false }) : formatDays(from, to, { year })
}
