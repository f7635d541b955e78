import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, talkTo } from '#test/support/talk.ts'

const { db } = await testDatabase()
const talk = talkTo(db, commands, new Date('2026-11-24T02:00:00Z'))
const [owner, mona, kana] = ['owner@example.com', 'mona@example.com', 'kana@example.com']

beforeAll(async () => {
  const jp = { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' }
  const measures = { net_sales: 10_000, orders: 10, ad_spend: 2_000, ad_sales: 5_000, units: 12 }
  const kyoto = await addStore(db, 'kyoto', jp)
  const others = [await addStore(db, 'osaka', jp), await addStore(db, 'wexbridge', { timeZone: 'America/Chicago' })]
  await addPerson(db, 'Owner', { role: 'administrator' })
  await addPerson(db, 'Mona', { role: 'manager', scope: ['store:kyoto'] })
  await addPerson(db, 'Kana', { role: 'operator', scope: ['store:kyoto'] })
  await addPerson(db, 'Vera', { role: 'viewer', scope: ['store:osaka'] })
  for (const { id } of [kyoto, ...others]) await addDays(db, id, ['2026-10-01', '2026-11-23'], measures)
  await db.execute(sql`insert into skus values (${kyoto.id}, 'K2', 'Kettle')`)
  await talk.say('team add "Japan" leader @mona @kana store:kyoto')
})

/** Lines that do something, by whom: with any further word they do nothing. */
const acting: readonly (readonly [string, string])[] = [
  [owner, 'mute sales 1d'],
  [owner, 'mute sales kyoto 1d'],
  [kana, 'mute sales 1d'],
  [kana, 'mute sales until 18:00'],
  [kana, 'mute sales kyoto until 12/15'],
  [kana, 'action add acos "cut" @kana until 12/15'],
  [owner, 'action add acos "cut" until Friday'],
  [kana, 'action add acos kyoto "cut" until 12/15'],
  [mona, 'note sales yesterday "rain"'],
  [owner, 'note sales kyoto yesterday "rain"'],
  [mona, 'target sales 2026-12 1000'],
  [owner, 'target sales kyoto 2026-12 1000'],
  [mona, 'event add "Sale" 12/1-12/3 sale 2'],
  [owner, 'event add "Sale" 12/1-12/3 sale 2'],
  [mona, 'rule add sales < 100'],
  [owner, 'rule add sales < 100'],
  [mona, 'rule add acos kyoto > 30% for 2 days'],
  [owner, 'rule stop 1'],
  [mona, 'record sales kyoto yesterday 123456'],
  [mona, 'record sales yesterday 123456'],
  [owner, 'digest subscribe 9:00'],
  [kana, 'digest subscribe 9:00 me'],
  [kana, 'digest subscribe weekly monday 09:00'],
  [owner, 'export subscribe "status sales" weekly monday 9:00'],
  [kana, 'away until Friday'],
  [kana, 'away Dec 3-5'],
  [kana, 'away quiet 22:00-08:00'],
  [owner, 'away until Friday @kana'],
  [mona, 'template assign operator @kana from 2026-12'],
  [owner, 'template copy operator "Mine"'],
  [owner, 'define "Outlay each" = ad_spend / units money lower'],
  [owner, 'define remove "Outlay each"'],
  [mona, 'rating packaging kyoto 4 5 "box dented"'],
  [mona, 'rating plan packaging kyoto @kana @mona monthly'],
  [owner, 'rate usd jpy 150.2 2026-11'],
  [owner, 'rate remove usd jpy 2026-11'],
  [owner, 'approval set kyoto leader manager 20%'],
  [owner, 'approval times remind 4h expire 5d'],
  [owner, 'team join "Japan" @vera'],
  [owner, 'bonus set ads 80 50% 100 100% 110 120%'],
  [owner, 'sop add acos "How we cut bids" https://wiki.example.com/acos'],
  [kana, 'board make "Morning" sales acos'],
  [owner, 'people add "Hanako Sato" sato@example.com operator kyoto'],
  [owner, 'people role vera@example.com manager'],
  [owner, 'channel lang 日本語'],
  [owner, 'channel zone Asia/Tokyo'],
  [kana, 'lang 日本語'],
  [mona, 'review add kyoto 1 2026-11-20 "The box was crushed"'],
  [mona, 'reconcile kyoto 2026-10 sales 12345'],
]

/** Lines that only answer, and would answer something else. */
const reading: readonly (readonly [string, string])[] = [
  ...[
    ...['meeting', 'meeting last week', 'meeting last month kyoto', 'digest now', 'digest list', 'review', 'score'],
    ...['score last month', 'rank sales last week', 'board kyoto', 'export status sales csv', 'forecast sales'],
    ...['export meeting last week xlsx', 'forecast stock', 'advise', 'status sales', 'trend sales 30d', 'why sales'],
    ...['compare sales kyoto', 'top stores sales', 'target list', 'target tree sales 2026-12', 'note list', 'action'],
    ...['target suggest sales 2026-12', 'event list', 'alerts', 'rule', 'bonus 2026-10', 'sources', 'kpis', 'sop'],
    ...['team', 'template', 'rating', 'rate', 'channel', 'mute list', 'approval', 'training', 'away show'],
  ].map(line => [kana, line] as const),
  ...['meeting last week', 'meeting start last week', 'people', 'health', 'sync'].map(line => [owner, line] as const),
]

/** A store that Kana and Mona do not see and whose name is a city, one that is none, a city, and no word at all. */
const strange = ['osaka', 'wexbridge', 'tokyo', 'xyzzy', 'new york'] as const

/** Every blank of a line outside of quotes gets one of the words, and its end all of them. */
function withStrangeWord(line: string, as: string): readonly string[] {
  const words = strange.filter(word => as !== owner || (word !== 'osaka' && word !== 'wexbridge'))
  const gaps = [...line.matchAll(/ (?=(?:[^"]*"[^"]*")*[^"]*$)/g)].map(({ index }) => index)
  const inside = gaps.map((at, n) => `${line.slice(0, at)} ${words[n % words.length]}${line.slice(at)}`)
  const behind = words.map(word => `${line} ${word}`)
  return [...inside, ...behind].filter(typed => !/\d:\d\d (?:osaka|tokyo|new york)\b(?!.* until)/.test(typed))
}

describe.each([
  ['acting', acting],
  ['reading', reading],
] as const)('a word that is not understood: %s', (_kind, lines) => {
  it.each(lines)('%s: %s', async (as, line) => {
    const done: string[] = []
    for (const typed of withStrangeWord(line, as)) if (!(await talk.ask(typed, as)).refused) done.push(typed)

    expect(done).toEqual([])
  })
})

it('nobody learns that a store is there', async () => {
  for (const [as, line] of [...acting, ...reading].filter(one => one[0] === kana)) {
    const said = async (word: string) => (await talk.ask(`${line} ${word}`, as)).refused?.en.replaceAll(word, '…')

    expect([line, await said('wexbridge')]).toEqual([line, await said('wexbrudge')])
  }
})
