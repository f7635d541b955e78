import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, talkTo } from '#test/support/talk.ts'

const { db } = await testDatabase()
const { sayAll } = talkTo(db, commands, new Date('2026-12-20T15:00:00Z'))

/** What only Ken, who leads him and administrators may read: his name beside points of a score. */
const lines = [
  'score',
  'score @Ken',
  'score @Ken 2026-11',
  'score check @Ken',
  'score close @Ken 2026-11 anyway',
  'score object 1 "mine"',
  'score keep 1 "no"',
  'score reopen 1 "no"',
  'score team "US"',
  'score team "US" 2026-11',
  'rank',
  'rank 2026-11',
  'template',
  'template show ads',
  'template apply ads @Ken west',
  'template remove @Ken',
  'bonus',
  'bonus 2026-11',
  'bonus tables',
  'team',
  'undo list',
  'status',
  'help score',
  'export',
  'privacy',
  'sources',
  'alerts',
  'people',
]

beforeAll(async () => {
  const west = await addStore(db, 'west')
  await addPerson(db, 'Owner', { role: 'administrator' })
  for (const name of ['Mei', 'Boss']) await addPerson(db, name, { role: 'manager' })
  for (const name of ['Ken', 'Yuki']) await addPerson(db, name, { role: 'operator' })
  await addPerson(db, 'Ann', { role: 'viewer' })
  await addDays(db, west.id, ['2026-08-01', '2026-12-19'], {
    ...{ net_sales: 107_351, gross_sales: 107_351, orders: 20, units: 30, sessions: 800 },
    ...{ ad_spend: 7_000, ad_sales: 30_000, ad_impressions: 9_000, ad_clicks: 300, ad_budget: 7_500 },
  })
  for (const line of [
    'team add "US" leader @Mei @Ken west',
    'target ad_sales west 2026-11 10000 @Ken',
    'template apply ads @Ken west 2026-11 now',
    'template apply manager team "US" 2026-11 now',
    'bonus set ads 10 73% 100 91%',
    'score close @Ken 2026-11 anyway',
  ])
    await sayAll(line)
})

/** Names that stand in the same row, or points of a score. */
async function leaks(line: string, who: string): Promise<readonly string[]> {
  const cards = JSON.stringify(await sayAll(line, `${who}@example.com`))
  const secrets = [/\b73%|\b91%/, /\d\d\d?\.\d points/, /provisional/, /"Closed on/]
  return secrets.filter(secret => secret.test(cards)).map(String)
}

describe('scores of people', () => {
  it.each(lines)('“%s” tells nothing of them to others', async line => {
    for (const who of ['yuki', 'ann', 'boss']) expect(await leaks(line, who), who).toEqual([])
  })

  it('are there for the person, who leads them, and administrators', async () => {
    for (const who of ['ken', 'mei', 'owner']) expect(await leaks('score @Ken 2026-11', who)).not.toEqual([])
    for (const who of ['ken', 'mei', 'owner']) expect(await leaks('bonus 2026-11', who)).not.toEqual([])
  })
})
