import { describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { buildCatalog } from '#src/domain/catalog.ts'
import { builtInKpis } from '#src/domain/kpis/index.ts'
import { meant } from '#src/features/conversation/asking/questions.ts'
import { locales } from '#src/i18n/locale.ts'
import { recognise } from '#src/language/recognise.ts'
import { around, people, stores } from './fixture.ts'

const all = { catalog: buildCatalog({ definitions: [], stores, people }), commands }

describe('every name of every built-in KPI', () => {
  it.each(builtInKpis.map(kpi => [kpi.id, kpi] as const))('%s', (id, { label, aliases }) => {
    for (const name of [id, ...Object.values(label), ...aliases]) {
      for (const line of [
        `status ${name} west`,
        `trend ${name}`,
        `west ${name} 上周 状态`,
        `${name.toUpperCase()} west`,
      ]) {
        const found = recognise(line, around(all))
        expect([line, found?.words.kpis.map(kpi => kpi.id), found?.unknown, found?.extra]).toEqual([line, [id], [], []])
      }
    }
  })
})

describe('every example of every verb', () => {
  const examples = commands.flatMap(command =>
    locales.flatMap(locale => command.examples[locale].map(line => [line, command] as const)),
  )

  it.each(examples)('%s', (line, command) => {
    const typed = recognise(line, around(all))
    const found = typed && command.takes.sentences ? meant(typed, around(all)).found : typed

    expect(found?.command?.name).toBe(command.name)
    if (!command.takes.sentences) expect(found?.typedVerb).toBe(true)
    expect(found?.extra).toEqual([])
    if (!command.takes.free) expect(found?.unknown).toEqual([])
  })
})

describe('every sub-verb', () => {
  const spellings = commands.flatMap(command =>
    Object.entries(command.subverbs ?? {}).flatMap(([name, { aliases }]) =>
      [name, ...aliases].map(spelling => [`${command.name} ${spelling}`, name] as const),
    ),
  )

  it.each(spellings)('%s', (line, name) => {
    expect(recognise(line, around(all))?.words.subverb).toBe(name)
  })
})
