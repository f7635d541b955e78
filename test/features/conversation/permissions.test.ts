import { describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { includes, roles } from '#src/contracts/command.ts'
import { builtInKpis } from '#src/domain/kpis/index.ts'
import { neededRole } from '#src/features/conversation/permit.ts'
import { listAudit } from '#src/features/conversation/store/audit.ts'
import { createPerson } from '#src/features/people/store/people.ts'
import { nameKey } from '#src/language/text.ts'
import { testDatabase } from '#test/support/database.ts'
import { answering, spy } from './world.ts'

const { db } = await testDatabase()
for (const role of roles) await createPerson(db, { name: role, email: `${role}@example.com`, role, scope: ['all'] })

const forms = commands.flatMap(command =>
  [null, ...Object.keys(command.subverbs ?? {})].map(subverb => ({ command, subverb })),
)
const matrix = forms.flatMap(({ command, subverb }) =>
  roles.map(role => {
    const implied = subverb ?? command.implied?.({ ...empty(command.name) }) ?? null
    const allowed = includes(role, neededRole(command, implied))
    return [role, allowed ? 'may' : 'may not', [command.name, subverb].filter(Boolean).join(' '), allowed] as const
  }),
)

function empty(verb: string) {
  const lists = { kpis: [], places: [], periods: [], amounts: [], people: [], ids: [], quoted: [], unknown: [] }
  return { line: verb, verb, subverb: null, rest: '', open: '', ...lists }
}

describe('by the registry', () => {
  const ran: string[] = []
  const watched = commands.map(command => ({ ...command, run: spy({}, ran).run })) // one list: its vocabulary is read once

  it.each(matrix)('%s %s use “%s”', async (role, _may, line, allowed) => {
    ran.length = 0
    const { say } = answering(db, { commands: watched })

    await say(`${role}@example.com`, line)

    expect(ran.length).toBe(allowed ? 1 : 0)
    expect((await listAudit(db, 1))[0]?.outcome).toBe(allowed ? 'ok' : 'refused')
  })
})

describe('a form that is only implied', () => {
  it.each([
    ['target sales all 2026-12 5000', 'viewer'],
    ['event "Sale" us 12/1-12/2', 'viewer'],
    ['event "Sale" us 12/1-12/2', 'operator'],
    ['rate usd jpy 150', 'manager'],
    ['define "x" = units / orders', 'operator'],
    ['people "Eve" eve@example.com administrator', 'manager'],
    ['sources 12', 'operator'],
    ['note all yesterday "x"', 'viewer'],
    ['channel market:jp', 'operator'],
  ])('needs its role as well: %s as %s', async (line, role) => {
    await answering(db).say(`${role}@example.com`, line)

    expect((await listAudit(db, 1))[0]?.outcome).toBe('refused')
  })
})

describe('the names of verbs', () => {
  it('are each used once', () => {
    const names = commands.flatMap(({ name, aliases }) => [name, ...Object.values(aliases).flat()])

    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })

  it('are no KPI’s name at the same time', () => {
    const verbs = new Set(
      commands.flatMap(({ name, aliases }) => [name, ...Object.values(aliases).flat()]).map(nameKey),
    )
    const kpis = builtInKpis.flatMap(({ id, label, aliases }) => [id, ...Object.values(label), ...aliases])

    expect(kpis.filter(name => verbs.has(nameKey(name)))).toEqual([])
  })

  it('have at least two letters, so that they are not found inside other words', () => {
    const names = commands.flatMap(({ name, aliases }) => [name, ...Object.values(aliases).flat()])

    expect(names.filter(name => [...name].length < 2)).toEqual([])
  })
})
