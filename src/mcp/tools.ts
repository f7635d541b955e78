import { z } from 'zod'
import type { Command } from '#src/contracts/command.ts'
import { kpis, oneKpi, period, places, type ToolInput, textsOf, twoPeriods, word } from './input.ts'

/** A tool: a verb of the command language that only reads. */
export interface Tool {
  readonly name: string
  /** The verb that has to be there. */
  readonly verb: string
  readonly title: string
  readonly description: string
  readonly input: z.ZodRawShape
  /** The argument without which the tool means nothing. */
  readonly needs?: string
  /** The line that a person would type. */
  readonly line: (input: ToolInput) => string
}

/** Puts the fields of a question into a line, in the order of reading. */
function lineOf(verb: string, ...fields: readonly string[]): Tool['line'] {
  return input => [verb, ...fields.flatMap(field => textsOf(input, field))].join(' ')
}

/** What is held against another period is yesterday, unless a period is named. */
function lineOfTwo(verb: string, ...fields: readonly string[]): Tool['line'] {
  return input => {
    const against = textsOf(input, 'against')
    const named = textsOf(input, 'period')
    const first = named.length === 0 && against.length > 0 ? ['yesterday'] : named
    return [verb, ...fields.flatMap(field => textsOf(input, field)), ...first, ...against].join(' ')
  }
}

const figures = { ...kpis, ...places, ...period }
const id = z.number().int().positive().optional().describe('Number of one alert')

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
    input: { ...kpis, ...places, ...twoPeriods },
    line: lineOfTwo('compare', 'kpis', 'places'),
  },
  {
    name: 'alerts',
    verb: 'alerts',
    title: 'Open alerts',
    description: 'What is wrong now, or one alert with its history by number.',
    input: { ...places, ...kpis, id },
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
    input: oneKpi,
    needs: 'kpi',
    line: lineOf('help', 'kpi'),
  },
  {
    name: 'score',
    verb: 'score',
    title: 'Score',
    description: 'The score of the person who asks, or of somebody they may see, with every point of it.',
    input: { person: word.optional().describe('E-mail with @ in front, such as "@ken@example.com"'), ...period },
    line: lineOf('score', 'person', 'period'),
  },
  {
    name: 'rank',
    verb: 'rank',
    title: 'Ranking',
    description: 'Scores of a period in order, as far as the person may see them.',
    input: period,
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
    input: places,
    line: lineOf('sync list', 'places'),
  },
  {
    name: 'why',
    verb: 'why',
    title: 'Why a KPI changed',
    description:
      'The arithmetic parts of a change, observations that fit in time, and what to check. Against the same weekdays before, unless told otherwise; or of one alert by number.',
    input: { ...kpis, ...places, ...twoPeriods, id },
    line: lineOfTwo('why', 'kpis', 'places', 'id'),
  },
  {
    name: 'forecast',
    verb: 'forecast',
    title: 'What is to be expected',
    description: 'Where a period lands, with an interval and the error of the method so far.',
    input: figures,
    line: lineOf('forecast', 'kpis', 'places', 'period'),
  },
  {
    name: 'advise',
    verb: 'advise',
    title: 'What to do first',
    description: 'Advice by the money at stake, with its arithmetic and source.',
    input: { ...kpis, ...places },
    line: lineOf('advise', 'kpis', 'places'),
  },
  {
    name: 'ask',
    verb: 'status',
    title: 'Ask in the command language',
    description:
      'Any line of the command language that changes nothing, such as "trend sales rakuten 30d" or "note list".',
    input: { line: z.string().min(1).max(400).describe('The line, in English, Japanese or Chinese') },
    line: input => textsOf(input, 'line').join(' '),
  },
]

/** The tools whose verbs there are. */
export function toolsFor(commands: readonly Command[]): readonly Tool[] {
  const verbs = new Set(commands.map(({ name }) => name))
  return all.filter(({ verb }) => verbs.has(verb))
}
