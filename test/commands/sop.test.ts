import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { listProcedures, procedureFor } from '#src/features/procedures/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { addPerson, addStore, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const { say } = talkTo(db, commands, new Date('2026-11-20T15:00:00Z'))
let stores: Awaited<ReturnType<typeof addStore>>[] = []

beforeAll(async () => {
  stores = [await addStore(db, 'west'), await addStore(db, 'tokyo', { market: 'jp', platform: 'rakuten' })]
  await addPerson(db, 'Owner', { role: 'administrator' })
  await addPerson(db, 'Ken', { role: 'operator' })
})

describe('sop', () => {
  it('keeps where it is written how a KPI is worked on; the nearest place wins', async () => {
    await say('sop add acos "Cut bids" https://wiki.example.com/acos')
    await say('sop add acos rakuten "Cut RPP bids" https://wiki.example.com/rpp')
    const kept = await listProcedures(db, false)
    const [west, tokyo] = stores

    expect(procedureFor(kept, 'acos', west ? [west] : [])?.url).toBe('https://wiki.example.com/acos')
    expect(procedureFor(kept, 'acos', tokyo ? [tokyo] : [])?.url).toBe('https://wiki.example.com/rpp')
    expect(procedureFor(kept, 'acos', stores)?.url).toBe('https://wiki.example.com/acos')
    expect(procedureFor(kept, 'sales', stores)).toBeNull()
    expect(textOf(await say('help acos west', 'ken@example.com'))).toContain('Cut bids')
  })

  it.each([
    ['sop add acos "Script" javascript:alert(1)', 'an address'],
    ['sop add acos "Login" https://me:secret@example.com/', 'name or password'],
    ['sop add "Nothing" https://wiki.example.com/', 'A KPI'],
    ['sop remove roas', 'No procedure'],
  ])('refuses “%s”', async (line, words) => {
    expect(textOf(await say(line))).toContain(words)
  })

  it('is written by managers, read by everybody, and taken back', async () => {
    expect(textOf(await say('sop add roas "Mine" https://wiki.example.com/', 'ken@example.com'))).toContain('operator')
    expect(textOf(await say('流程', 'ken@example.com'), 'zh-CN')).toContain('Cut RPP bids')
    await say('sop remove acos')
    await say('undo')
    expect(textOf(await say('sop acos'))).toContain('Cut bids')
  })
})
