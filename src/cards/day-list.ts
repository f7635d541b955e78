import type { Day } from '#src/domain/period/index.ts'
import { formatDay, formatDays } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, localized } from '#src/i18n/locale.ts'

const listEnd = { en: ' and {count} more', ja: 'ほか{count}日', 'zh-CN': '等{count}天' }

/** How many gaps are named one by one: judgement, what fits on a line of a phone. */
const namedGaps = 3

/** Days as runs: `11/3, 11/9–11/11 and 4 more`. `readOn`: other years than its are written. */
export function dayList(days: readonly string[], readOn: Day): Localized {
  const runs = runsOf(days)
  const named = runs.slice(0, namedGaps)
  const [first = '', last = first] = [runs[0]?.from, runs.at(-1)?.to]
  const year = [first, last].some(day => day.slice(0, 4) !== readOn.slice(0, 4))
  const list = join(named.map(run => runText(run, year)))
  const rest = runs.slice(namedGaps).reduce((sum, run) => sum + run.count, 0)
  if (rest === 0) return list
  const total = days.length
  return localized(locale => list[locale] + fill(listEnd, { count: locale === 'zh-CN' ? total : rest })[locale])
}

function runText({ from, to }: Run, year: boolean): Localized {
  return from === to ? formatDay(from, { weekday: false, year }) : formatDays(from, to, { year })
}

interface Run {
  readonly from: string
  readonly to: string
  readonly count: number
}

function runsOf(days: readonly string[]): readonly Run[] {
  const runs: Run[] = []
  for (const day of [...days].sort()) {
    const last = runs.at(-1)
    if (last && Date.parse(day) - Date.parse(last.to) === 86_400_000) {
      runs[runs.length - 1] = { from: last.from, to: day, count: last.count + 1 }
    } else runs.push({ from: day, to: day, count: 1 })
  }
  return runs
}
