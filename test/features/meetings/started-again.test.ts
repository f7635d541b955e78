import { beforeEach, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, buttonsOf, talkTo, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const now = new Date('2026-11-20T18:00:00Z')
const { db } = await testDatabase()
const talk = talkTo(db, commands, now)

beforeEach(async () => {
  await truncate(
    db,
    'channels, people, stores, targets, notes, alerts, improvements, teams, metric_day, meetings, undo_steps restart identity cascade',
  )
  for (const slug of ['west', 'east']) {
    const { id } = await addStore(db, slug)
    await addDays(db, id, ['2026-10-01', '2026-11-19'], { net_sales: 100_00, orders: 10 })
  }
  await addPerson(db, 'Owner', { role: 'administrator' })
  await addPerson(db, 'Local', { role: 'operator', scope: ['store:west'] })
  for (const slug of ['west', 'east']) await talk.say(`action add sales ${slug} "Call about ${slug}" until 12/15`)
})

const meetings = () => db.execute<{ id: number; open: boolean }>('select id, ended_at is null as open from meetings')

/** All points that come up until the meeting ends. */
async function walked(start: string): Promise<readonly string[]> {
  const seen: string[] = []
  let card = await talk.say(start)
  while (card.title.en.startsWith('Point')) {
    seen.push(textOf(card))
    card = (await talk.sayAll('meeting skip')).at(-1) ?? card
  }
  return seen
}

describe('a meeting that is started again', () => {
  it('goes on where it stopped, with what was decided decided', async () => {
    await talk.say('meeting start last week')
    await talk.say('meeting decide "They answered"')
    const again = await talk.say('meeting start last week')

    expect(textOf(again)).toMatch(/^Point 2 of 2/)
    expect(await meetings()).toEqual([{ id: 1, open: true }])
  })

  it('brings up what was left open, and not what was decided, after it has ended', async () => {
    await talk.say('meeting start last week')
    await talk.say('meeting decide "They answered"')
    await talk.say('meeting end')
    const seen = await walked('meeting start last week')

    expect(seen).toHaveLength(1)
    expect(seen[0]).toContain('Call about')
    expect(seen[0]).not.toContain('Left open')
    expect(await meetings()).toEqual([{ id: 1, open: false }])
  })

  it('adds what has come up since behind it, so that buttons keep their numbers', async () => {
    const first = await talk.say('meeting start last week')
    await talk.say('action add orders west "New since" until 12/15')
    await talk.say('meeting start last week')
    const skip = buttonsOf(first).find(line => line.startsWith('meeting skip')) ?? ''
    const second = await talk.say(skip)

    expect(textOf(second)).toMatch(/^Point 2 of 3/)
    expect(textOf(await talk.say('meeting skip'))).toContain('New since')
  })

  it('says that all is decided where it is', async () => {
    await talk.say('meeting start last week west')
    await talk.say('meeting decide "They answered"')

    expect(textOf(await talk.say('meeting start last week west'))).toContain('1 decided')
    expect(await meetings()).toHaveLength(1)
  })

  it('is one meeting where several people start it at once', async () => {
    const cards = await Promise.all(Array.from({ length: 4 }, () => talk.say('meeting start last week')))

    expect(new Set(cards.map(card => textOf(card).slice(0, 12)))).toEqual(new Set(['Point 1 of 2']))
    expect(await meetings()).toHaveLength(1)
  })

  it('is another one about another period, place or eyes', async () => {
    await talk.say('meeting start last week')
    await talk.say('meeting start last month')
    await talk.say('meeting start last week west')

    expect((await meetings()).filter(({ open }) => open)).toHaveLength(1)
    expect(await meetings()).toHaveLength(3)
    expect(textOf(await talk.say('meeting start last week', 'local@example.com'))).not.toContain('east')
  })
})

describe('a point that is carried over', () => {
  it.each([
    ['en', 'Left open since the meeting about Oct 2026'],
    ['ja', '2026年10月の振り返りからの持ち越し'],
    ['zh-CN', '自2026年10月的复盘遗留'],
  ] as const)('names the period in which it came up first, also two meetings later, in %s', async (locale, text) => {
    await talk.say('meeting start last month')
    await talk.say('meeting end')
    await talk.say('meeting start 2026-W46')
    await talk.say('meeting end')
    const later = await talk.say('meeting start 2026-W45')

    expect(textOf(later, locale)).toContain(text)
  })
})

describe('a meeting about a person', () => {
  beforeEach(async () => {
    await addPerson(db, 'Other', { role: 'operator', scope: ['store:east'] })
    await talk.say('target sales west 2026-11 40000 @local@example.com')
    await talk.say('target orders west 2026-11 4000 @owner@example.com')
    await talk.say('target sales east 2026-11 50000 @owner@example.com')
    await talk.say('action add orders west "Ask the carrier" @local@example.com until 12/15')
  })

  it.each(['meeting @local@example.com last week', '振り返り @local@example.com 先週', '复盘 @local@example.com 上周'])(
    'is about their own targets and stores: %s',
    async line => {
      const card = await talk.say(line)

      expect(card.title.en).toContain('Local')
      expect(textOf(card)).toContain('Ask the carrier')
      expect(textOf(card)).not.toMatch(/Call about|East/)
    },
  )

  it('walks through what is theirs alone, and is taken up again', async () => {
    const seen = await walked('meeting start @local@example.com last week')

    expect(seen.some(text => text.includes('Ask the carrier'))).toBe(true)
    expect(seen.some(text => text.includes('Sales'))).toBe(true)
    expect(seen.join()).not.toMatch(/Call about|East/)
    expect(await meetings()).toHaveLength(1)
  })

  it('shows nobody more than they see themselves', async () => {
    const own = await talk.say('meeting @owner@example.com last week', 'local@example.com')
    const unseen = await talk.ask('meeting @local@example.com last week', 'other@example.com')

    expect(textOf(own)).not.toContain('East')
    expect(unseen.refused?.en).toContain('no store that Local answers for')
  })

  it('is meant where somebody writes review with a person, and that is said', async () => {
    const [asked] = await talk.sayAll('review @local@example.com last week')
    const { cards, refused } = await talk.ask('差评 @local@example.com')

    expect(asked?.title).toEqual((await talk.say('meeting @local@example.com last week')).title)
    expect(asked && textOf(asked)).toContain('Read as: meeting @local@example.com last week')
    expect(refused).toBeDefined()
    expect(cards.flatMap(buttonsOf)).toContain('meeting @local@example.com')
  })
})
