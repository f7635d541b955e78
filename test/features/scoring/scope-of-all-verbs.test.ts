import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { locales } from '#src/i18n/locale.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const { ask, say } = talkTo(db, commands, new Date('2026-12-20T15:00:00Z'), { carriesFiles: () => true })
const outsiders = ['yuki', 'ann', 'boss'] as const
/** Points of Ken's and his team's scores, and what his is worth: numbers that nothing else comes to. */
let secrets: readonly RegExp[] = []

beforeAll(async () => {
  const west = await addStore(db, 'west')
  const east = await addStore(db, 'east')
  await addPerson(db, 'Owner', { role: 'administrator' })
  await addPerson(db, 'Mei', { role: 'manager' })
  await addPerson(db, 'Boss', { role: 'manager' })
  for (const name of ['Ken', 'Yuki']) await addPerson(db, name, { role: 'operator' })
  await addPerson(db, 'Ann', { role: 'viewer' })
  for (const [at, { id }] of [west, east].entries())
    await addDays(db, id, ['2026-08-01', '2026-12-19'], {
      ...{ net_sales: 107_351 + at, gross_sales: 107_351, orders: 20, units: 30, sessions: 800 },
      ...{ ad_spend: 7_013, ad_sales: 30_000, ad_impressions: 9_000, ad_clicks: 307, ad_budget: 7_500 },
    })
  for (const line of [
    'team add "US" leader @Mei @Ken west',
    'target ad_sales west 2026-11 9713 @Ken',
    'template apply ads @Ken west 2026-11 now',
    'template apply manager team "US" 2026-11 now',
    'bonus set ads 10 73.31%',
    'score close @Ken 2026-11 anyway',
    'rank public',
  ])
    await say(line)
  const found = await Promise.all(
    ['score @Ken 2026-11', 'score @Ken 2026-12', 'score team "US" 2026-11'].map(line => say(line)),
  )
  const points = found.flatMap(card => /(\d+\.\d{1,2}) points/.exec(textOf(card))?.[1] ?? [])
  expect(points.length).toBeGreaterThanOrEqual(2)
  secrets = [...points.map(one => new RegExp(`(?<![\\d.,])${one.replace('.', '\\.')}\\d?(?![\\d])`)), /73\.31/]
})

/** Verbs that are about scores, or carry what others say, are tried in every way by everybody; of others each sub-verb once. */
const aboutScores = ['score', 'rank', 'bonus', 'template', 'team', 'export', 'meeting', 'action', 'undo']

/** Each verb with each of its sub-verbs, alone, about Ken and about his team, and its examples. */
const lines = commands.map(({ name, subverbs = {}, examples }) => {
  const stems = [name, ...Object.keys(subverbs).map(sub => `${name} ${sub}`)]
  if (!aboutScores.includes(name)) return { name, lines: stems.map(stem => `${stem} @Ken 2026-11`) }
  const own = stems.flatMap(stem => ['', ' @Ken 2026-11', ' team "US" 2026-11'].map(about => `${stem}${about}`))
  const files = own.slice(0, 3).map(line => `export ${line} csv`)
  return { name, lines: [...own, ...locales.flatMap(locale => examples[locale]), ...files] }
})

async function leaksIn(line: string, everybody: boolean, at: number): Promise<readonly string[]> {
  const group = { kind: 'group', channel: 'office' } as const
  const tries = outsiders.flatMap((who, turn) => [
    { who, where: {} },
    ...(at % outsiders.length === turn ? [{ who, where: group }] : []),
  ])
  const chosen = everybody ? tries : tries.slice(at % tries.length).slice(0, 1)
  const found: string[] = []
  for (const { who, where } of chosen) {
    const said = JSON.stringify((await ask(line, `${who}@example.com`, where)).cards)
    for (const secret of secrets) if (secret.test(said)) found.push(`${who}: ${line}: ${secret}`)
  }
  return found
}

describe('nobody sees a score that is not theirs', () => {
  it.each(lines)(
    'whatever of “$name” they write, in whatever place',
    async ({ name, lines: all }) => {
      const found: string[] = []
      for (const [at, line] of all.entries()) found.push(...(await leaksIn(line, aboutScores.includes(name), at)))

      expect(found).toEqual([])
    },
    120_000,
  ) // some hundred lines, each by three people in two places

  it('neither in a file nor in a message that came of it', async () => {
    const files = await db.execute<{ content: Uint8Array }>(sql`select content from export_files`)
    const told = await db.execute<{ card: unknown }>(sql`
      select d.card from deliveries d join channels c on c.id = d.channel_id
      join people p on c.external_id = 'direct/' || p.email where p.name in ('Yuki', 'Ann', 'Boss')`)
    for (const text of [
      ...files.map(({ content }) => Buffer.from(content).toString()),
      ...told.map(({ card }) => JSON.stringify(card)),
    ])
      for (const secret of secrets) expect(text).not.toMatch(secret)
  })

  it('and who may see one does', async () => {
    for (const who of ['ken', 'mei', 'owner']) {
      const text = JSON.stringify((await ask('score @Ken 2026-11', `${who}@example.com`)).cards)
      expect(
        secrets.some(secret => secret.test(text)),
        who,
      ).toBe(true)
    }
  })
})
