import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lookAfterProposals, setRule } from '#src/features/approvals/index.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { listTargets } from '#src/features/targets/store/targets.ts'
import type { Desk } from './desk.ts'
import { type Office, openOffice } from './office.ts'

const patient = { timeout: 90_000, interval: 50 }

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

/** From what is typed to what is in force, with nothing but the platforms played. */
describe.each(['slack', 'feishu', 'wecom'] as const)('a target that needs approval in %s', messenger => {
  let desk: Desk
  let months = 0
  const shop = `${messenger}-shop`

  beforeAll(async () => {
    desk = office.desks[messenger]
    const rule = {
      place: `store:${shop}`,
      kpiId: null,
      fromChange: 0,
      steps: ['manager'],
      demo: false,
      by: null,
    } as const
    await setRule(office.database.db, rule)
  })

  /** Ken types a target; the card of its proposal comes to both managers. Answers the number of the proposal. */
  async function proposed(value = 30_000): Promise<number> {
    months += 1
    await desk.type('ken', `target sales ${shop} 2031-${String(months).padStart(2, '0')} ${value}`)
    const before = months
    await expect.poll(async () => (await proposals()).length, patient).toBe(before)
    const id = (await proposals()).at(-1) ?? 0
    await expect.poll(() => desk.lines('lea').includes(`target approve ${id}`), patient).toBe(true)
    return id
  }
  const proposals = async () => {
    const rows = await office.database.db.execute<{ id: number }>(
      sql`select id from target_proposals where place = ${`store:${shop}`} order by id`,
    )
    return rows.map(({ id }) => id)
  }
  const stateOf = async (id: number) => {
    const [row] = await office.database.db.execute<{ state: string }>(
      sql`select state from target_proposals where id = ${id}`,
    )
    return row?.state
  }
  const goalOf = async () => {
    const all = await listTargets(office.database.db, { kpiIds: ['sales'], places: [`store:${shop}`] })
    return all.find(({ validFrom }) => validFrom === `2031-${String(months).padStart(2, '0')}-01`)?.value
  }

  it('is approved by the button, once by whoever presses first; everybody sees it', { timeout: 180_000 }, async () => {
    const id = await proposed()
    await expect.poll(() => desk.lines('moe').includes(`target approve ${id}`), patient).toBe(true)
    expect(await goalOf()).toBeUndefined()

    await Promise.all([desk.press('lea', `target approve ${id}`), desk.press('moe', `target approve ${id}`)])

    await expect.poll(() => stateOf(id), patient).toBe('approved')
    expect(await goalOf()).toBe(3_000_000)
    for (const who of ['ken', 'lea', 'moe'] as const)
      await expect.poll(() => desk.told(who), patient).toMatch(/Approved|已批准|已通过|生效/)
    await expect
      .poll(
        () => [desk.told('lea'), desk.told('moe')].filter(text => /approved already|已由.{1,20}批准/.test(text)),
        patient,
      )
      .toHaveLength(1)
    const gone = () => [...desk.lines('lea'), ...desk.lines('moe')].filter(line => line === `target approve ${id}`)
    await expect.poll(gone, patient).toEqual([])
  })

  it('is sent back with a reason that a form asks for, and who proposed it reads why', {
    timeout: 180_000,
  }, async () => {
    const id = await proposed()

    await desk.press('lea', `target reject ${id}`)
    await expect.poll(() => desk.waits('lea', 'reason'), patient).toBe(true)
    await desk.fill('lea', { reason: 'too low for the season <!channel>' })

    await expect.poll(() => stateOf(id), patient).toBe('returned')
    await expect.poll(() => desk.told('ken'), patient).toContain('too low for the season')
    expect(await goalOf()).toBeUndefined()
  })

  it('is changed by who approves it', { timeout: 180_000 }, async () => {
    const id = await proposed()

    await desk.press('lea', `target amend ${id}`)
    await expect.poll(() => desk.waits('lea', 'value'), patient).toBe(true)
    await desk.fill('lea', { value: '35000', reason: 'season' })

    await expect.poll(() => stateOf(id), patient).toBe('approved')
    expect(await goalOf()).toBe(3_500_000)
    await expect.poll(() => desk.told('ken'), patient).toContain('35,000')
  })

  it('is brought to the deputy of who is away, who approves it', { timeout: 180_000 }, async () => {
    const { lea, moe, dee } = office.ids[messenger]
    await office.database.db.execute(
      sql`update people set away_from = now() - interval '1 day', away_until = now() + interval '5 days', deputy_id = ${dee} where id in (${lea}, ${moe})`,
    )
    months += 1
    await desk.type('ken', `target sales ${shop} 2031-${String(months).padStart(2, '0')} 41000`)
    await expect.poll(async () => (await proposals()).length, patient).toBe(months)
    const id = (await proposals()).at(-1) ?? 0
    await expect.poll(() => desk.lines('dee').includes(`target approve ${id}`), patient).toBe(true)

    await desk.press('dee', `target approve ${id}`)

    await expect.poll(() => stateOf(id), patient).toBe('approved')
    await office.database.db.execute(sql`update people set away_from = null, away_until = null, deputy_id = null`)
  })

  it('that nobody decides is over, also for whoever presses then', { timeout: 180_000 }, async () => {
    const id = await proposed()
    await office.database.db.execute(
      sql`update target_proposals set expires_at = now() - interval '1 minute' where id = ${id}`,
    )
    const { db } = office.database
    const catalog = await createFigures(db).catalog()
    const parts = { db, catalog, now: new Date(), teamTimeZone: 'UTC', signal: new AbortController().signal }
    expect(await lookAfterProposals(parts)).toMatchObject({ expired: 1 })

    await expect.poll(() => desk.told('ken'), patient).toMatch(/[Ee]xpired|过期/)
    const standing = () => desk.lines('lea').filter(line => line === `target approve ${id}`)
    await expect.poll(standing, patient).toEqual([])
    await desk.type('lea', `target approve ${id}`)
    await expect.poll(() => desk.told('lea'), patient).toMatch(/has expired|已过期/)
    expect(await goalOf()).toBeUndefined()
  })
})
