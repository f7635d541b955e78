import fc from 'fast-check'
import Fastify from 'fastify'
import { afterAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { changeText } from '#src/cards/figure-cells.ts'
import type { Block, Card } from '#src/chat/card.ts'
import type { OverviewPanel } from '#src/domain/chart.ts'
import { eachDay, localDay, shiftDays } from '#src/domain/days.ts'
import { monthOf, weekOf } from '#src/domain/period/index.ts'
import { attainmentText } from '#src/domain/targets/attainment.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { writeObservations } from '#src/features/ingest/store/observations/index.ts'
import { ensureSource } from '#src/features/ingest/store/sources.ts'
import type { StoredStore } from '#src/features/stores/store/stores.ts'
import { addTarget } from '#src/features/targets/store/targets.ts'
import { readApiRoutes } from '#src/http/read-api.ts'
import { formatValue } from '#src/i18n/format/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { addPerson, addStore, talkTo, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const figures = createFigures(db)
const apiToken = 'a-token-of-the-test'
const zones = ['Asia/Tokyo', 'America/New_York', 'America/Los_Angeles']
const [first, last] = ['2026-10-01', '2026-12-05']
const periods = ['mtd', 'this week', 'yesterday', 'today', 'last week', '2026-11-20', '2026-11-10..2026-11-24'] as const
const kpis = ['sales', 'conversion_rate', 'acos', 'profit', 'roas'] as const
const places = ['all', 'shop1', 'shop2', 'shop3'] as const

let now = new Date()

/** A company as it may be: gaps, late stores, a store without targets, spend without sales. */
interface World {
  readonly seed: number
  readonly at: number
  readonly ownTarget: boolean
  readonly storeTargets: boolean
}

const worlds = fc.record<World>({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  at: fc.integer({ min: Date.parse('2026-11-20T00:00Z'), max: Date.parse('2026-12-03T23:00Z') }),
  ownTarget: fc.boolean(),
  storeTargets: fc.boolean(),
})

/** Numbers that look random and are the same for the same seed. */
function drawFrom(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

async function build({ seed, at, ownTarget, storeTargets }: World): Promise<readonly StoredStore[]> {
  await truncate(
    db,
    'channels, people, stores, targets, notes, alerts, settings, metric_day, dirty_days, sources restart identity cascade',
  )
  now = new Date(at)
  await addPerson(db, 'Owner')
  const draw = drawFrom(seed)
  const stores: StoredStore[] = []
  for (const [index, timeZone] of zones.entries()) {
    const store = await addStore(db, `shop${index + 1}`, { timeZone })
    stores.push(store)
    await tell(store, draw)
    if (storeTargets) await aim(`store:${store.slug}`, 500_000 + draw(2_000_000))
  }
  if (ownTarget) await aim('all', 2_000_000 + draw(4_000_000))
  return stores
}

async function aim(place: string, value: number) {
  const set = { place, period: 'month', validFrom: '2026-10-01', setBy: null } as const
  await addTarget(db, { ...set, kpiId: 'sales', value, currency: 'USD' })
  await addTarget(db, { ...set, kpiId: 'acos', value: 0.2 })
  await addTarget(db, { ...set, kpiId: 'conversion_rate', value: 0.03 })
}

async function tell(store: StoredStore, draw: (below: number) => number) {
  const source = await ensureSource(db, 'push/test')
  const late = draw(3)
  const days = eachDay(first, last).filter(day => {
    const over = Date.parse(`${shiftDays(day, late)}T08:00:00Z`) <= now.getTime()
    return over && draw(12) > 0
  })
  const rows = days.map(day => {
    const measures = {
      net_sales: String(draw(60_000)),
      ad_spend: String(draw(4_000)),
      ad_sales: String(draw(4) === 0 ? 0 : draw(20_000)),
      ad_clicks: String(draw(300)),
      orders: String(draw(40)),
      sessions: String(draw(1_000)),
      cogs: String(draw(20_000)),
    }
    return { storeId: store.id, sku: '', day, measures }
  })
  await writeObservations(db, { sourceId: source.id, rows, mode: 'merge', now })
}

/** A figure as programs read it. */
interface ApiFigure {
  readonly kpi: string
  readonly unit: 'money' | 'ratio' | 'times'
  readonly value: number | null
  readonly attainment: number | null
  readonly target: { readonly value: number | null } | null
  readonly comparison: { readonly change: number | null; readonly kind: 'relative' | 'points' } | null
  readonly quality: { readonly belowSample: boolean }
  readonly unbounded?: Readonly<Record<string, string>>
}

/** Callers, so that no question is turned away for how many were asked. */
let asked = 0

const app = Fastify()
afterAll(() => app.close())
await app.register(readApiRoutes({ db, figures, apiToken, now: () => now, enqueue: async () => {} }))

async function apiFigure(kpi: string, place: string, period: string): Promise<ApiFigure> {
  const query = new URLSearchParams({ kpi, place, period })
  const headers = { authorization: `Bearer ${apiToken}` }
  asked += 1
  const remoteAddress = `10.0.${Math.floor(asked / 100) % 250}.1`
  const response = await app.inject({ url: `/api/v1/figures?${query}`, headers, remoteAddress })
  if (response.statusCode !== 200)
    throw new Error(`${query} was answered with ${response.statusCode}: ${response.body}`)
  return response.json().figures[0]
}

/** What a reader sees of a figure; a dash where nothing is said. */
interface Seen {
  readonly value: string
  readonly reached: string
  readonly change: string
}

function seenInApi(figure: ApiFigure): Seen {
  const { unit, value, attainment, comparison, quality, unbounded } = figure
  const inMinor = value !== null && unit === 'money' ? Math.round(value * 100) : value
  const shown = formatValue(inMinor, unit, unit === 'money' ? 'USD' : null).en
  const change = comparison?.change ?? null
  const told = comparison && change !== null && !quality.belowSample
  return {
    value: unbounded ? 'no' : shown,
    reached: attainment === null ? '–' : attainmentText(attainment).en,
    change: told ? changeText({ change, kind: comparison.kind }, { unit } as Parameters<typeof changeText>[1]).en : '–',
  }
}

function ofType<T extends Block['type']>(card: Card, type: T): Extract<Block, { type: T }>[] {
  return card.blocks.filter((block): block is Extract<Block, { type: T }> => block.type === type)
}

/** Marks behind a value say how final it is, not what it is; why there is none is said at length or in short. */
function plain(text: string): string {
  return text.startsWith('no ') ? 'no' : text.replace(/ [*†‡]+$/, '')
}

function seenInStatus(card: Card): Seen {
  const facts = ofType(card, 'facts').flatMap(block => block.facts)
  const of = (label: string) => plain(facts.find(fact => fact.label.en === label)?.value.en ?? '–')
  return { value: of('Value'), reached: of('Reached'), change: of('vs same weekdays') }
}

/** The rows of a comparison by what stands in front of them. */
function seenInTable(card: Card): ReadonlyMap<string, Partial<Seen>> {
  const [table] = ofType(card, 'table')
  const columns = table?.columns.map(column => column.label.en) ?? []
  return new Map(
    (table?.rows ?? []).map(row => {
      const of = (label: string) => plain(row[columns.indexOf(label)]?.text.en ?? '–')
      const change = columns.includes('Change') ? of('Change') : of('vs same weekdays')
      const seen = columns.includes('Change')
        ? { value: plain(row[1]?.text.en ?? '–'), change }
        : { value: of('Value'), reached: of('Reached'), change }
      return [row[0]?.text.en ?? '', seen] as const
    }),
  )
}

const settings = { numRuns: 12 }
const talk = () => talkTo(db, commands, now)
/** All stores stand in the same month and week: else “this month” is another question for each. */
const inOnePeriod = () =>
  new Set(zones.map(zone => localDay(now, zone)).map(day => `${monthOf(day).from} ${weekOf(day).from}`)).size === 1

describe('the same question has the same answer', () => {
  it('in a status, in the comparison with before, and for programs', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async world => {
        await build(world)
        const draw = drawFrom(world.seed)
        for (let count = 0; count < 6; count++) {
          const [kpi, place, period] = [kpis[draw(5)], places[draw(4)], periods[draw(7)]] as [string, string, string]
          const seen = seenInApi(await apiFigure(kpi, place, period))
          const line = `${kpi} ${place} ${period}`
          expect([line, seenInStatus(await talk().say(`status ${line}`))]).toEqual([line, seen])
          if (place === 'all') continue
          const [row] = seenInTable(await talk().say(`compare ${line}`)).values()
          if (row) expect([line, row]).toEqual([line, { value: seen.value, change: seen.change }])
        }
      }),
      settings,
    )
  })

  it('in a comparison of stores, whose sum is the total', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async world => {
        await build(world)
        fc.pre(inOnePeriod())
        for (const period of ['mtd', 'this week', '2026-11-20', '2026-11-10..2026-11-24']) {
          const table = seenInTable(await talk().say(`compare sales all ${period}`))
          let sum = 0
          for (const [index, place] of places.slice(1).entries()) {
            const figure = await apiFigure('sales', place, period)
            sum += Math.round((figure.value ?? 0) * 100)
            const { reached, ...told } = seenInApi(figure)
            const row = table.get(`Shop${index + 1}`)
            const judged = row?.reached === undefined ? {} : { reached }
            expect([place, period, row]).toEqual([place, period, { ...told, ...judged, reached: row?.reached ?? '–' }])
          }
          const total = await apiFigure('sales', 'all', period)
          const unshared = world.ownTarget && !world.storeTargets
          if (!unshared && total.value !== null) expect([period, Math.round(total.value * 100)]).toEqual([period, sum])
        }
      }),
      settings,
    )
  })

  it('in a trend, in the picture of all KPIs, and in the daily post', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async world => {
        await build(world)
        for (const period of ['mtd', '2026-11-10..2026-11-24']) {
          const [trend, status] = [
            await talk().say(`trend sales all ${period}`),
            await talk().say(`status sales all ${period}`),
          ]
          // On the first of a month its days so far are one day, of which a trend shows the thirty before
          if (period === 'mtd' && zones.some(zone => localDay(now, zone).endsWith('-01'))) continue
          expect(ofType(trend, 'text')[0]?.text).toEqual(ofType(status, 'text')[0]?.text)
        }
        await agreeingPicture('2026-11-19')
        if (inOnePeriod() && world.storeTargets) await agreeingPost()
      }),
      settings,
    )
  })
})

async function agreeingPicture(period: string) {
  const card = await talk().say(`status all ${period}`)
  const [table] = [seenInTable(card)]
  const picture = ofType(card, 'image')[0]?.picture
  const data = picture?.data as { readonly panels?: readonly OverviewPanel[] } | undefined
  for (const { label, value, attainment, change } of data?.panels ?? []) {
    const row = table.get(label.en)
    if (value === null || !row) continue
    expect([label.en, attainment === null ? '–' : attainmentText(attainment).en]).toEqual([label.en, row.reached])
    expect([label.en, change.value === null]).toEqual([label.en, row.change === '–'])
  }
}

/** The month of each store, as a status says it. */
async function agreeingPost() {
  const text = textOf(await talk().say('digest all'))
  for (const [index, place] of places.slice(1).entries()) {
    const { attainment } = await apiFigure('sales', place, 'mtd')
    const line = text.split('\n').find(one => one.startsWith(`Shop${index + 1}:`) && one.includes('of plan'))
    if (attainment !== null && line)
      expect([place, line]).toEqual([place, expect.stringContaining(`: ${attainmentText(attainment).en} of plan`)])
  }
}
