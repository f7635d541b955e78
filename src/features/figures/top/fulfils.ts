import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { toMinor } from '#src/domain/money.ts'
import type { Change, Condition, Limit } from '#src/domain/questions/query.ts'
import { compared } from '#src/domain/rules/compare.ts'
import { UserError } from '#src/errors.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { TopRow, Valued } from './row.ts'

/** Whether a line fulfils a condition; `null`: that cannot be said, for want of a value, a target or a comparison. */
export function fulfils(row: TopRow, condition: Condition): boolean | null {
  switch (condition.kind) {
    case 'value': {
      const about = aboutOf(row, condition)
      if (!about || about.value === null) return null
      return compared(condition.compare, about.value, lineOf(condition.limit, about))
    }
    case 'change': {
      const about = aboutOf(row, condition)
      const moved = about ? changed(about, condition) : null
      return moved === null || !condition.not ? moved : !moved
    }
    case 'attainment':
      return row.attainment === null ? null : compared(condition.compare, row.attainment, condition.share)
    case 'behind':
      return row.attainment === null ? null : row.attainment < 1
    case 'reached':
      return row.attainment === null ? null : row.attainment >= 1
    case 'missed':
      return row.missedDays === undefined ? null : row.missedDays >= condition.days
    case 'streak':
      return row.run === undefined ? (row.figure ? null : false) : row.run.count >= condition.count
    case 'no_data':
      return hasGaps(row)
    default:
      return condition satisfies never
  }
}

/** @throws UserError where amounts of money are named for what is none; conditions without a KPI are about the given one. */
export function refuseMoney(conditions: readonly Condition[], ordered: Kpi): void {
  for (const one of conditions) {
    const condition = one.kind === 'streak' ? one.of : one
    const kpi = ('kpi' in condition ? condition.kpi : null) ?? ordered
    if (condition.kind !== 'value' || kpi.unit === 'money' || condition.limit.currency === null) continue
    throw new UserError(fill(texts.noMoney, { kpi: kpi.label, typed: verbatim(condition.limit.currency) }))
  }
}

/** What a condition is about: the KPI of the line, or another one of it; `null`: nothing is known of that. */
function aboutOf(row: TopRow, { kpi }: { readonly kpi: Kpi | null }): Valued | null {
  return kpi === null || kpi.id === row.kpi.id ? row : (row.others?.get(kpi.id) ?? null)
}

/** Percent of amounts; of rates, whose changes are points, the share of what they were. */
function changed({ change: held, kpi }: Valued, { direction, share }: Change): boolean | null {
  const { change = null, kind, value = null } = held ?? {}
  if (change === null) return null
  const part = kind === 'points' ? (value === null || value === 0 ? null : change / Math.abs(value)) : change
  if (part === null) return null
  const good = direction === 'better' || direction === 'worse'
  const up = good ? (direction === 'better') === (kpi.better !== 'lower') : direction === 'up'
  const size = up ? part : -part
  return share === 0 ? size > 0 : size >= share - 1e-12
}

/** No value for the period, or days of it without data. */
function hasGaps({ figure }: TopRow): boolean | null {
  if (!figure) return null
  const { daysWithData, daysExpected } = figure.quality
  return (figure.value === null && !figure.unbounded) || daysWithData < daysExpected
}

/** A typed number in the terms of a KPI. @throws UserError for another currency than the one that is shown. */
function lineOf(limit: Limit, { kpi, currency }: Pick<TopRow, 'kpi' | 'currency'>): number {
  if (kpi.unit === 'ratio') return limit.percent || Math.abs(limit.value) < 1 ? limit.value : limit.value / 100
  if (limit.percent) throw new UserError(fill(texts.percent, { kpi: kpi.label }))
  if (kpi.unit !== 'money' || currency === null) return limit.value
  if (limit.currency !== null && limit.currency !== currency)
    throw new UserError(fill(texts.currency, { typed: verbatim(limit.currency), shown: verbatim(currency) }))
  return Number(toMinor(limit.decimal, currency))
}

const texts = {
  percent: {
    en: '{kpi} is no percentage: name a plain value, or a change (“fell by 10%”), or a share of the target (“below 80% of target”).',
    ja: '{kpi}は割合ではありません。数値、変化（「10%以上減った」）、または達成率（「達成率80%未満」）で指定してください。',
    'zh-CN': '{kpi}不是百分比。请写数值、变化（“下降10%以上”）或达成率（“达成率低于80%”）。',
  },
  noMoney: {
    en: '{kpi} is no amount of money, so it cannot be held against {typed}. Name a plain value or a percentage, or a KPI in money.',
    ja: '{kpi}は金額ではないため、{typed}とは比べられません。数値か割合、または金額の指標を指定してください。',
    'zh-CN': '{kpi}不是金额，无法与{typed}比较。请写数值或百分比，或换成以金额计的指标。',
  },
  currency: {
    en: 'The figures are in {shown} here: name the amount in that currency instead of {typed}.',
    ja: 'ここでの数値は{shown}建てです。{typed}ではなく{shown}で指定してください。',
    'zh-CN': '此处数值以{shown}计，请按该币种填写（不是{typed}）。',
  },
} satisfies Record<string, Localized>
