import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { insertAlert } from '#src/features/alerts/store/alerts.ts'
import { askedBy } from '#src/features/people/availability.ts'
import { findPerson, link, updatePerson } from '#src/features/people/store/people.ts'
import { listTargets } from '#src/features/targets/store/targets.ts'
import { testDatabase } from '#test/support/database.ts'
import { addPerson, addStore, talkTo, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const now = new Date('2026-11-21T15:00:00Z')
const { say } = talkTo(db, commands, now)
let yuki: number
let ken: number
let owner: number

beforeEach(async () => {
  await truncate(
    db,
    'people, stores, targets, alerts, alert_rules, schedules, channels, deliveries, undo_steps, identities restart identity cascade',
  )
  await addStore(db, 'west')
  owner = await addPerson(db, 'Owner', { role: 'administrator' })
  yuki = await addPerson(db, 'Yuki', { role: 'operator' })
  ken = await addPerson(db, 'Ken', { role: 'operator' })
  await say('target sales west 2026-11 50000 @Yuki')
  await say('target sales west 2026-12 60000 @Yuki')
  await say('target orders west 2026-10 500 @Yuki')
})

async function openAlert(): Promise<number> {
  const alert = await insertAlert(db, {
    rule: 'target/1',
    kpiId: 'net_sales',
    place: 'store:west',
    state: 'open',
    severity: 'critical',
    fromDay: '2026-11-20',
    day: '2026-11-20',
    value: 1,
    limit: 2,
    currency: 'USD',
    owner: { id: yuki, name: 'Yuki' },
    openedAt: now,
    changedAt: now,
  } as Parameters<typeof insertAlert>[1])
  return alert?.id ?? 0
}

describe('somebody who leaves', () => {
  it('hands targets, alerts, rules and posts over, and the card lists them', async () => {
    const alert = await openAlert()
    await say('digest subscribe 08:30', 'yuki@example.com')

    const card = await say('people remove yuki@example.com to @Ken')

    const text = textOf(card)
    expect(text).toContain('Goes to Ken')
    expect(text).toMatch(/Targets \(3\)/)
    expect(text).toContain(`#${alert}`)
    expect(text).toMatch(/Posts to Yuki alone \(1\) end/)
    const owners = (await listTargets(db)).filter(target => target.validFrom >= '2026-11-01').map(one => one.owner?.id)
    expect(owners.at(-1)).toBe(ken)
    expect(await db.execute(sql`select owner_id from alerts`)).toMatchObject([{ owner_id: ken }])
  })

  it('keeps who owned what in periods that are over', async () => {
    await say('people remove yuki@example.com to @Ken')

    const october = (await listTargets(db, { kpiIds: ['orders'] })).filter(one => one.validFrom === '2026-10-01')
    expect(october.map(one => one.owner?.id)).toEqual([yuki])
  })

  it('hands over to the deputy, else to whoever ends the access', async () => {
    await db.execute(sql`update people set deputy_id = ${ken} where id = ${yuki}`)
    expect(textOf(await say('people remove yuki@example.com'))).toContain('Goes to Ken')

    await say('target sales west 2026-11 70000 @Ken')
    expect(textOf(await say('people remove ken@example.com'))).toContain('Goes to Owner')
  })

  it('tells the successor in person', async () => {
    await link(db, { messenger: 'web', workspace: '', externalId: 'ken@example.com', personId: ken })

    await say('people remove yuki@example.com to @Ken')

    const sent = await db.execute<{ card: { title: { en: string } } }>(sql`select card from deliveries`)
    expect(sent.map(row => row.card.title.en)).toEqual(['You take over from Yuki'])
  })

  it('refuses words it does not know and successors who left', async () => {
    expect(textOf(await say('people remove yuki@example.com Atlantis'))).toContain('“Atlantis”')
    expect((await findPerson(db, { id: yuki }))?.active).toBe(true)
  })

  it('is never asked: the successor is, else an administrator', async () => {
    const alert = { id: 1, owner: { id: yuki, name: 'Yuki' }, severity: 'critical' as const }
    const asked = async () => (await askedBy(db, [alert], now)).map(([person]) => person.id)
    await updatePerson(db, yuki, { active: false })
    expect(await asked()).toEqual([owner])

    await updatePerson(db, yuki, { active: true })
    await say('people remove yuki@example.com to @Ken')
    expect(await asked()).toEqual([ken])
  })

  it('comes back with what they had by undo', async () => {
    await say('people remove yuki@example.com to @Ken')

    await say('undo')

    expect((await findPerson(db, { id: yuki }))?.active).toBe(true)
    expect((await listTargets(db)).filter(one => one.owner?.id === ken)).toEqual([])
  })
})
