import { createCipheriv, randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pressOf } from '#bots/wecom/render/press.ts'
import { envelope, message, push } from '#test/bots/feishu/fake-feishu/push.ts'
import { objectsIn } from './desk.ts'
import { type Office, openOffice } from './office.ts'

const patient = { timeout: 90_000, interval: 50 }
const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)

let office: Office
let host: Server
beforeAll(async () => {
  office = await openOffice()
})
afterAll(async () => {
  host?.close()
  await office.close()
})

const salesOf = async (shop: string) => {
  const rows = await office.database.db.execute<{ sales: string }>(
    sql`select m.m ->> 'net_sales' as sales from metric_day m join stores s on s.id = m.store_id
      where s.slug = ${shop} and m.day = ${day}::date and m.sku = ''`,
  )
  return rows[0]?.sales ?? null
}
const table = (shop: string, sales: number) => `date,store,net sales,orders\n${day},${shop},${sales},17\n`

/** A table that is dropped into the conversation becomes figures by one press, and is taken back by the next. */
describe('a table that a manager drops', () => {
  it('into Feishu is previewed, imported and taken back', { timeout: 180_000 }, async () => {
    const { feishu, app } = office
    const desk = office.desks.feishu
    feishu.files.set('om_table/file_v3_1', Buffer.from(table('feishu-shop', 1234)))
    const content = JSON.stringify({ file_key: 'file_v3_1', file_name: '日报 11月.csv' })
    const event = message('', { person: desk.accountOf('lea'), id: 'om_table', type: 'file', content })
    const { body, headers } = push(envelope('im.message.receive_v1', event), { seconds: Math.floor(Date.now() / 1000) })
    await app.server.inject({ method: 'POST', url: '/feishu/events', headers, payload: body })

    await expect.poll(() => desk.lines('lea').some(line => line.startsWith('import apply')), patient).toBe(true)
    expect(desk.told('lea')).toContain('1234')
    expect(await salesOf('feishu-shop')).toBeNull()
    await desk.press('lea', 'import apply')
    await expect.poll(() => salesOf('feishu-shop'), patient).toBe('123400')
    await expect.poll(() => desk.lines('lea').some(line => line.startsWith('import undo')), patient).toBe(true)
    await desk.press('lea', 'import undo')
    await expect.poll(() => salesOf('feishu-shop'), patient).toBeNull()
  })

  it('into the chat of WeCom’s AI bot is unsealed, previewed and imported', { timeout: 180_000 }, async () => {
    const { aiBot } = office
    const user = office.desks.wecom.accountOf('lea')
    await expect.poll(() => aiBot.connected, patient).toBe(true)
    const key = randomBytes(32)
    host = createServer((_request, response) => {
      response.setHeader('content-disposition', 'attachment; filename="day.csv"')
      response.end(sealed(Buffer.from(table('wecom-shop', 2345)), key))
    })
    await new Promise<void>(done => host.listen(0, '127.0.0.1', done))
    const url = `http://127.0.0.1:${(host.address() as AddressInfo).port}/day`
    aiBot.dropFile({ user, url, aeskey: key.toString('base64').replace(/=$/, '') })

    const cardWith = (line: string) =>
      aiBot.said.findLast(({ body }) =>
        objectsIn(body).some(({ key: one }) => pressOf(String(one))?.line.startsWith(line)),
      )
    await expect.poll(() => cardWith('import apply') !== undefined, patient).toBe(true)
    expect(JSON.stringify(aiBot.said)).toContain('2345')
    const card = objectsIn(cardWith('import apply')?.body)
    const apply = card.find(({ key: one }) => pressOf(String(one))?.line.startsWith('import apply'))
    const task = card.find(({ task_id: id }) => id !== undefined)
    aiBot.click({ user, key: String(apply?.key), taskId: String(task?.task_id) })

    await expect.poll(() => salesOf('wecom-shop'), patient).toBe('234500')
    await expect
      .poll(() => cardWith('import undo') !== undefined || JSON.stringify(aiBot.updates).includes('undo'), patient)
      .toBe(true)
  })

  it('is not taken from who may not import, who is told so', { timeout: 180_000 }, async () => {
    const { feishu, app } = office
    const desk = office.desks.feishu
    feishu.files.set('om_other/file_v3_2', Buffer.from(table('feishu-shop', 99)))
    const content = JSON.stringify({ file_key: 'file_v3_2', file_name: 'mine.csv' })
    const event = message('', { person: desk.accountOf('ken'), id: 'om_other', type: 'file', content })
    const { body, headers } = push(envelope('im.message.receive_v1', event), { seconds: Math.floor(Date.now() / 1000) })
    await app.server.inject({ method: 'POST', url: '/feishu/events', headers, payload: body })

    await expect.poll(() => desk.told('ken'), patient).toContain('mine.csv')
    expect(desk.lines('ken').filter(line => line.startsWith('import'))).toEqual([])
  })
})

/** As the platform seals a file: AES-256-CBC, padded to 32 bytes. */
function sealed(bytes: Buffer, key: Buffer): Buffer {
  const padding = 32 - (bytes.length % 32)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(Buffer.concat([bytes, Buffer.alloc(padding, padding)])), cipher.final()])
}
