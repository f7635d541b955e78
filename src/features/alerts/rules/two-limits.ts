import { placeWord } from '#src/cards/lines.ts'
import type { Amount, Words } from '#src/contracts/command.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { type Suggestion, UserError } from '#src/errors.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { findComparisons } from '#src/language/comparison.ts'

/** What joins two conditions. */
const joint = /\s+(?:or|and)\s+|\s*(?:或者?|或是|以及|并且|而且|且|または|もしくは|あるいは|かつ)\s*|\s*[,;]\s*/iu
const between = /\bbetween\b|之间|之間|の間|範囲/iu

/**
 * Refuses a line with two limits, so that no half of it is used: it shows the two lines to write instead.
 * @throws UserError
 */
export function refuseTwoLimits(words: Words, kpis: readonly Kpi[], limits: readonly Amount[]): void {
  if (limits.length < 2) return
  const joined = between.test(words.open) || joint.test(words.open) || findComparisons(words.open).length > 1
  if (kpis.length < 2 && !joined) return
  const suggestions = linesOf(words, kpis)
  const lines = suggestions.map(({ line }) => `“${line}”`).join(' · ')
  throw new UserError(fill(lines === '' ? texts.plain : texts.lines, { lines: verbatim(lines) }), suggestions)
}

function linesOf(words: Words, kpis: readonly Kpi[]): readonly Suggestion[] {
  const verb = `rule ${words.subverb ?? 'add'}`
  const [kpi] = kpis
  const [place] = words.places
  const about = [kpi?.id, place && placeWord(place)].filter(word => word !== undefined && word !== '').join(' ')
  const parts = between.test(words.open) ? outside(words) : words.rest.split(joint)
  if (!kpi || parts.length !== 2) return []
  const isBand = between.test(words.open)
  const also = place ? placeWord(place) : ''
  return parts.map((part, at) => {
    const missing = kpis.length > 1 ? (at > 0 ? also : '') : at > 0 || isBand ? about : ''
    const line = `${verb} ${missing} ${part.trim()}`.replace(/\s+/g, ' ')
    return { label: verbatim(line), line }
  })
}

/** Below the lower end, and above the upper one. */
function outside({ amounts }: Words): readonly string[] {
  const [a, b] = [...amounts]
    .filter(({ kind }) => kind !== 'plain' || amounts.length === 2)
    .sort((x, y) => x.value - y.value)
  if (!a || !b) return []
  const written = ({ value, decimal, kind, currency }: typeof a) =>
    kind === 'percent' ? `${Number((value * 100).toPrecision(12))}%` : `${decimal} ${currency ?? ''}`.trim()
  return [`below ${written(a)}`, `above ${written(b)}`]
}

const texts = {
  lines: {
    en: 'A rule holds one limit, so nothing was saved. Make two rules, of which each raises its own alert: {lines}',
    ja: '1つのルールに設定できる条件は1つのため、保存していません。2つのルールに分けてください（それぞれ通知されます）：{lines}',
    'zh-CN': '一条规则只能有一个条件，因此没有保存。请分成两条规则（分别告警）：{lines}',
  },
  plain: {
    en: 'A rule holds one KPI and one limit, so nothing was saved. Make one rule for each limit.',
    ja: '1つのルールに設定できるのは1指標・1条件のため、保存していません。条件ごとにルールを分けてください。',
    'zh-CN': '一条规则只能有一个指标和一个条件，因此没有保存。请为每个条件各建一条规则。',
  },
} satisfies Record<string, Localized>
