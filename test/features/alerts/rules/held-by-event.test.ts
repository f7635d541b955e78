import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { eachDay, shiftDays } from '#src/domain/days.ts'
import { evaluate } from '#src/features/alerts/evaluate/index.ts'
import { findAlert, listUnresolved } from '#src/features/alerts/store/alerts.ts'
import { listHeldNotes } from '#src/features/alerts/store/held-back.ts'
import { writeObservations } from '#src/features/ingest/store/observations/index.ts'
import { ensureSource } from '#src/features/ingest/store/sources.ts'
import type { StoredStore } from '#src/features/stores/store/stores.ts'
import type { Database } from '#src/platform/database/db.ts'
import { type Company, company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'
import { addPerson, type Talk, talkTo, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const now = new Date('2026-11-20T20:00:00Z')
const yesterday = '2026-11-19'

let database: Database
let world: Company
let talk: Talk
let west: StoredStore

beforeAll(async () => {
  database = await testDatabase()
  world = company(database)
  talk = talkTo(database.db, commands, now)
})

beforeEach(async () => {
  await truncate(
    database.db,
    'channels, people, stores, targets, notes, alerts, alert_rules, events, held_looks, metric_day, dirty_days, sources restart identity cascade',
  )
  await addPerson(database.db, 'Owner')
  west = await world.addStore('west')
  const { id } = await ensureSource(database.db, 'push/test')
  const rows = eachDay('2026-08-10', shiftDays(yesterday, -1)).map(day => ({
    storeId: west.id,
    sku: '',
    day,
    measures: { net_sales: `${1000 + (Number(day.slice(8)) % 7)}00`, orders: '100' },
  }))
  await writeObservations(database.db, { sourceId: id, rows, mode: 'merge', now })
  await truncate(database.db, 'dirty_days')
})

const tell = (sales: number) => world.tell(west, yesterday, { net_sales: sales * 100, orders: 100 }, now)
const judge = (at = now) => evaluate({ db: database.db, figures: world.figures, now: at })

describe('an event that explains a day', () => {
  it('holds an alert back, which is kept with the event and told where people look', async () => {
    await talk.say(`event add "Typhoon 19" west ${yesterday} typhoon`)
    await tell(200)

    expect((await judge()).changes).toEqual([])

    expect(await listHeldNotes(database.db, yesterday, yesterday)).toMatchObject([
      {
        rule: expect.stringMatching(/^rule\//),
        kpiId: 'sales',
        place: 'store:west',
        event: 'Typhoon 19',
        value: 20_000,
      },
    ])
    const alerts = textOf(await talk.say('alerts'))
    expect(alerts).toContain('Held back by events')
    expect(alerts).toContain('$200.00')
    expect(alerts).toContain('Typhoon 19 (event #1)')
    expect(textOf(await talk.say(`status sales west ${yesterday}`))).toContain('Typhoon 19 (event #1)')
    expect(textOf(await talk.say('digest now'))).toContain('Typhoon 19 (event #1)')
    expect(textOf(await talk.say('alerts'), 'ja')).toContain('イベントにより保留')
  })

  it('says nothing of days on which nothing would have been said', async () => {
    await talk.say(`event add "Typhoon 19" west ${yesterday} typhoon`)
    await tell(1000)
    await judge()

    expect(await listHeldNotes(database.db, yesterday, yesterday)).toEqual([])
    expect(textOf(await talk.say('alerts'))).not.toContain('Held back')
  })

  it('ends the alert that it explains, with its name as the reason, once somebody enters it', async () => {
    await tell(200)
    await judge()
    const [open] = await listUnresolved(database.db)

    await talk.say(`event add "Typhoon 19" west ${yesterday} typhoon`)
    await judge(new Date(now.getTime() + 60_000))

    expect(open?.kpiId).toBe('sales')
    expect(await findAlert(database.db, open?.id ?? 0)).toMatchObject({
      state: 'resolved',
      resolvedBy: null,
      reason: 'Typhoon 19 (#1)',
    })
    const shown = textOf(await talk.say(`alerts ${open?.id ?? 0}`))
    expect(shown).toContain('explained by an event')
    expect(shown).toContain('Reason: Typhoon 19 (#1)')
  })

  it('brings the alert back when it is removed again', async () => {
    await talk.say(`event add "Typhoon 19" west ${yesterday} typhoon`)
    await tell(200)
    await judge()

    await talk.say('event remove #1')

    expect((await judge(new Date(now.getTime() + 60_000))).changes.map(change => change.kind)).toEqual(['opened'])
    expect(await listHeldNotes(database.db, yesterday, yesterday)).toEqual([])
  })

  it('that only changes what is expected says so, too: a sale day that doubles is no alert', async () => {
    await talk.say('rule save sales west spike 50%')
    await talk.say(`event add "Flash Sale" west ${yesterday} sale 2`)
    await tell(2000)

    expect((await judge()).changes).toEqual([])
    expect(await listHeldNotes(database.db, yesterday, yesterday)).toMatchObject([{ event: 'Flash Sale' }])
  })
})
