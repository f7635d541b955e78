import { z } from 'zod'
import type { Command } from '#src/contracts/command.ts'

/** What a tool may be told. Texts are names as people type them, in any of the three languages. */
export type ToolInput = Readonly<Record<string, unknown>>

/** A tool: a verb of the command language that only reads. */
export interface Tool {
  readonly name: string
  /** The verb that has to be there. */
  readonly verb: string
  readonly title: string
  readonly description: string
  readonly input: z.ZodRawShape
  /** The line that a person would type. */
  readonly line: (input: ToolInput) => string
}

/** Longest text of one field (judgement: a name or a period). */
const word = z.string().max(120)
const kpis = z
  .array(word)
  .max(12)
  .optional()
  .describe('KPIs by name or id, such as "sales" or "acos"; see the tool kpis')
const places = z
  .array(word)
  .max(20)
  .optional()
  .describe('Stores, platforms, markets, or "all"; none: everything the person sees')
const period = word
  .optional()
  .describe('Such as "yesterday", "7d", "mtd", "2026-10", "last week", "2026-10-01..2026-10-15"')

/** Puts the fields of a question into a line, in the order of reading. */
function lineOf(verb: string, ...fields: readonly string[]): Tool['line'] {
  return input => [verb, ...fields.flatMap(field => plain(input[field]))].filter(part => part !== '').join(' ')
}

/** One line, however many there were; numbers are those of things. */
function plain(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(plain)
  if (typeof value === 'number') return [String(value)]
  return typeof value === 'string' ? [value.replace(/[\p{Cc}\s]+/gu, ' ').trim()] : []
}

const figures = { kpis, places, period }

const all: readonly Tool[] = [
  {
    name: 'status',
    verb: 'status',
    title: 'Scorecard',
    description:
      'KPIs of up to four places in one period against target and the same weekdays before, with completeness.',
    input: figures,
    line: lineOf('status', 'kpis', 'places', 'period'),
  },
  {
    name: 'trend',
    verb: 'trend',
    title: 'KPI day by day',
    description: 'Up to four lines of a KPI at a place, one row a day with target; 30 days unless a period is named.',
    input: figures,
    line: lineOf('trend', 'kpis', 'places', 'period'),
  },
  {
    name: 'compare',
    verb: 'compare',
    title: 'Compare places or periods',
    description: 'Stores or markets side by side in one period, or one place in two periods.',
    input: { kpis, places, periods: z.array(word).max(2).optional().describe('One or two periods') },
    line: lineOf('compare', 'kpis', 'places', 'periods'),
  },
  {
    name: 'alerts',
    verb: 'alerts',
    title: 'Open alerts',
    description: 'What is wrong now, or one alert with its history by number.',
    input: { places, kpis, id: z.number().int().positive().optional().describe('Number of one alert') },
    line: lineOf('alerts', 'kpis', 'places', 'id'),
  },
  {
    name: 'targets',
    verb: 'target',
    title: 'Targets',
    description: 'The targets that count, with owners and weights.',
    input: figures,
    line: lineOf('target list', 'kpis', 'places', 'period'),
  },
  {
    name: 'kpis',
    verb: 'kpis',
    title: 'All KPIs',
    description: 'Every KPI by theme.',
    input: {},
    line: lineOf('kpis'),
  },
  {
    name: 'explain_kpi',
    verb: 'help',
    title: 'What a KPI means',
    description: 'Meaning, formula and sources of one KPI.',
    input: { kpi: word.describe('Name or id of the KPI') },
    line: lineOf('help', 'kpi'),
  },
  {
    name: 'score',
    verb: 'score',
    title: 'Score',
    description: 'The score of the person who asks, or of somebody they may see, with every point of it.',
    input: { person: word.optional().describe('E-mail with @ in front, such as "@ken@example.com"'), period },
    line: lineOf('score', 'person', 'period'),
  },
  {
    name: 'rank',
    verb: 'rank',
    title: 'Ranking',
    description: 'Scores of a period in order, as far as the person may see them.',
    input: { period },
    line: lineOf('rank', 'period'),
  },
  {
    name: 'sources',
    verb: 'sources',
    title: 'Data sources',
    description: 'Which data came, and what is missing.',
    input: {},
    line: lineOf('sources'),
  },
  {
    name: 'sync',
    verb: 'sync',
    title: 'Connections',
    description: 'How fresh connected shops are.',
    input: { places },
    line: lineOf('sync list', 'places'),
  },
  ...(['why', 'forecast', 'advise'] as const).map(verb => ({
    name: verb,
    verb,
    title: { why: 'Why a KPI changed', forecast: 'What is to be expected', advise: 'What to do first' }[verb],
    description: {
      why: 'The arithmetic parts of a change, observations that fit in time, and what to check.',
      forecast: 'Where a period lands, with an interval and the error of the method so far.',
      advise: 'Advice by the money at stake, with its arithmetic and source.',
    }[verb],
    input: figures,
    line: lineOf(verb, 'kpis', 'places', 'period'),
  })),
  {
    name: 'ask',
    verb: 'status',
    title: 'Ask in the command language',
    description:
      'Any line of the command language that changes nothing, such as "trend sales rakuten 30d" or "note list".',
    input: { line: z.string().min(1).max(400).describe('The line, in English, Japanese or Chinese') },
    line: input => plain(input.line).join(' '),
  },
]

/** The tools whose verbs there are. */
export function toolsFor(commands: readonly Command[]): readonly Tool[] {
  const verbs = new Set(commands.map(({ name }) => name))
  return all.filter(({ verb }) => verbs.has(verb))
}
