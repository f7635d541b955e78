import { z } from 'zod'
import { fill, type Locale, type Localized, verbatim } from '#src/i18n/locale.ts'

/** What a tool may be told. Texts are names as people type them, in any of the three languages. */
export type ToolInput = Readonly<Record<string, unknown>>

/** Longest text of one field (judgement: a name or a period). */
export const word = z.string().max(120)

/** One text or several. */
function words(most: number) {
  return z.union([word, z.array(word).max(most)]).optional()
}

/** A field under its two names, one and many: assistants guess either, and both mean the same. */
function both(name: string, other: string, most: number, description: string): z.ZodRawShape {
  return { [name]: words(most).describe(description), [other]: words(most).describe(`The same as ${name}`) }
}

/** `kpis` or `kpi`. */
export const kpis = both('kpis', 'kpi', 12, 'KPIs by name or id, such as "sales" or "acos"; see the tool kpis')

/** `kpi` or `kpis`, of one KPI. */
export const oneKpi = both('kpi', 'kpis', 1, 'Name or id of the KPI')

/** `places` or `place`. */
export const places = both(
  'places',
  'place',
  20,
  'Stores, platforms, markets, or "all"; none: everything the person sees',
)

const periodForms = 'Such as "yesterday", "7d", "mtd", "2026-10", "last week", "2026-10-01..2026-10-15"'

/** `period` or `periods`, of one period. */
export const period = both('period', 'periods', 1, periodForms)

/** One period and what it is held against, which may stand in one list as well. */
export const twoPeriods: z.ZodRawShape = {
  ...both('period', 'periods', 2, `${periodForms}; a list of two: the second is what the first is held against`),
  against: word
    .optional()
    .describe('The second period, such as "2026-09" or "last month", or "yoy", "mom"; without a period: of yesterday'),
}

const otherNames: Readonly<Record<string, string>> = {
  kpis: 'kpi',
  kpi: 'kpis',
  places: 'place',
  period: 'periods',
}

/** The texts of a field, by whichever of its names they came, each once. */
export function textsOf(input: ToolInput, field: string): readonly string[] {
  const other = otherNames[field]
  const texts = [...plain(input[field]), ...(other === undefined ? [] : plain(input[other]))]
  return [...new Set(texts.filter(text => text !== ''))]
}

/** One line, however many there were; numbers are those of things. */
function plain(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(plain)
  if (typeof value === 'number') return [String(value)]
  return typeof value === 'string' ? [value.replace(/[\p{Cc}\s]+/gu, ' ').trim()] : []
}

/**
 * The schema of a tool's arguments: others than these are refused by a message that names these, in the language of the
 * person who asks. `needs`: a field without which the tool means nothing.
 */
export function strictInput<S extends z.ZodRawShape>(shape: S, locale: Locale, needs?: string) {
  const names = Object.keys(shape)
  const known = verbatim(names.join(', '))
  const refused = (keys: readonly string[]) => {
    const text = names.length === 0 ? texts.none : texts.unknown
    return fill(text, { names: verbatim(keys.join(', ')), known })[locale]
  }
  const schema = z.strictObject(shape, {
    error: issue => (issue.code === 'unrecognized_keys' ? refused(issue.keys) : undefined),
  })
  if (needs === undefined) return schema
  const missing = fill(texts.missing, { name: verbatim(needs) })[locale]
  return schema.refine(input => textsOf(input, needs).length > 0, { error: missing })
}

const texts = {
  unknown: {
    en: 'Nothing was answered, because this tool has no argument {names}. It takes: {known}.',
    ja: 'このツールに引数 {names} はないため、回答していません。使える引数：{known}',
    'zh-CN': '此工具没有参数 {names}，因此未作回答。可用参数：{known}。',
  },
  none: {
    en: 'Nothing was answered, because this tool takes no arguments: leave out {names}.',
    ja: 'このツールに引数はないため、回答していません。{names} を外してください。',
    'zh-CN': '此工具不接受参数，因此未作回答。请去掉 {names}。',
  },
  missing: {
    en: 'The argument {name} is missing.',
    ja: '引数 {name} が必要です。',
    'zh-CN': '缺少参数 {name}。',
  },
} satisfies Record<string, Localized>
