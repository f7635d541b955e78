import { dayList } from '#src/cards/day-list.ts'
import { showValue } from '#src/cards/figure-cells.ts'
import type { Why } from '#src/domain/causes/why.ts'
import { type Day, daysOf, type Period } from '#src/domain/period/index.ts'
import { formatChange, formatCount, formatDay, formatDays } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import { whyTexts as texts } from './why-texts.ts'

/** Stores that are named with the days they lack (judgement: two lines of a phone); the rest is named by store alone. */
const maxNamed = 3

/** Which days and stores the change is told by, and what the same weekdays say where these are others. */
export function comparedTexts(why: Why, today: Day): readonly Localized[] {
  const { change, period, before, kpi, figure, compared } = why
  if (change === null) return []
  const show = ({ from, to }: Pick<Period, 'from' | 'to'>) => daysText(from, to, today)
  const days = { now: show(period), earlier: show(before) }
  const without = withoutTexts(why, today)
  const { byWeekday, whole } = compared
  const value = showValue(whole.value, kpi, whole.currency)
  return [
    ...(period.from === period.to ? [] : [fill(texts.daysCompared, days)]),
    ...(without.length === 0 ? [] : [fill(texts.likeForLike, { without: join(without) })]),
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

function daysText(from: Day, to: Day, today: Day): Localized {
  const year = from.slice(0, 4) !== today.slice(0, 4)
  return from === to ? formatDay(from, { year, weekday: false }) : formatDays(from, to, { year })
}

function withoutTexts({ compared: { without } }: Why, today: Day): readonly Localized[] {
  const days = without.slice(0, maxNamed).map(({ store, days: out }) => {
    const list = out.flatMap(span => daysOf(span))
    return fill(texts.withoutDays, { store: verbatim(store.name), days: dayList(list, today) })
  })
  const rest = without.length - days.length
  return rest === 0 ? days : [...days, fill(texts.others, { count: formatCount(rest) })]
}
