import { sql } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Desk } from './desk.ts'
import { type Office, openOffice } from './office.ts'

const patient = { timeout: 90_000, interval: 50 }

/** KPIs as they are typed, and their ids. */
const rated = { packaging: 'packaging_integrity_score', unboxing: 'unboxing_experience_score' } as const

let office: Office
let photo: Buffer
beforeAll(async () => {
  office = await openOffice()
  const red = { create: { width: 2400, height: 1200, channels: 3, background: '#c00' } } as const
  photo = await sharp(red)
    .withExif({ IFD0: { Model: 'SecretPhone 9' } })
    .jpeg()
    .toBuffer()
})
afterAll(() => office.close())

/** From the plan of a manager to the figure and the photo behind it, with nothing but the platforms played. */
describe.each(['slack', 'feishu', 'wecom'] as const)('a rating in %s', messenger => {
  let desk: Desk
  const shop = `${messenger}-shop`
  beforeAll(() => {
    desk = office.desks[messenger]
  })
  const rows = async <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) => [
    ...(await office.database.db.execute<T>(query)),
  ]
  const answers = () =>
    rows<{ score: number; checks: number; comment: string }>(
      sql`select a.score, a.checks, a.comment from rating_answers a join stores s on s.id = a.store_id where s.slug = ${shop}`,
    )
  const photos = () =>
    rows<{ id: number; kpi_id: string; width: number; jpeg: Buffer }>(
      sql`select p.id, p.kpi_id, p.width, p.jpeg from rating_photos p join stores s on s.id = p.store_id where s.slug = ${shop} order by p.id`,
    )
  const roundOf = async (name: keyof typeof rated) => {
    const kpiId = rated[name]
    const [row] = await rows<{ id: number }>(
      sql`select r.id from rating_rounds r join stores s on s.id = r.store_id where s.slug = ${shop} and r.kpi_id = ${kpiId}`,
    )
    return row?.id ?? 0
  }

  /** Lea plans it; the question, which waits for working time, comes to Ken at once. */
  async function asked(kpiId: keyof typeof rated): Promise<number> {
    await desk.type('lea', `rating plan ${kpiId} ${shop} ken.${messenger}@example.com monthly 1 rater`)
    await expect.poll(() => roundOf(kpiId), patient).toBeGreaterThan(0)
    const id = await roundOf(kpiId)
    await expect
      .poll(async () => {
        await office.database.db.execute(sql`update deliveries set not_before = now() where key like 'rating/%'`)
        return desk.lines('ken').some(line => line.startsWith(`rating answer #${id} `))
      }, patient)
      .toBe(true)
    return id
  }

  it('is asked for with what 1 to 5 stand for, given in a form, and changed', { timeout: 180_000 }, async () => {
    const id = await asked('packaging')
    for (const score of [1, 2, 3, 4, 5])
      expect(desk.told('ken')).toMatch(new RegExp(messenger === 'slack' ? `${score} – \\w` : `${score}分：`))

    await desk.press('ken', `rating answer #${id} `)
    await expect.poll(() => desk.waits('ken', 'score'), patient).toBe(true)
    await desk.fill('ken', { score: '4', checks: '6', comment: 'box dented <!here>' })

    await expect.poll(answers, patient).toMatchObject([{ score: 4, checks: 6, comment: 'box dented <!here>' }])
    await expect.poll(() => desk.told('ken'), patient).toMatch(/Rated|已打分/)
    const before = desk.told('ken').length
    await desk.type('ken', `rating #${id} 2 3 "torn"`)
    await expect.poll(answers, patient).toMatchObject([{ score: 2, checks: 3, comment: 'torn' }])
    await expect.poll(() => desk.told('ken').length, patient).toBeGreaterThan(before)
  })

  it('takes a photo that is sent into the chat, without what the camera wrote', { timeout: 180_000 }, async () => {
    await desk.sendPhoto('ken', photo, '')

    await expect.poll(async () => (await photos()).length, patient).toBe(1)
    const [kept] = await photos()
    expect([kept?.kpi_id, kept?.width]).toEqual([rated.packaging, 1600])
    expect(Buffer.from(kept?.jpeg ?? []).includes('SecretPhone')).toBe(false)
    await expect.poll(() => desk.told('ken'), patient).toMatch(/Photo kept with rating #|照片已附在打分 #/)
  })

  it('gets a photo that is meant for another one by a press, and gives it back by a press', {
    timeout: 180_000,
  }, async () => {
    const other = await asked('unboxing')
    const words =
      messenger === 'wecom' ? '' : messenger === 'slack' ? `photo for rating #${other}` : `打分 #${other} 的照片`
    await desk.sendPhoto('ken', photo, words)
    await expect.poll(async () => (await photos()).length, patient).toBe(2)
    const id = (await photos())[1]?.id ?? 0
    expect((await photos())[1]?.kpi_id).toBe(words === '' ? rated.packaging : rated.unboxing)

    const to = words === '' ? other : await roundOf('packaging')
    await expect.poll(() => desk.lines('ken').includes(`rating photo #${id} #${to}`), patient).toBe(true)
    await desk.press('ken', `rating photo #${id} #${to}`)
    await expect
      .poll(async () => (await photos())[1]?.kpi_id, patient)
      .toBe(words === '' ? rated.unboxing : rated.packaging)
    await expect
      .poll(() => desk.lines('ken').filter(line => line === `rating discard #${id}`).length, patient)
      .toBeGreaterThan(0)
    await desk.press('ken', `rating discard #${id}`)

    await expect.poll(async () => (await photos()).length, patient).toBe(1)
  })

  it('takes no photo of who is not asked, or for a round that is not theirs', { timeout: 180_000 }, async () => {
    await desk.sendPhoto('dee', photo, '')
    await expect.poll(() => desk.told('dee'), patient).toMatch(/No rating of yours is open|没有待打分的项目/)
    if (messenger !== 'wecom') {
      await desk.sendPhoto('ken', photo, 'photo for rating #987')
      await expect.poll(() => desk.told('ken'), patient).toContain('#987')
    }
    expect(await photos()).toHaveLength(1)
  })
})
