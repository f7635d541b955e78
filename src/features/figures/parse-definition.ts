import type { KpiDraft } from '#src/domain/custom-kpi.ts'
import type { Kpi, Unit } from '#src/domain/kpis/kpi.ts'

/** What may follow a formula: the unit of the result, which way is good, the smallest sample. */
const units: Readonly<Record<string, Unit>> = {
  money: 'money',
  金額: 'money',
  金额: 'money',
  count: 'count',
  件数: 'count',
  数量: 'count',
  percent: 'ratio',
  ratio: 'ratio',
  rate: 'ratio',
  '%': 'ratio',
  比率: 'ratio',
  百分比: 'ratio',
  割合: 'ratio',
  times: 'times',
  倍: 'times',
  倍数: 'times',
  number: 'number',
  数値: 'number',
  数值: 'number',
  minutes: 'minutes',
  分: 'minutes',
  分钟: 'minutes',
  hours: 'hours',
  時間: 'hours',
  小时: 'hours',
  days: 'days',
  日数: 'days',
  天数: 'days',
  stars: 'stars',
  星: 'stars',
  points: 'points',
}

const directions: Readonly<Record<string, Kpi['better']>> = {
  higher: 'higher',
  up: 'higher',
  高いほど良い: 'higher',
  越高越好: 'higher',
  lower: 'lower',
  down: 'lower',
  低いほど良い: 'lower',
  越低越好: 'lower',
  band: 'band',
  適正範囲: 'band',
  区间: 'band',
  保持区间: 'band',
}

/**
 * Reads `"Ad cost per unit" = ad_spend / units money lower min units 30`. The name may stand without quotes. `null`
 * when there is no name, no `=` or no formula.
 */
export function parseDefinition(rest: string): KpiDraft | null {
  const match = /^\s*(?:"([^"]+)"|([^"=]+?))\s*(?:\bid\s+([a-z][a-z0-9_]*)\s*)?=\s*([\s\S]+)$/u.exec(rest)
  const label = (match?.[1] ?? match?.[2])?.trim()
  const tail = match?.[4]?.trim()
  if (!label || !tail) return null
  const { formula, ...options } = splitTail(tail)
  return formula === '' ? null : { id: match?.[3] ?? idOf(label), label, formula, ...options }
}

type Options = Pick<KpiDraft, 'unit' | 'better' | 'minimumSample'>

/** Takes known words off the end for as long as there are any: what is left is the formula. */
function splitTail(tail: string): Options & { readonly formula: string } {
  let formula = tail
  let options: Options = {}
  for (;;) {
    const sample = /\s+(?:min|最小|最少)\s+([a-z][a-z0-9_]*)\s+(\d{1,6})$/iu.exec(formula)
    const word = /\s+(\S+)$/u.exec(formula)?.[1]?.toLowerCase() ?? ''
    const [unit, better] = [units[word], directions[word]]
    if (sample?.[1]) options = { ...options, minimumSample: { measure: sample[1], count: Number(sample[2]) } }
    else if (unit && !options.unit) options = { ...options, unit }
    else if (better && !options.better) options = { ...options, better }
    else return { ...options, formula: formula.trim() }
    formula = formula.slice(0, sample ? sample.index : formula.length - word.length).trimEnd()
  }
}

/** Latin letters of the name, or, for names in Chinese and Japanese, a number made of them. */
function idOf(label: string): string {
  const latin = label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, 40)
  if (latin.length >= 3 && /^[\x20-\x7e]+$/.test(label)) return latin
  let number = 7
  for (const character of label) number = (number * 31 + (character.codePointAt(0) ?? 0)) % 1_000_000_007
  return `kpi_${number.toString(36)}`
}
