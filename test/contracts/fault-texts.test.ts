import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { faultTexts } from '#src/contracts/fault-texts/index.ts'
import { type FaultCode, keepSaid, readSaid, says } from '#src/contracts/said.ts'
import { type FaultKind, SourceFault } from '#src/contracts/source-fault.ts'
import { troubleCard } from '#src/features/sync/cards/sync-card.ts'
import { locales } from '#src/i18n/locale.ts'
import { projectRoot } from '#src/paths.ts'
import { fakeMarket } from '#test/support/fake-market.ts'

const codes = Object.keys(faultTexts) as FaultCode[] // keys of the table are its codes
const gapsOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()
const kinds = [
  'transient',
  'throttled',
  'authorisation',
  'scope',
  'unavailable',
  'not-ready',
  'drift',
  'permanent',
] as const satisfies readonly FaultKind[]
// Letters of words that people may read in English alone: names of things, not sentences
const english = /\b(the|is|are|does|not|refused|missing|answer|answered|cannot|there)\b/i

/** All sources of connectors and of the engine. */
function sources(): readonly string[] {
  const folders = [
    'src/connectors',
    'src/features/sync',
    'src/features/connections',
    'src/contracts',
    'src/features/demo',
  ]
  return folders.flatMap(folder =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('.ts') && !file.includes('fault-texts'))
      .map(file => readFileSync(join(projectRoot, folder, file), 'utf8')),
  )
}

describe.each(codes)('the text %s', code => {
  it('stands in three languages with the same gaps, and no language is English in disguise', () => {
    const text = faultTexts[code]

    for (const locale of locales) expect(gapsOf(text[locale])).toEqual(gapsOf(text.en))
    expect(text.ja).not.toMatch(english)
    expect(text['zh-CN']).not.toMatch(english)
    expect(text.ja).not.toBe(text.en)
  })

  it.each(kinds)('is told to administrators in their language when it stops a feed (%s)', kind => {
    const [feed] = fakeMarket.feeds
    if (!feed) throw new Error('The fake marketplace has a feed')
    const values = Object.fromEntries(gapsOf(faultTexts[code].en).map(name => [name ?? '', 'VALUE']))
    const fault = new SourceFault(kind, says(code, values), { subject: 'a.field' })

    const card = troubleCard({ connector: fakeMarket, feed, store: 'Pier', kind, text: readSaid(keepSaid(fault.said)) })

    const last = card.blocks.at(-1)
    const shown = last?.type === 'text' ? last.text : null
    expect(shown).toEqual(fault.text)
    expect(shown?.ja).toContain('a.field')
    expect(shown?.ja).not.toMatch(english)
    expect(shown?.en.startsWith(fault.message)).toBe(true)
  })

  it('is said by a connector or by the engine', () => {
    expect(sources().some(text => text.includes(`says('${code}'`))).toBe(true)
  })
})

it('masks what vendors quote, keeps it masked, and names a text inside a text in the language of the reader', () => {
  const fault = says('refusedSaying', {
    vendor: 'Amazon',
    code: 400,
    quote: 'ask jane@example.test with Bearer abc123',
  })
  const said = readSaid(keepSaid(says('needsRole', { fault, name: 'Brand Analytics' })))

  for (const locale of locales) {
    expect(said[locale]).not.toContain('jane@')
    expect(said[locale]).not.toContain('abc123')
    expect(said[locale]).toContain('Brand Analytics')
  }
  expect(said.ja).toContain('拒否')
})

it.each(['A plain text of an earlier version', '{"code":"goneCode","values":{}}', '{broken', ''])(
  'shows what it cannot read as it stands: %s',
  text => {
    expect(readSaid(text)).toEqual({ en: text, ja: text, 'zh-CN': text })
  },
)
