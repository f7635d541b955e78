import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ack } from '#commands/alerts/ack.ts'
import { alerts } from '#commands/alerts/alerts.ts'
import { record } from '#commands/ingest/record.ts'
import { away } from '#commands/people/away.ts'
import { digest } from '#commands/planning/digest.ts'
import { note } from '#commands/planning/note.ts'
import { target } from '#commands/planning/target.ts'
import { type Card, fillLine } from '#src/chat/card.ts'
import type { FormAction, Reply } from '#src/chat/messenger.ts'
import { evaluate } from '#src/features/alerts/evaluate/index.ts'
import { listNotes } from '#src/features/annotations/store/notes.ts'
import { createChoices } from '#src/features/conversation/choices.ts'
import type { StoredStore } from '#src/features/stores/store/stores.ts'
import type { Database } from '#src/platform/database/db.ts'
import { type Company, company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'
import { channel } from '#test/support/outbox.ts'
import { addPerson, buttonsOf, type Talk, talkTo, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const now = new Date('2026-11-20T20:00:00Z')

let database: Database
let world: Company
let west: StoredStore
let talk: Talk

beforeAll(async () => {
  database = await testDatabase()
  world = company(database)
})

beforeEach(async () => {
  await truncate(
    database.db,
    'channels, people, stores, targets, notes, alerts, metric_day, dirty_days restart identity cascade',
  )
  west = await world.addStore('west')
  const east = await world.addStore('east', { platform: 'rakuten', market: 'jp', currency: 'JPY' })
  const owner = await addPerson(database.db, 'Owner', { role: 'operator' })
  await addPerson(database.db, 'Viewer', { role: 'viewer' })
  await addPerson(database.db, 'Root', { role: 'administrator' })
  await addPerson(database.db, 'Local', { role: 'operator', scope: ['store:west'] })
  await world.setTarget('sales', 'store:west', 100_00, { currency: 'USD', ownerId: owner })
  await world.setTarget('sales', 'store:east', 10_000, { currency: 'JPY', ownerId: owner })
  await channel(database.db, 'ops')
  await world.tell(west, '2026-11-19', { net_sales: 60_00 }, now)
  await world.tell(east, '2026-11-19', { net_sales: 4_000 }, now)
  await evaluate({ db: database.db, figures: world.figures, now })
  talk = talkTo(database.db, [target, alerts, ack, away, digest, note, record], now)
})

function firstOf({ cards }: Reply): Card {
  const [card] = cards
  if (!card) throw new Error('there is no card')
  return card
}

function formOf({ form }: Reply): FormAction {
  if (!form) throw new Error('there is no form')
  return form
}

describe('alerts mine', () => {
  it('shows the owner each alert with its buttons, and others only how many there are', async () => {
    const mine = await talk.say('alerts mine')
    const other = await talk.say('alerts mine', 'root@example.com')

    expect(textOf(mine)).toContain('Sales · west')
    expect(buttonsOf(mine).toSorted()).toEqual([
      'ack 1',
      'ack 1 {reason}',
      'ack 2',
      'ack 2 {reason}',
      'alerts 1',
      'alerts 2',
      'snooze 1 {until}',
      'snooze 2 {until}',
    ])
    expect(textOf(other)).toContain('No alert waits for you')
    expect(textOf(other)).toContain('2 of other people')
    expect(buttonsOf(other)).toEqual(['alerts'])
  })

  it('shows them to whoever took one on, and to the deputy of an owner who is away', async () => {
    await talk.say('ack 1', 'root@example.com')
    await talk.say('away until 2026-11-25 @root@example.com')

    const deputy = await talk.say('alerts mine', 'root@example.com')

    expect(textOf(deputy)).toContain('being worked on')
    expect(buttonsOf(deputy)).toContain('ack 2')
    expect(textOf(deputy)).not.toContain('of other people')
  })
})

describe('digest mine', () => {
  it('offers one to whoever has none, and lists it afterwards', async () => {
    const before = await talk.say('digest mine')
    const viewer = await talk.say('digest mine', 'viewer@example.com')
    await talk.say(buttonsOf(before)[0] ?? '')

    const after = await talk.say('digest mine')

    expect(buttonsOf(viewer)).toEqual([])
    expect(textOf(after)).toContain('Monday to Friday at 08:30')
    expect(textOf(await talk.say('digest mine', 'root@example.com'))).toContain('not ordered')
  })
})

describe('a bare verb', () => {
  it.each(['target', 'note', 'record'])('%s carries the form that asks for everything', async verb => {
    const reply = await talk.ask(verb, 'root@example.com')

    expect(formOf(reply).line).toContain('{kpi}')
    expect(buttonsOf(firstOf(reply))).toContain(formOf(reply).line)
  })

  it('carries none for those who may only read, nor where something was said', async () => {
    const replies = [
      await talk.ask('target', 'viewer@example.com'),
      await talk.ask('note', 'viewer@example.com'),
      await talk.ask('target list'),
      await talk.ask('note list west'),
    ]

    expect(replies.map(({ form }) => form)).toEqual([undefined, undefined, undefined, undefined])
    expect((await talk.ask('target set', 'viewer@example.com')).refused?.en).toContain('operator')
  })

  it('asks which of several alerts is taken on, and takes the only one at once', async () => {
    const which = await talk.ask('ack')
    await talk.say(fillLine(formOf(which), { alert: '2', reason: 'Typhoon' }))

    const only = await talk.ask('ack')

    expect(
      formOf(which)
        .form.fields[0]?.options?.map(({ value }) => value)
        .toSorted(),
    ).toEqual(['1', '2'])
    expect(buttonsOf(firstOf(which)).toSorted()).toEqual(['ack 1', 'ack 2'])
    expect(only.form).toBeUndefined()
    expect(textOf(firstOf(only))).toContain('You took')
  })
})

describe('filled forms', () => {
  it.each([
    [
      'target',
      { kpi: 'sales', store: 'west', period: 'this month', value: '5万', owner: '@root@example.com' },
      '$50,000',
    ],
    ['target', { kpi: 'acos', store: 'all', period: 'this quarter', value: '8%' }, '8'],
    ['record', { kpi: 'sales', store: 'west', day: '2026-11-18', value: '1234' }, '$1,234'],
    ['note', { text: 'Typhoon "Kong-rey"', kpi: 'sales', store: 'west', day: '2026-11-18' }, 'Note saved'],
    ['note', { text: 'Typhoon', store: 'market:us', day: '2026-11-18' }, 'Note saved'],
  ])('%s %j is understood', async (verb, values, said) => {
    const form = formOf(await talk.ask(verb, 'root@example.com'))

    const card = await talk.say(fillLine(form, values as Record<string, string>), 'root@example.com')

    expect(card.tone).toBe('good')
    expect(textOf(card)).toContain(said)
  })

  it('keep what people wrote as it is', async () => {
    const form = formOf(await talk.ask('note add'))

    await talk.say(fillLine(form, { text: '<!channel> *bold*', store: 'west', day: '2026-11-18' }))

    const [note] = await listNotes(database.db, { stores: [west], from: '2026-11-18', to: '2026-11-18' })
    expect(note?.text).toBe('<!channel> *bold*')
  })
})

describe('places to choose from', () => {
  const offered = async (email: string) => {
    await talk.say('alerts', email) // links the person
    const choices = createChoices(database.db, world.figures)
    const by = { messenger: 'web', workspace: '', person: email }
    return (await choices('places', '', by)).map(({ value }) => value)
  }

  it('are everything that holds several stores, and the stores', async () => {
    await world.addStore('south', { platform: 'rakuten', market: 'jp', currency: 'JPY' })

    expect((await offered('root@example.com')).toSorted()).toEqual(
      ['all', 'east', 'market:jp', 'platform:rakuten', 'south', 'west'].toSorted(),
    )
  })

  it('are never wider than what the person sees', async () => {
    expect(await offered('local@example.com')).toEqual(['west'])
  })
})
