import { placeWord } from '#src/cards/lines.ts'
import { severityLabels } from '#src/domain/alerts/severity-names.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { toMajor } from '#src/domain/money.ts'
import { parsePlaceKey } from '#src/domain/place.ts'
import { compareSigns } from '#src/domain/rules/compare.ts'
import { type ActiveHours, type RuleDraft, type RuleParameters, usualHysteresis } from '#src/domain/rules/rule.ts'

/**
 * A rule as a command line behind `rule add`: read again it is the same rule. `owner` is the owner's e-mail address;
 * `null`: nobody.
 */
export function ruleLine(rule: RuleDraft, kpi: Kpi, owner: string | null): string {
  const { parameters, forDays, eachStore, severity, activeHours, hysteresis } = rule
  const place = parsePlaceKey(rule.place)
  const words = [
    kpi.id,
    place ? placeWord(place) : '',
    ...conditionOf(parameters, kpi),
    forDays > 1 ? `for ${forDays} days` : '',
    eachStore ? 'each store' : '',
    severity ? severityLabels[severity].en : '',
    activeHours ? hoursOf(activeHours) : '',
    hysteresis === usualHysteresis ? '' : `hysteresis ${percent(hysteresis)}`,
    owner === null ? '' : `@${owner}`,
  ]
  return words.filter(word => word !== '').join(' ')
}

function conditionOf(asked: RuleParameters, kpi: Kpi): readonly string[] {
  switch (asked.kind) {
    case 'threshold': {
      const window = asked.windowDays > 1 ? `over ${asked.windowDays} days` : ''
      return [
        asked.compare === 'above' || asked.compare === 'below' ? asked.compare : compareSigns[asked.compare],
        lineValue(asked.value, kpi, asked.currency),
        window,
      ]
    }
    case 'target':
      return [`below ${percent(asked.share)} of target`]
    case 'ladder':
      return ['limit']
    case 'streak':
      return [`${percent(asked.share)} target ${asked.days} days in a row`]
    case 'surge':
      return [(asked.level === 0 ? changeWord : surgeWord)[asked.direction], percent(asked.least)]
    case 'budget':
      return ['budget', asked.value === null ? '' : lineValue(asked.value, kpi, asked.currency)]
    case 'cover':
      return [`below ${asked.days}`]
    case 'late':
      return [`late ${asked.hours}`]
    default:
      return asked satisfies never
  }
}

const surgeWord = { worse: 'unusual', up: 'spike', down: 'drop', both: 'unusual both ways' } as const

const changeWord = { worse: 'changes by', up: 'rises by', down: 'falls by', both: 'changes by' } as const

function lineValue(value: number, kpi: Kpi, currency: string | null): string {
  if (currency !== null) return `${toMajor(value, currency)} ${currency}`
  return kpi.unit === 'ratio' ? percent(value) : String(value)
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(10))}%`
}

function hoursOf({ from, to, workdays = false }: ActiveHours): string {
  const clock = (hour: number) => `${Math.floor(hour)}:${String(Math.round((hour % 1) * 60)).padStart(2, '0')}`
  const span = from === to ? '' : `${clock(from)}-${clock(to)}`
  return [span, workdays ? 'workdays' : ''].filter(word => word !== '').join(' ')
}
