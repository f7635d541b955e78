import { commands } from '#commands/index.ts'
import { periodWord, placeWord } from '#src/cards/lines.ts'
import { builtInKpis } from '#src/domain/kpis/index.ts'
import { measures } from '#src/domain/measures/index.ts'
import type { Place } from '#src/domain/place.ts'
import { UserError } from '#src/errors.ts'
import { merged } from '#src/features/conversation/asking/follow-up.ts'
import { meant } from '#src/features/conversation/asking/questions.ts'
import { following } from '#src/features/conversation/asking/spoken.ts'
import { queryLine } from '#src/language/questions/query-line.ts'
import { readQuery } from '#src/language/questions/read-query.ts'
import { type Recognition, recognise } from '#src/language/recognise.ts'
import { around, people, stores } from './fixture.ts'

const catalog = {
  kpis: builtInKpis,
  measures,
  stores,
  people,
  findKpi: (id: string) => builtInKpis.find(kpi => kpi.id === id) ?? null,
}

/** What questions are read against: all verbs and KPIs, the stores of the fixture, Saturday, 21 November 2026. */
export const asking = around({ commands, catalog, stores })

/** The command line that a question comes to; `!` stands before words that nothing used, `?` before what is refused. */
export function asLine(line: string): string {
  const typed = recognise(line, asking)
  return typed ? lineOf(typed) : ''
}

/** The line that a question comes to after another one. */
export function asLineAfter(before: string, line: string): string {
  const [first, next] = [recognise(before, asking), recognise(line, asking)]
  if (!first || !next) return ''
  const goesOn = following(next, asking)
  const merging = goesOn ? merged(meant(first, asking).found, goesOn, asking)?.line : undefined
  const both = recognise(merging ?? next.line.text, asking)
  return both ? lineOf(both) : ''
}

function lineOf(typed: Recognition): string {
  try {
    const { found, known } = meant(typed, asking)
    const { command, words } = found
    const also = known ? ' (+)' : ''
    if (command?.name === 'top') {
      const { query, left, unsaid } = readQuery(words, catalog.findKpi)
      if (unsaid) return '? for how long'
      return [queryLine(query), ...left.map(({ text }) => `!${text}`)].join(' ') + also
    }
    const parts = [
      command ? [command.name, words.subverb].filter(part => part !== null).join('.') : '–',
      ...words.kpis.map(({ id }) => id),
      ...words.places.map(placeWord),
      ...exceptOf(words.except ?? []),
      ...words.periods.map(period => (period.to === period.end ? periodWord(period) : `${period.from}..${period.to}`)),
      ...(words.against ?? []),
      ...words.unknown.map(text => `!${text}`),
      ...found.extra.map(({ text }) => `!${text}`),
    ]
    return parts.join(' ') + also
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return `? ${error.suggestions[0]?.line ?? ''}`.trim()
  }
}

function exceptOf(places: readonly Place[]): readonly string[] {
  return places.length === 0 ? [] : ['except', ...places.map(placeWord)]
}
