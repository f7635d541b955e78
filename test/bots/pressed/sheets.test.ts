import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findStore } from '#src/features/stores/index.ts'
import { company } from '#test/support/company.ts'
import { type Office, openOffice } from './office.ts'

const patient = { timeout: 60_000, interval: 50 }

let office: Office
beforeAll(async () => {
  office = await openOffice()
  for (const messenger of ['feishu', 'wecom'] as const) await tellFigures(`${messenger}-shop`)
})
afterAll(() => office.close())

const month = new Date().toISOString().slice(0, 7)
const before = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() - 1, 5))
  .toISOString()
  .slice(0, 10)
const following = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() + 1, 5))
  .toISOString()
  .slice(0, 7)

async function tellFigures(slug: string) {
  const made = company(office.database)
  const store = await findStore(office.database.db, slug)
  if (!store) throw new Error('The store is not there')
  await made.tell(store, before, { net_sales: 123_450, orders: 7 }, new Date())
  const usual = { period: 'month', currency: 'USD', validFrom: `${before.slice(0, 7)}-01` } as const
  await made.setTarget('sales', `store:${slug}`, 246_900, usual)
}

/** Somebody's table as plain cells, whichever platform it stands on. */
interface Table {
  rows(): readonly { readonly id: string; readonly cells: Record<string, unknown> }[]
  /** Somebody writes into a cell. */
  write(id: string, name: string, value: string, who: string): void
  addTwin(id: string): void
}

const tables = {
  feishu: (): Table => {
    const base = [...office.feishu.bases.values()].at(-1)
    const table = [...(base?.tables.values() ?? [])].at(-1)
    return {
      rows: () => [...(table?.records ?? [])].map(([id, { fields }]) => ({ id, cells: fields })),
      write: (id, name, value, who) => {
        const record = table?.records.get(id)
        if (record) Object.assign(record, { fields: { ...record.fields, [name]: value }, editor: who })
      },
      addTwin: id => {
        const record = table?.records.get(id)
        if (record) table?.records.set('rectwin', { ...record, fields: { ...record.fields } })
      },
    }
  },
  wecom: (): Table => {
    const sheet = office.wecom.sheets.at(-1)
    const plain = (value: unknown) =>
      Array.isArray(value) ? value.map((piece: { text: string }) => piece.text).join('') : (value ?? undefined)
    return {
      rows: () =>
        [...(sheet?.records ?? [])].map(([id, values]) => ({
          id,
          cells: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, plain(value)])),
        })),
      write: (id, name, value) =>
        void sheet?.records.set(id, { ...sheet.records.get(id), [name]: [{ type: 'text', text: value }] }),
      addTwin: id => void sheet?.records.set('rtwin', { ...sheet.records.get(id) }),
    }
  },
}

describe.each(['feishu', 'wecom'] as const)('a table of targets and figures in %s', messenger => {
  const shop = `${messenger}-shop`
  const rowOf = (name: string) =>
    tables[messenger]()
      .rows()
      .find(({ cells }) => cells['键（请勿修改）'] === `${name}|sales|${shop}`)
  const again = () => office.desks[messenger].type('lea', 'sheet on')
  const proposals = async () =>
    office.database.db.execute<{ id: number; state: string; value: number; name: string }>(
      sql`select t.id, t.state, t.value::float8 as value, p.name from target_proposals t left join people p on p.id = t.proposed_by
          where place = ${`store:${shop}`} order by t.id`,
    )

  it('is made for whoever asks, with numbers as numbers, of what they see', { timeout: 120_000 }, async () => {
    await office.desks[messenger].type('lea', 'sheet on')

    await expect
      .poll(() => rowOf(before.slice(0, 7))?.cells, patient)
      .toMatchObject({
        店铺: shop,
        指标: '销售额',
        单位: 'USD',
        目标: 2_469,
        实际: 1_234.5,
        '达成率（1=100%）': 0.5,
      })
    await expect
      .poll(() => office.desks[messenger].told('lea'), patient)
      .toMatch(/feishu\.cn\/base|doc\.weixin\.qq\.com/)
    const stores = tables[messenger]()
      .rows()
      .flatMap(({ cells }) => cells.店铺 ?? [])
    expect(new Set(stores)).toEqual(new Set([shop]))
    const keys = tables[messenger]()
      .rows()
      .flatMap(({ cells }) => cells['键（请勿修改）'] ?? [])
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys).toContain(`${following}|sales|${shop}`)
    if (messenger === 'feishu') {
      const base = [...office.feishu.bases.values()][0]
      expect([...(base?.members ?? [])]).toEqual([['ou_lea', 'full_access']])
      expect([...(base?.tables.keys() ?? [])]).toEqual(['tbl1'])
    } else expect(office.wecom.sheets[0]?.admins).toEqual(['leaWecom'])
  })

  it('proposes what is typed into it, as the person, and puts nothing into force', { timeout: 120_000 }, async () => {
    const id = rowOf(following)?.id ?? ''
    tables[messenger]().write(id, '新目标', '3000', 'ou_lea')
    tables[messenger]().write(id, '理由', 'new "line" <at id=all>', 'ou_lea')
    await again()

    await expect.poll(async () => (await proposals()).length, patient).toBe(1)
    expect((await proposals())[0]).toMatchObject({ state: 'waiting', value: 300_000, name: `lea ${messenger}` })
    await expect.poll(() => rowOf(following)?.cells.处理结果, patient).toMatch(/已提交，等待审批/)
    expect(rowOf(following)?.cells.新目标 || undefined).toBeUndefined()
    expect(rowOf(following)?.cells.目标).toBe(2_469)
    const [proposal] = await proposals()
    const approve = `target approve ${proposal?.id}`
    await expect.poll(() => office.desks[messenger].lines('moe').includes(approve), patient).toBe(true)
    await office.desks[messenger].press('moe', approve)
    await expect.poll(async () => (await proposals())[0]?.state, patient).toBe('approved')
    await again()
    await expect.poll(() => rowOf(following)?.cells.目标, patient).toBe(3_000)
  })

  it.each([
    ['a word', 'abc @all; target approve 1', /请填写数值/],
    ['what makes no sense for the KPI', '5%', /./],
    ['a large change without a reason', '900000', /理由/],
  ])('writes what is wrong beside the row, once: %s', { timeout: 120_000 }, async (_what, typed, said) => {
    const count = (await proposals()).length
    const id = rowOf(month)?.id ?? ''
    tables[messenger]().write(id, '处理结果', 'before', 'ou_lea')
    tables[messenger]().write(id, '新目标', typed, 'ou_lea')
    await again()

    await expect.poll(() => rowOf(month)?.cells.处理结果, patient).not.toBe('before')
    expect(rowOf(month)?.cells.处理结果).toMatch(said)
    expect(rowOf(month)?.cells.新目标).toBe(typed)
    expect((await proposals()).length).toBe(count)
    tables[messenger]().write(id, '处理结果', 'read', 'ou_lea')
    tables[messenger]().write(rowOf(before.slice(0, 7))?.id ?? '', '店铺', 'changed by hand', 'ou_lea')
    await again()
    await expect.poll(() => rowOf(before.slice(0, 7))?.cells.店铺, patient).toBe(shop)
    expect(rowOf(month)?.cells.处理结果).toBe('read')
    tables[messenger]().write(id, '新目标', '', 'ou_lea')
  })

  it('has each row once, also where an answer got lost', { timeout: 120_000 }, async () => {
    const rows = tables[messenger]().rows().length
    tables[messenger]().addTwin(rowOf(month)?.id ?? '')
    await again()

    await expect.poll(() => tables[messenger]().rows().length, patient).toBe(rows)
  })

  it('ends when its owner says so', { timeout: 120_000 }, async () => {
    await office.desks[messenger].type('lea', 'sheet off')
    await expect.poll(() => office.desks[messenger].told('lea'), patient).toContain('已停止更新表格')
    const [kept] = await office.database.db.execute(
      sql`select 1 from settings where key like ${`sheet/${messenger}/%`}`,
    )
    expect(kept).toBeUndefined()
  })
})

describe('a table', () => {
  it('is nobody’s who may not set it up, and none in Slack', { timeout: 120_000 }, async () => {
    await office.desks.feishu.type('ken', 'sheet on')
    await office.desks.slack.type('lea', 'sheet on')

    await expect.poll(() => office.desks.slack.told('lea'), patient).toContain('This messenger has no sheets')
    await expect.poll(() => office.desks.feishu.told('ken'), patient).toMatch(/主管/)
    const [kept] = await office.database.db.execute(sql`select 1 from settings where key like 'sheet/%'`)
    expect(kept).toBeUndefined()
  })

  it('that is typed into by somebody unknown proposes nothing', { timeout: 120_000 }, async () => {
    await office.desks.feishu.type('lea', 'sheet on')
    const row = () =>
      tables
        .feishu()
        .rows()
        .find(({ cells }) => cells['键（请勿修改）'] === `${month}|sales|feishu-shop`)
    await expect.poll(() => office.feishu.bases.size === 2 && row(), patient).toBeTruthy()
    const count = await office.database.db.execute(sql`select 1 from target_proposals`)
    tables.feishu().write(row()?.id ?? '', '新目标', '2500', 'ou_stranger')
    await office.desks.feishu.type('lea', 'sheet on')

    await expect.poll(() => row()?.cells.处理结果, patient).toBeTruthy()
    expect(await office.database.db.execute(sql`select 1 from target_proposals`)).toHaveLength(count.length)
  })

  it('is told as not made where the platform refuses, and made once it does not', { timeout: 120_000 }, async () => {
    office.feishu.fault({ on: 'POST bitable/v1/apps', status: 400, code: 99991672 })
    await office.desks.feishu.type('moe', 'sheet on')
    await expect.poll(() => office.feishu.bases.size, patient).toBe(2)
    await expect.poll(() => office.feishu.callsTo('POST bitable/v1/apps').length, patient).toBeGreaterThan(0)
    await office.desks.feishu.type('moe', 'sheet on')

    await expect.poll(() => office.feishu.bases.size, patient).toBe(3)
  })
})
