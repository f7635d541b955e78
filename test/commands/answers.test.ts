import { beforeAll, expect, it } from 'vitest'
import { compare } from '#commands/figures/compare.ts'
import { exportFigures } from '#commands/figures/export.ts'
import { status } from '#commands/figures/status.ts'
import { trend } from '#commands/figures/trend.ts'
import { why } from '#commands/figures/why.ts'
import { note } from '#commands/planning/note.ts'
import { target } from '#commands/planning/target.ts'
import { listTargets } from '#src/features/targets/store/targets.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, buttonsOf, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const commands = [status, trend, compare, why, exportFigures, target, note]
/** Noon of 1 December in New York: November is over. */
const closed = talkTo(db, commands, new Date('2017-12-01T17:00:00Z'))
/** Noon of 21 November: twenty days of the month are over. */
const running = talkTo(db, commands, new Date('2017-11-21T17:00:00Z'))

beforeAll(async () => {
  await addPerson(db, 'Owner')
  await addPerson(db, 'Viewer', { role: 'viewer' })
  await addPerson(db, 'Westerner', { role: 'operator', scope: ['store:west'] })
  const west = await addStore(db, 'west')
  const east = await addStore(db, 'east')
  await addDays(db, west.id, ['2017-10-01', '2017-11-30'], {
    net_sales: 100_000,
    orders: 10,
    sessions: 500,
    ad_spend: 3000,
    ad_sales: 10_000,
  })
  await addDays(db, east.id, ['2017-10-01', '2017-11-30'], { net_sales: 50_000, orders: 10, sessions: 400 })
})

it('answers sales of a store in a month against its target', async () => {
  await closed.say('target sales east 2017-11 20000')

  const text = textOf(await closed.say('status sales east 2017-11'))

  expect(text).toContain('Sales reached 75% of target ($15,000.00 of $20,000.00)')
})

it('shows yesterday at all stores as a table when nothing is named', async () => {
  const card = await closed.say('status')

  expect(card.title.en).toBe('All stores · Thu, Nov 30, 2017')
  expect(card.blocks.some(block => block.type === 'table')).toBe(true)
  expect(textOf(card)).toContain('$1,500.00')
})

it('adds rates up as sums over sums', async () => {
  const text = textOf(await closed.say('status conversion rate 2017-11'))

  expect(text).toContain(`${((600 / 27_000) * 100).toFixed(2)}%`)
})

it('understands the same question in Chinese and Japanese', async () => {
  const chinese = await closed.say('状态 销售额 east 2017-11')
  const japanese = await closed.say('状況 売上 east 2017-11')

  expect(textOf(chinese)).toContain('$15,000.00')
  expect(textOf(japanese)).toBe(textOf(chinese))
})

it('speaks only of the stores that the caller may see', async () => {
  const text = textOf(await closed.say('status sales 2017-11', 'westerner@example.com'))

  expect(text).toContain('$30,000.00')
  expect(text).not.toContain('$45,000.00')
})

it('draws a trend with target and the note beside it', async () => {
  await closed.say('target sales west 2017-11 50000')
  await closed.say('note west sales 11/3-11/5 "Typhoon, carrier stopped"')

  const card = await closed.say('trend sales west 2017-11')
  const image = card.blocks.find(block => block.type === 'image')

  expect(image?.picture).toMatchObject({
    drawing: 'trend',
    data: { notes: [{ from: '2017-11-03', to: '2017-11-05', text: 'Typhoon, carrier stopped', author: 'Owner' }] },
  })
  expect(image?.picture.data).toMatchObject({
    target: expect.arrayContaining([{ day: '2017-11-30', value: expect.any(Number) }]),
  })
})

it('shows thirty days where a trend names no period', async () => {
  const card = await closed.say('trend orders west')
  const image = card.blocks.find(block => block.type === 'image')

  expect(image?.picture.data).toMatchObject({ lines: [{ points: { length: 30 } }, {}] })
})

it('compares the stores of the caller', async () => {
  const text = textOf(await closed.say('compare sales 2017-11'))

  expect(text).toContain('West leads with $30,000.00; East is last with $15,000.00')
})

it('compares two months, the later one first', async () => {
  const text = textOf(await closed.say('compare sales west 2017-10 2017-11'))

  expect(text).toContain('Sales: $30,000.00 in Nov 2017, $31,000.00 in Oct 2017 (▼ 3.2%)')
})

it('sets a target for the running month, says what it replaced and how the month stands', async () => {
  await running.say('target orders east 400 weight 30')

  const text = textOf(await running.say('target orders east 360'))

  expect(text).toContain('Orders target is now 360 per month, it was 400')
  expect(text).toContain('Expected by now')
  expect(text).toContain('Weight\n30')
})

it('keeps a past month judged by the target it had', async () => {
  await closed.say('target orders west 2017-10 300')
  await closed.say('target orders west 2017-11 600')

  const october = textOf(await closed.say('status orders west 2017-10'))

  expect(october).toContain('Orders reached 103% of target (310 of 300)')
})

it('asks whether a bare 8 means 8% and types it when the button is pressed', async () => {
  const asked = await closed.say('target acos west 2017-11 25')

  const [line] = buttonsOf(asked)
  const set = textOf(await closed.say(line ?? ''))

  expect(textOf(asked)).toContain('Do you mean 25%?')
  expect(set).toContain('ACoS target is now ≤ 25% per month')
})

it('sets a band', async () => {
  const text = textOf(await closed.say('target stock_cover_days west 2017-11 30-60'))

  expect(text).toMatch(/30 days to 60 days/)
})

it('lists targets and removes one', async () => {
  await closed.say('target units east 2017-12 77')
  const before = textOf(await closed.say('target list east'))

  await closed.say('target remove units east')
  const after = textOf(await closed.say('target list east'))

  expect(before).toContain('77')
  expect(after).not.toContain('77')
  expect((await listTargets(db, { kpiIds: ['units'] })).map(one => one.withdrawn)).toEqual([false, true])
})

it('does not let a viewer set targets, nor anybody set them for stores they do not see', async () => {
  const viewer = textOf(await closed.say('target sales west 5', 'viewer@example.com'))
  const partly = textOf(await closed.say('target sales all 5', 'westerner@example.com'))

  expect(viewer).toContain('operator')
  expect(partly).toContain('You see only 1 of 2 stores')
})

it('asks with buttons which store a note is about when the caller has several', async () => {
  const card = await closed.say('note "Carrier strike"')

  expect(buttonsOf(card)).toEqual(['note add east "Carrier strike"', 'note add west "Carrier strike"'])
})

it('takes yesterday and the only store where a note names neither', async () => {
  const text = textOf(await closed.say('note "Server was down"', 'westerner@example.com'))

  expect(text).toContain('West, Thu, Nov 30')
})

it('asks for quotes and offers the line with them', async () => {
  const card = await closed.say('note west yakety schmakety')

  expect(buttonsOf(card)).toEqual(['note add west "yakety schmakety"'])
})

it('keeps what people write as it is, whatever a platform would make of it', async () => {
  const hostile = '<!channel> <at id=all></at> @all *x* =HYPERLINK(1) {place}'

  const text = textOf(await closed.say(`note east 2017-11-07 "${hostile}"`))

  expect(text).toContain(hostile)
})

it('lets only the author or a manager remove a note, and only one they can see', async () => {
  const saved = await closed.say('note east 2017-11-09 "Mine"')
  const line = buttonsOf(saved).find(one => one.startsWith('note remove')) ?? ''

  const unseen = textOf(await closed.say(line, 'westerner@example.com'))
  const removed = textOf(await closed.say(line))
  const gone = textOf(await closed.say(line))

  expect(unseen).toContain('There is no note')
  expect(removed).toContain('Note removed')
  expect(gone).toContain('There is no note')
})

it('types lines with its buttons that it understands itself', async () => {
  const card = await closed.say('status sales 2017-11')
  const lines = buttonsOf(card).filter(line => !line.includes('{') && !line.startsWith('help'))

  for (const line of lines) expect(textOf(await closed.say(line))).not.toContain('do not know')

  expect(lines).toContain('trend sales all 2017-11')
})

it('says from when the latest data is when the period asked about has none', async () => {
  const later = talkTo(db, commands, new Date('2026-11-21T17:00:00Z'))

  const card = await later.say('status west')

  expect(textOf(card)).toContain('The latest data is from Thu, Nov 30, 2017.')
  expect(buttonsOf(card)[0]).toBe('status west 2017-11')
})

it('compares a running month with as many days of the one before', async () => {
  const text = textOf(await running.say('compare sales west 2017-11 2017-10'))

  expect(text).toContain('Sales: $20,000.00 in Nov 2017 to Nov 20, $20,000.00 in Oct 2017 to Oct 20')
})

it('draws the thirty days up to the newest data where the last thirty are empty', async () => {
  const later = talkTo(db, commands, new Date('2026-11-21T17:00:00Z'))

  expect((await later.say('trend sales west')).title.en).toContain('Nov 1 – Nov 30, 2017')
})
