import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import type { Action, Card } from '#src/chat/card.ts'
import type { Command } from '#src/contracts/command.ts'
import type { Period } from '#src/domain/period/index.ts'
import { holds, placeKey } from '#src/domain/place.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, talkTo } from '#test/support/talk.ts'

/** What an answer was about, as its command was asked. */
interface Asked {
  readonly verb: string
  readonly kpis: readonly string[]
  /** Stores that count: those that the caller sees and that the line names. */
  readonly stores: readonly string[]
  readonly out: readonly string[]
  readonly outDays: readonly string[]
  readonly periods: readonly Period[]
}

const { db } = await testDatabase()
const asked: Asked[] = []
const talk = talkTo(db, commands.map(watched), new Date('2026-11-24T12:00:00Z'))

/** The command, writing down what it was asked about. */
function watched(command: Command): Command {
  return {
    ...command,
    run: (words, context) => {
      const { places, except = [], exceptDays = [], periods } = words
      const named = context.caller.stores.filter(one => places.length === 0 || places.some(place => holds(place, one)))
      asked.push({
        verb: command.name,
        kpis: words.kpis.map(({ id }) => id),
        stores: named.map(({ slug }) => slug),
        out: except.map(placeKey),
        outDays: exceptDays.map(({ from, to }) => `${from}..${to}`),
        periods,
      })
      return command.run(words, context)
    },
  }
}

beforeAll(async () => {
  await addPerson(db, 'Owner', { role: 'administrator' })
  const at = { market: 'jp', timeZone: 'Asia/Tokyo' }
  const stores = [
    await addStore(db, 'west', { platform: 'amazon' }),
    await addStore(db, 'east', { platform: 'rakuten', ...at }),
    await addStore(db, 'north', { platform: 'amazon', ...at }),
    await addStore(db, 'south', { platform: 'yahoo', ...at }),
  ]
  for (const [index, { id }] of stores.entries()) {
    const whole = { net_sales: (index + 1) * 1000_00, orders: 20, units: 30, sessions: 400, ad_spend: 5_00 }
    await addDays(db, id, ['2026-09-01', '2026-11-15'], whole)
    await addDays(db, id, ['2026-11-16', '2026-11-23'], { ...whole, net_sales: (index + 2) * 700_00, orders: 14 })
    await addDays(db, id, ['2026-09-01', '2026-11-23'], { net_sales: 300_00, units: 9 }, 'CUP-2')
    await db.execute(sql`insert into skus values (${id}, 'CUP-2', 'Cup')`)
  }
})

const lines: readonly string[] = [
  'status sales last week except rakuten',
  'status last week except rakuten',
  'status 2026-11-22 except east',
  '状态 销售额 上周 除了乐天',
  '楽天を除く 売上 先週',
  'status sales jp last week except rakuten, yahoo',
  'status sales market:jp last week',
  'status sales platform:amazon 2026-10',
  'trend sales 30d except rakuten',
  'trend sales 2026-10 jp without south',
  'why sales last week except rakuten',
  'why sales jp last week except yahoo',
  'why sales west last week',
  'forecast sales this month except rakuten',
  'forecast sales 2026-10 except jp',
  'compare sales last week except rakuten',
  'compare sales west 2026-10 2026-09 except rakuten',
  'compare 2026-10 2026-09 except rakuten',
  'top stores sales last week except rakuten',
  'top markets sales last week except rakuten',
  'top platforms sales last week except jp',
  'status sales last week except 2026-11-18',
  'status sales jp last week except rakuten except 2026-11-18',
  'why sales last week except 2026-11-18',
  'trend sales 2026-10 except 10-01..10-10',
  'status sales north last week without north/CUP-2',
  'status sales last week without CUP-2',
  'why sales last week without CUP-2',
]

/** Buttons whose lines are about figures of places; the others explain, subscribe and so on. */
const aboutFigures = /^(status|trend|why|compare|forecast|top|target|note|export) /

async function pressed(action: Action): Promise<Asked> {
  const values: Record<string, string> = { value: '5', owner: '', text: 'x', from: '2026-11-16', to: '2026-11-17' }
  const line = action.line.replace(/\{(\w+)\}/g, (_gap, name: string) =>
    name === 'text' ? `"${values[name]}"` : (values[name] ?? ''),
  )
  asked.length = 0
  const { refused } = await talk.ask(line)
  expect([line, refused?.en]).toEqual([line, undefined])
  const [outer] = asked
  const found = outer?.verb === 'export' ? asked.at(-1) : outer
  if (!found) throw new Error(`“${line}” ran nothing`)
  return found
}

function actionsOf(cards: readonly Card[]): readonly Action[] {
  return cards.flatMap(card => card.blocks.flatMap(block => (block.type === 'actions' ? block.actions : [])))
}

describe('every button of an answer is about what the answer is about', () => {
  it.each(lines)('%s', async line => {
    asked.length = 0
    const cards = await talk.sayAll(line)
    const [answer] = asked
    if (!answer) throw new Error('nothing was asked')

    const buttons = actionsOf(cards).filter(action => aboutFigures.test(action.line))
    expect(buttons.length).toBeGreaterThan(1)
    for (const button of buttons) {
      const about = await pressed(button)
      const wider = button.label.en.startsWith('↑')
      const more = about.stores.filter(slug => !answer.stores.includes(slug))
      expect([button.line, wider ? [] : more]).toEqual([button.line, []])
      const left = about.out.length > 0 || answer.out.every(out => !out.includes('/sku:'))
      expect([button.line, left || !about.stores.includes('north')]).toEqual([button.line, true])
      if (!/^(target|note) /.test(button.line))
        expect([button.line, about.outDays]).toEqual([button.line, answer.outDays])
    }
  })
})

describe('the buttons that ask the same question otherwise keep its places, KPI and days', () => {
  it.each([
    ['status sales market:jp last week', ['trend', 'why', 'compare', 'export']],
    ['status sales last week except rakuten', ['trend', 'why', 'compare', 'export']],
    ['status sales 2026-11-10', ['why', 'compare', 'export']],
    ['trend sales market:jp 2026-10 except rakuten', ['status', 'why', 'export']],
    ['why sales market:jp 2026-10 except rakuten', ['trend']],
    ['forecast sales market:jp 2026-10 except rakuten', ['status', 'why']],
  ])('%s: %s', async (line, verbs) => {
    asked.length = 0
    const cards = await talk.sayAll(line)
    const [answer] = asked

    for (const verb of verbs) {
      const button = actionsOf(cards).findLast(action => action.line.startsWith(`${verb} `))
      if (!button) throw new Error(`no button “${verb}”`)
      const { stores, kpis, periods } = await pressed(button)
      expect([verb, stores, kpis, periods[0]]).toEqual([verb, answer?.stores, answer?.kpis, answer?.periods[0]])
    }
  })

  it('a trend reached from a single day ends with that day', async () => {
    const button = actionsOf(await talk.sayAll('status sales 2026-10-10')).find(one => one.line.startsWith('trend '))
    if (!button) throw new Error('no button')

    const { periods } = await pressed(button)

    expect(periods[0]?.to).toBe('2026-10-10')
  })
})
