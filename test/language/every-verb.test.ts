import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import type { Command } from '#src/contracts/command.ts'
import { builtInKpis } from '#src/domain/kpis/index.ts'
import { measures } from '#src/domain/measures/index.ts'
import { recognise } from '#src/language/recognise.ts'
import { around, people, stores } from './fixture.ts'

/** Every verb of the registry, so that a new one cannot be forgotten. */
const catalog = {
  kpis: builtInKpis,
  measures,
  stores,
  people,
  findKpi: (id: string) => builtInKpis.find(kpi => kpi.id === id) ?? null,
}
const surroundings = around({ commands, catalog, stores })

/** What may stand in a line: a word, and where it has to turn up. */
interface Part {
  readonly kind: 'kpis' | 'places' | 'periods' | 'amounts' | 'people' | 'ids' | 'quoted' | 'odd'
  readonly text: string
}

const parts: readonly Part[] = [
  ...['sales', '销售额', '売上', 'ACoS', '转化率', '返品率'].map(text => ({ kind: 'kpis' as const, text })),
  ...['amazon-us', '楽天', '乐天', 'Walmart US', 'west'].map(text => ({ kind: 'places' as const, text })),
  ...['last week', '上周', '先月', '2026-10', '7d', 'yesterday'].map(text => ({ kind: 'periods' as const, text })),
  ...['¥5,000', '8%', '5万', '$1.2M'].map(text => ({ kind: 'amounts' as const, text })),
  ...['@Li Wei', '@owner@example.com'].map(text => ({ kind: 'people' as const, text })),
  ...['#42', '#7'].map(text => ({ kind: 'ids' as const, text })),
  ...['"waits for qwx"', '「ほげ待ち」'].map(text => ({ kind: 'quoted' as const, text })),
  ...['blurgh', 'zzz9', '乱码', 'ほげほげ', 'NaN', 'qwxz'].map(text => ({ kind: 'odd' as const, text })),
]

const verbs = commands.flatMap(command =>
  [command.name, ...Object.values(command.aliases).flat()].map(word => ({ command, word })),
)
const subverbOf = (command: Command) => [
  '',
  ...Object.entries(command.subverbs ?? {}).flatMap(([name, { aliases }]) => [name, ...aliases]),
]

const sentence = fc.constantFrom(...verbs).chain(({ command, word }) =>
  fc.record({
    command: fc.constant(command),
    word: fc.constant(word),
    subverb: fc.constantFrom(...subverbOf(command)),
    words: fc.uniqueArray(fc.constantFrom(...parts), { minLength: 0, maxLength: 5 }),
  }),
)

/** Texts of the lists in which words end up, and the line as the command reads it by itself. */
function accounted(line: string) {
  const found = recognise(line, surroundings)
  if (!found?.command) return null
  const { words, extra, noPeriods, doubtful, openSkus } = found
  const counts = {
    kpis: words.kpis.length + (words.measures?.length ?? 0),
    places: words.places.length,
    periods: words.periods.length,
    amounts: words.amounts.length,
    people: words.people.length,
    ids: words.ids.length,
    quoted: words.quoted.length,
  }
  const said = [
    ...words.unknown,
    ...extra.map(one => one.text),
    ...noPeriods.map(one => one.text),
    ...doubtful.map(one => one.text),
    ...openSkus,
  ]
  return { command: found.command, words, counts, said: said.join(' '), open: words.open }
}

/** Whether a word, or one of the words of a name, is in what is left: some words of names only fill, such as `us`. */
function givenBack(text: string, left: string): boolean {
  const tokens = text
    .replace(/["「」]/g, '')
    .toLowerCase()
    .split(' ')
  return tokens.some(token => token.length > 1 && left.toLowerCase().includes(token))
}

describe('every verb of the registry', () => {
  it('uses every word of a line, gives it back, or leaves it to be read by the command itself', () => {
    fc.assert(
      fc.property(sentence, ({ word, subverb, words }) => {
        const line = [word, subverb, ...words.map(one => one.text)].filter(text => text !== '').join(' ')
        const found = accounted(line)

        if (found === null) return // no verb: the whole line is refused
        for (const kind of ['kpis', 'places', 'periods', 'amounts', 'people', 'ids', 'quoted'] as const) {
          const mine = words.filter(one => one.kind === kind)
          const open = mine.filter(({ text }) => givenBack(text, `${found?.said} ${found?.open}`))
          const taken = found?.counts[kind] ?? 0
          const least = Math.min(1, mine.length) // two names may stand for one thing
          expect({ line, kind, kept: taken + open.length >= least }).toEqual({ line, kind, kept: true })
        }
      }),
      { numRuns: 4000 },
    )
  })

  it('gives back a word that nothing knows, whatever stands around it', () => {
    const odd = fc.constantFrom(...parts.filter(({ kind }) => kind === 'odd'))
    fc.assert(
      fc.property(sentence, odd, fc.nat(5), ({ word, subverb, words }, strange, at) => {
        const others = words.filter(({ kind }) => kind !== 'odd').map(one => one.text)
        const texts = [...others.slice(0, at), strange.text, ...others.slice(at)]
        const line = [word, subverb, ...texts].filter(text => text !== '').join(' ')
        const found = accounted(line)

        expect({ line, back: found === null || `${found.said} ${found.open}`.includes(strange.text) }).toEqual({
          line,
          back: true,
        })
      }),
      { numRuns: 2000 },
    )
  })
})
