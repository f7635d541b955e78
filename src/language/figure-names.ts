import { builtInKpis } from '#src/domain/kpis/index.ts'
import { findMeasure, findMeasureByName } from '#src/domain/measures/index.ts'
import { nameKey } from '#src/domain/names.ts'
import { headerNames } from '#src/language/header-names.ts'

/** What a name of a figure stands for: a measure, or a KPI that is computed from others and cannot be stored. */
export type NamedFigure = { readonly measure: string } | { readonly computed: string }

const kpisByName = new Map(
  builtInKpis.flatMap(kpi =>
    [kpi.id, ...Object.values(kpi.label), ...kpi.aliases].map(name => [nameKey(name), kpi] as const),
  ),
)

const measuresByHeader = new Map(
  Object.entries(headerNames).flatMap(([measure, names]) =>
    names.split('|').map(name => [nameKey(name), measure] as const),
  ),
)

/** What people call a figure in a file: a measure, or a KPI that is nothing but a measure. `null`: no such figure. */
export function figureNamed(name: string): NamedFigure | null {
  const { base } = readBrackets(name)
  return exactly(name) ?? exactly(base) ?? exactly(base.replace(ofTheDay, ''))
}

/** What says of a figure no more than that it is that of the day of its row: 当日销售额, 本日売上. */
const ofTheDay = /^(?:当日|当天|每日|本日|日別|日别)(?:の|的)?/u

function exactly(name: string): NamedFigure | null {
  const known = findMeasureByName(name)
  if (known) return { measure: known.id }
  const measure = measuresByHeader.get(nameKey(name))
  if (measure) return { measure }
  const kpi = kpisByName.get(nameKey(name))
  if (!kpi) return null
  return findMeasure(kpi.formula.trim()) ? { measure: kpi.formula.trim() } : { computed: kpi.id }
}

/** A header without what its brackets say of tax, unit and extent; what else they say stays, because it is meaning. */
export interface BracketedName {
  /** `売上金額（合計12時間）` keeps `12時間`, since sales of twelve hours are no sales of the day. */
  readonly base: string
  /** Numbers are in thousands, ten thousands … of the unit. An exact decimal; `null`: in the unit itself. */
  readonly scale: string | null
}

/** Tax, currency, unit and extent: no other figure than the same without them. */
const neutral =
  /^(?:税込み?|税抜き?|税別|内税|外税|含税|不含税|含稅|未稅|未税|(?:incl?|excl?|inc|ex|with|without|before|after|net of)\.?\s*(?:of\s+)?(?:taxes|tax|vat|gst)|(?:tax|vat|gst)[\s-]*(?:incl\w*|excl\w*)|円|元|圆|実績値?|实际|实绩|actuals?|netto|brutto|ht|ttc|h\.t\.|t\.t\.c\.|(?:con|sin|senza|com|sem) (?:iva|impuestos|impostos)|iva (?:inc|esc|excl?)\w*|(?:inkl|exkl|zzgl)\.?\s*(?:mwst|ust)\.?|(?:incl|excl)\.?\s*btw|(?:z|bez) vat|rmb|人民币|日元|美元|\p{Sc}|[a-z]{1,3}\p{Sc}|rp|rm|件|個|个|人|回|次|枚|点|台|単|单|名|pv|uu|%|合計|总计|合计|總計|合算値?|すべて|全て|全体|全部|整体|全デバイス|all|all devices|total|sum|overall|count|number|qty|pcs|units?|数|延べ|実数|日次|daily|当日)$/iu

const thousands: readonly (readonly [word: RegExp, scale: string])[] = [
  [/^千(?:日元|日圆|美元|美金|人民币|港币|欧元|英镑|ドル)$/, '1000'],
  [/^[万萬](?:日元|日圆|美元|美金|人民币|港币|欧元|英镑|ドル)$/, '10000'],
  [/^(?:千円|千元|千|thousands?|k|in thousands|[a-z]{3}\s?k|k\s?[a-z]{3}|000s?|'000|\p{Sc}000s?)$/iu, '1000'],
  [/^(?:万円|万元|萬元|万|萬|만원)$/, '10000'],
  [/^(?:百万円|百万元|百万|millions?|mn|mm|in millions|[a-z]{3}\s?m)$/i, '1000000'],
  [/^(?:億円|亿元|億|亿)$/, '100000000'],
]

/** How many times larger numbers of this unit are: `千円`, `万元`, `thousand`; `null` for a unit that is none of these. */
export function scaleNamed(word: string): string | null {
  return thousands.find(([pattern]) => pattern.test(word))?.[1] ?? null
}

const currencies = new Set(Intl.supportedValuesOf('currency'))

function isNeutral(word: string): boolean {
  return neutral.test(word) || currencies.has(word.toUpperCase())
}

/** Takes the brackets of a header apart. */
export function readBrackets(name: string): BracketedName {
  let scale: string | null = null
  const base = name
    .normalize('NFKC')
    .replace(/\s*[([【〔「『]([^)\]】〕」』]*)[)\]】〕」』]\s*/g, (whole, inner: string) => {
      const kept = inner.split(/[\s,、・/]+/).filter(word => {
        const found = scaleNamed(word)
        if (found) scale = found
        return word !== '' && !found && !isNeutral(word)
      })
      if (kept.length === 0 || isNeutral(inner.trim())) return ''
      return kept.length === inner.split(/[\s,、・/]+/).length ? whole : ` (${kept.join(' ')})`
    })
    .replace(/[*※:：]+\s*$/, '')
    .trim()
  return { base: base === '' ? name : base, scale }
}
