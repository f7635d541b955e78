import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { ratings as job } from '#jobs/ratings.ts'
import type { Card } from '#src/chat/card.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { link } from '#src/features/people/store/people.ts'
import { testDatabase } from '#test/support/database.ts'
import { addPerson, addStore, talkTo, textOf } from '#test/support/talk.ts'
import { silentLog } from '#test/support/waiting.ts'

const { db } = await testDatabase()
const figures = createFigures(db)
const monday = new Date('2026-11-16T03:00:00Z') // noon in Tokyo
const clock = { now: monday }

const ids: Record<string, number> = {}
const say = (line: string, as = 'owner') => talkTo(db, commands, clock.now).say(line, `${as}@example.com`)

beforeAll(async () => {
  await addStore(db, 'tokyo', { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo', platform: 'rakuten' })
  await addStore(db, 'west')
  for (const [name, role, scope] of [
    ['Owner', 'administrator', ['all']],
    ['Mei', 'manager', ['store:tokyo']],
    ['Ken', 'operator', ['store:tokyo']],
    ['Yuki', 'viewer', ['store:west']],
    ['Ann', 'viewer', ['store:west']],
    ['Bo', 'operator', ['store:west']],
  ] as const) {
    const personId = await addPerson(db, name, { role, scope: [...scope] })
    ids[name] = personId
    if (name !== 'Ann') await link(db, { messenger: 'fake', workspace: '', externalId: name.toLowerCase(), personId })
  }
})

/** The clock starts the job. */
async function tick(at: string): Promise<void> {
  clock.now = new Date(at)
  const parts = { db, figures, catalog: figures.catalog, now: () => clock.now, log: silentLog }
  await job.run(null, { ...parts, signal: new AbortController().signal, enqueue: () => Promise.resolve() })
}

interface Sent {
  readonly key: string
  readonly to: string
  readonly card: Card
  readonly at: Date
}

/** What was planned since the last time, in the order of its keys. */
const seen = new Set<string>()
async function sent(): Promise<readonly Sent[]> {
  const rows = await db.execute(
    `select d.key, c.name as to, d.card, d.not_before as at from deliveries d join channels c on c.id = d.channel_id order by d.key` as never,
  )
  const all = rows.map(row => ({
    key: String(row.key),
    to: String(row.to),
    card: row.card as Card,
    at: new Date(String(row.at)),
  }))
  const fresh = all.filter(({ key }) => !seen.has(key))
  for (const { key } of fresh) seen.add(key)
  return fresh
}

async function measured(): Promise<unknown> {
  const rows = await db.execute(`select m from metric_day where sku = '' order by day` as never)
  return rows.map(row => row.m)
}

const roundIn = (card: Card) => Number(/rating answer #(\d+)/.exec(JSON.stringify(card))?.[1])

describe('a round of ratings', () => {
  let round = 0

  it('is planned for a panel that takes turns', async () => {
    const card = textOf(await say('rating plan packaging tokyo @Ken @Yuki @Ann monthly', 'mei'))

    expect(card).toContain('Ratings are planned: Packaging integrity score')
    expect(card).toContain('Ken, Yuki, Ann')
    expect(card).toContain('2 each time')
    expect(card).toContain('every month')
  })

  it('asks two of them once, with the ratings in the words of each language', async () => {
    await tick('2026-11-16T03:00:00Z')
    await tick('2026-11-16T03:10:00Z')
    const asks = await sent()

    expect(asks.map(({ to }) => to).sort()).toEqual(['Ken', 'Yuki'])
    const [ask] = asks
    round = roundIn(ask?.card as Card)
    expect(textOf(ask?.card as Card)).toContain('4 – no visible damage, right box size')
    expect(textOf(ask?.card as Card, 'ja')).toContain('4：目立つ傷なし')
    expect(textOf(ask?.card as Card, 'zh-CN')).toContain('4分：无明显损伤')
    expect(textOf(ask?.card as Card)).toContain('Nov 2026')
  })

  it('is no zero while nobody has answered', async () => {
    expect(await measured()).toEqual([])
    expect(textOf(await say('rating show packaging tokyo', 'mei'))).toContain('0 of 2 (0%)')
    expect(textOf(await say('rating show packaging tokyo', 'mei'))).toContain('no answer yet')
  })

  it('takes the answer of a rater who does not see the store, and shows them their own alone', async () => {
    const waiting = textOf(await say('rating', 'yuki'))
    const card = textOf(await say(`rating answer #${round} 5 6 "like new"`, 'yuki'))

    expect(waiting).toContain('These wait for your rating')
    expect(card).toContain('You gave 5, having looked at 6.')
    expect(await measured()).toEqual([{ soft_packaging_sum: 30, soft_packaging_n: 6 }])
    expect(textOf(await say('rating', 'yuki'))).toContain('Nothing waits')
    expect(textOf(await say('rating show packaging tokyo', 'yuki'))).not.toContain('like new')
  })

  it('takes the answer by KPI and store as well; usual checks count where none are said', async () => {
    await say('rating packaging tokyo 4 "box dented"', 'ken')

    expect(await measured()).toEqual([{ soft_packaging_sum: 50, soft_packaging_n: 11 }])
    expect(await sent()).toEqual([])
  })

  it('replaces the rating of who answers again, and tells whoever planned it that raters disagree', async () => {
    const card = textOf(await say(`rating answer #${round} 2 5 "crushed corner"`, 'ken'))
    const [told, ...more] = await sent()

    expect(card).toContain('takes the place of your earlier rating')
    expect(await measured()).toEqual([{ soft_packaging_sum: 40, soft_packaging_n: 11 }])
    expect(more).toEqual([])
    expect(told?.to).toBe('Mei')
    expect(textOf(told?.card as Card)).toContain('3 points apart')
    await say(`rating answer #${round} 2 5`, 'ken')
    expect(await sent()).toEqual([])
  })

  it('shows in `status` at once, and answers that come in are no corrections', async () => {
    expect(textOf(await say('status packaging tokyo this month', 'mei'))).toContain('3.64')
    clock.now = new Date('2026-11-17T03:00:00Z')
    await say(`rating answer #${round} 3 5 "one more"`, 'ken')
    const rows = await db.execute('select corrected_at from metric_day where corrected_at is not null' as never)
    expect(rows).toEqual([])
    await say(`rating answer #${round} 2 5 "crushed corner"`, 'ken')
  })

  it('stands behind the figure: `status` shows the mean of the month', async () => {
    clock.now = new Date('2026-11-18T03:00:00Z')

    expect(textOf(await say('status packaging tokyo this month', 'mei'))).toContain('3.6')
    const shown = textOf(await say('rating show packaging tokyo', 'mei'))
    expect(shown).toContain('2 of 2 (100%)')
    expect(shown).toContain('like new')
    expect(shown).toContain('Yuki')
    const others = textOf(await say('rating show packaging tokyo', 'ken'))
    expect(others).toContain('3 points apart')
    expect(others).not.toContain('Yuki')
  })

  it('closes after its last day, tells whoever planned it, and takes no further answer', async () => {
    await tick('2026-11-26T03:00:00Z')
    expect(await sent()).toEqual([])
    await tick('2026-11-27T03:00:00Z')
    const told = await sent()

    expect(told.map(({ to, key }) => [to, key.startsWith(`tell/rating/${round}/closed/`)])).toEqual([['Mei', true]])
    expect(textOf(await say(`rating answer #${round} 5`, 'yuki'))).toContain('closed')
    expect(await measured()).toEqual([{ soft_packaging_sum: 40, soft_packaging_n: 11 }])
  })

  it('asks the next ones in the next month; who is in no chat is named and asked as soon as they are', async () => {
    await tick('2026-12-01T00:30:00Z')
    const asks = await sent()

    expect(asks.map(({ to }) => to)).toEqual(['Ken'])
    expect(textOf(await say('rating show packaging tokyo', 'mei'))).toContain('not linked to a chat')
    await link(db, { messenger: 'fake', workspace: '', externalId: 'ann', personId: ids.Ann ?? 0 })
    await tick('2026-12-01T01:00:00Z')
    expect((await sent()).map(({ to }) => to)).toEqual(['Ann'])
  })

  it('reminds in working time those who have not answered, three times at most', async () => {
    await say(`rating packaging tokyo 4`, 'ken')
    const days = ['02T03', '03T03', '04T20', '05T03', '06T03', '07T03', '08T03', '09T03', '10T03']
    for (const day of days) await tick(`2026-12-${day}:00:00Z`)
    const reminders = await sent()

    expect(reminders.map(({ to }) => to)).toEqual(['Ann', 'Ann', 'Ann'].slice(0, reminders.length))
    expect(reminders.length).toBeGreaterThan(1)
    expect(textOf(reminders[0]?.card as Card)).toContain('Still to rate')
    for (const { at } of reminders) expect([3, 4, 5, 6, 0]).toContain(at.getUTCHours())
  })
})

describe('by hand', () => {
  it.each([
    ['rating invoice west 3', 'bo', 'Rating noted'],
    ['採点 納品書 west 4 8 「税率が小さい」', 'bo', '8件を確認し、4点'],
    ['打分 单据清晰度 west 5 2 “清楚”', 'bo', '查看了2件，打了5分'],
  ])('“%s” is noted on the day', async (line, as, words) => {
    const card = await say(line, as)

    expect(['en', 'ja', 'zh-CN'].map(locale => textOf(card, locale as 'en')).join('\n')).toContain(words)
    expect(JSON.stringify(await measured())).toContain('soft_invoice_n')
  })

  it('is taken back by undo, figure and all', async () => {
    await say('rating unboxing west 5 4', 'bo')
    expect(JSON.stringify(await measured())).toContain('soft_unboxing_n')
    await say('undo', 'bo')
    expect(JSON.stringify(await measured())).not.toContain('soft_unboxing_n')
  })

  it.each([
    ['rating invoice tokyo 4', 'yuki', 'cannot use'],
    ['rating invoice west 4', 'ann', 'You were not asked'],
    ['rating invoice west 6', 'bo', '1, 2, 3, 4 or 5'],
    ['rating invoice west 4.5', 'bo', '1, 2, 3, 4 or 5'],
    ['rating invoice west 0', 'bo', '1, 2, 3, 4 or 5'],
    ['rating invoice west 4 0', 'bo', 'whole number from 1'],
    ['rating invoice west 4 5 6', 'bo', 'nothing was done'],
    ['rating acos west 4', 'bo', 'is not rated by looking'],
    ['rating answer #999 4', 'bo', 'no round #999'],
    ['rating plan packaging west @Bo', 'bo', 'role'],
    ['rating plan packaging @Bo', 'mei', 'Ratings are planned'],
    ['rating plan packaging all @Bo', 'owner', 'one store'],
    ['rating plan packaging west @Bo daily', 'owner', 'daily'],
    ['rating plan packaging west @Bo sometimes', 'owner', 'sometimes'],
    ['rating stop invoice west', 'owner', 'Nobody is asked'],
    ['rating define "Gift wrapping" "bad" "good"', 'owner', 'each in quotes'],
    ['rating define "ACoS" "1" "2" "3" "4" "5"', 'owner', 'already a name'],
    ['rating remove packaging', 'owner', 'built in'],
  ])('“%s” is answered in words', async (line, as, words) => {
    expect(textOf(await say(line, as))).toContain(words)
  })
})

describe('an own KPI', () => {
  it('has its own words for each rating, and is rated, shown and used like the built-in ones', async () => {
    await say('rating define "Gift wrapping" "torn" "plain paper" "neat" "with ribbon" "with ribbon and card"', 'owner')
    await say('rating plan "Gift wrapping" west @Bo 1 rater 8 checks weekly', 'owner')
    await tick('2026-12-14T15:00:00Z')
    const [ask] = (await sent()).filter(({ to }) => to === 'Bo').slice(-1)

    expect(textOf(ask?.card as Card)).toContain('5 – with ribbon and card')
    expect(textOf(ask?.card as Card)).toContain('Look at 8 test orders')
    expect(textOf(await say('rating "Gift wrapping" west 4 "ribbon loose"', 'bo'))).toContain('having looked at 8')
    expect(textOf(await say('status "Gift wrapping" west this week', 'bo'))).toContain('4')
    expect(textOf(await say('kpis', 'bo'))).toContain('Gift wrapping')
  })

  it('gets other words later, and ends with its figures kept', async () => {
    await say('rating define "Gift wrapping" "a" "b" "c" "d" "e"', 'owner')
    expect(textOf(await say('rating show "Gift wrapping" west', 'bo'))).toContain('4')
    expect(textOf(await say('rating remove "Gift wrapping"', 'owner'))).toContain('No longer rated')
    expect(textOf(await say('rating show "Gift wrapping" west', 'bo'))).toContain('is not rated by looking')
    expect(JSON.stringify(await measured())).toContain('soft_own_1_n')
  })
})
