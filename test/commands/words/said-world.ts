import { sql } from 'drizzle-orm'
import { commands } from '#commands/index.ts'
import type { Card } from '#src/chat/card.ts'
import type { Db } from '#src/platform/database/db.ts'
import { addDays, addPerson, addStore, type Talk, talkTo } from '#test/support/talk.ts'

/** Monday, 23 November 2026: 10:00 in Shanghai, 11:00 in Tokyo, still Sunday evening in the United States. */
export const mondayMorning = new Date('2026-11-23T02:00:00Z')

/** A company with two shops in Japan and one at the west coast; everybody sits in Shanghai. */
export async function openChat(db: Db): Promise<Talk> {
  const jp = { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' }
  const kyoto = await addStore(db, 'kyoto', jp)
  const osaka = await addStore(db, 'osaka', jp)
  const west = await addStore(db, 'west', { timeZone: 'America/Los_Angeles' })
  const shanghai = { timeZone: 'Asia/Shanghai' }
  await addPerson(db, 'Owner', { role: 'administrator', ...shanghai })
  await addPerson(db, 'Mona', { role: 'manager', ...shanghai })
  await addPerson(db, 'Kana', { role: 'operator', scope: ['store:kyoto'], ...shanghai })
  await addPerson(db, 'Wes', { role: 'operator', scope: ['store:west'], ...shanghai })
  const measures = { orders: 10, ad_spend: 2_000, ad_sales: 5_000, units: 12, reviews_5: 2, reviews_3: 3 }
  for (const [store, sales] of [
    [kyoto, 10_000],
    [osaka, 20_000],
    [west, 300_00],
  ] as const) {
    for (const [month, to] of [
      ['2025-11', '30'],
      ['2026-09', '30'],
      ['2026-10', '31'],
      ['2026-11', '22'],
    ] as const) {
      const more = Number(month.slice(5)) * 100
      await addDays(db, store.id, [`${month}-01`, `${month}-${to}`], { ...measures, net_sales: sales + more })
    }
    for (const day of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const at = `2026-11-${14 + day}`
      await addDays(db, store.id, [at, at], { ...measures, net_sales: sales + 1_000 + day })
    }
  }
  const skus = [
    [kyoto, 'K2', 'Kettle, steel'],
    [osaka, 'SH-1', '不锈钢水壶'],
    [osaka, 'YK-1', 'やかん 2L'],
    [kyoto, 'L7', 'Lamp'],
    [west, 'L7', 'Lamp'],
  ] as const
  for (const [store, sku, title] of skus) {
    await db.execute(sql`insert into skus values (${store.id}, ${sku}, ${title})`)
    const days = ['2026-11-01', '2026-11-22'] as const
    await addDays(db, store.id, days, { net_sales: 900, units: 3, orders: 3 }, sku)
  }
  await addDays(db, osaka.id, ['2026-11-01', '2026-11-22'], { net_sales: 800, units: 2, orders: 2 }, 'P9') // pushed, without a title
  const talk = talkTo(db, commands, mondayMorning)
  await talk.say('rate usd jpy 150 2025-01')
  await talk.say('target set sales kyoto 2026-11 500000 @mona')
  return talk
}

/** What an answer is about and what it says, without how the line was read and without buttons. */
export function saying({ title, blocks }: Card): string {
  const told = blocks.filter(
    block => block.type !== 'actions' && block.type !== 'image' && !(block.type === 'text' && block.style === 'muted'),
  )
  return JSON.stringify([title, told], null, 1)
}
