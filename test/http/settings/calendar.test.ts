import { expect, it } from 'vitest'
import { shiftDays, weekday } from '#src/domain/days.ts'
import { listEvents } from '#src/features/annotations/index.ts'
import { weeksOf } from '#src/http/settings/calendar/month-grid.ts'
import { addPerson, addStore } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'
import { filled, office } from './office.ts'

const { db, signedIn, audited, faults } = await office(async db => {
  await truncate(db, 'notes restart identity cascade')
  await addStore(db, 'west')
  await addStore(db, 'tokyo', { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' })
  await addPerson(db, 'Owner', { role: 'administrator' })
  await addPerson(db, 'Ken', { role: 'operator', scope: ['store:west'] })
})
const path = '/settings/calendar?month=2026-11'
const sale = {
  't.name': 'Black "Friday"',
  'v.place': 'market:us',
  'v.from': '2026-11-27',
  'v.to': '2026-11-30',
  'v.kind': 'sale',
  'v.factor': '3.5',
}

async function press(as: string, line: string, typed: Readonly<Record<string, string>> = {}) {
  const browser = await signedIn(as)
  return browser.post(path, filled((await browser.get(path)).body, line, typed))
}

const events = async () =>
  (await listEvents(db, '2026-01-01', '2027-12-31')).map(({ name, fromDay, toDay, factor }) => [
    name,
    fromDay,
    toDay,
    factor,
  ])

it('adds, moves, removes and takes back an event, each by its line', async () => {
  await press('Owner', 'event add', { ...sale, 'v.place': 'west' })
  expect(await events()).toEqual([['Black ”Friday”', '2026-11-27', '2026-11-30', 3.5]])
  const page = (await (await signedIn('Owner')).get(path)).body
  expect(page.match(/href="#e-1"/g)).toHaveLength(4)
  await press('Owner', 'event move #1', { 'v.from': '2026-11-20', 'v.to': '2026-11-20' })
  expect(await events()).toEqual([['Black ”Friday”', '2026-11-20', '2026-11-20', 3.5]])
  const removed = await press('Owner', 'event remove #1')
  expect(await events()).toEqual([])
  const browser = await signedIn('Owner')
  const own = /name="form" value="([^"]+)"/.exec((await browser.get('/account')).body)?.[1] ?? ''
  await browser.post(path, { ...filled(removed.body, 'undo '), form: own })
  expect(await events()).toHaveLength(1)
  expect((await audited()).map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok', 'ok'])
  expect(faults).toEqual([])
})

it('refuses a day that is missing and keeps what was typed', async () => {
  await press('Owner', 'event add', { ...sale, 'v.place': 'west' })
  const wrong = await press('Owner', 'event move #1', { 'v.from': '2026-11-20', 'v.to': '' })
  expect(wrong.statusCode).toBe(422)
  expect(wrong.body).toContain('value="2026-11-20"')
  expect((await events())[0]?.[1]).toBe('2026-11-27')
})

it('shows holidays of Japan, the US and China, working days in exchange, and notes of stores in sight', async () => {
  await press('Owner', 'note add', { 't.text': 'Typhoon <b>', 'v.kpi': '', 'v.store': 'tokyo', 'v.day': '2026-11-05' })
  await press('Owner', 'note add', { 't.text': 'Strike', 'v.kpi': 'sales', 'v.store': 'west', 'v.day': '2026-11-06' })
  const own = (await (await signedIn('Owner')).get(path)).body
  const ken = (await (await signedIn('Ken')).get(path)).body
  expect(own).toContain('Thanksgiving')
  expect(own).toContain('Typhoon &lt;b&gt;')
  expect([ken.includes('Typhoon'), ken.includes('Strike'), ken.includes('event add')]).toEqual([false, true, false])
  expect((await (await signedIn('Owner')).get('/settings/calendar?month=2026-10&lang=zh-CN')).body).toMatch(
    /国庆节[\s\S]*调休上班/,
  )
})

it('takes any month, and shows this one for what is none', async () => {
  const browser = await signedIn('Owner')
  for (const month of ['2026-13', 'x', '0001-01', '9999-12', '2026-02-30', '../'])
    expect([month, (await browser.get(`/settings/calendar?month=${encodeURIComponent(month)}`)).statusCode]).toEqual([
      month,
      200,
    ])
  expect((await browser.get('/settings/calendar?day=2026-12-24')).body).toMatch(/name="v\.from" value="2026-12-24"/)
})

it('lays weeks from Monday to Sunday around every month', () => {
  for (let first = '2024-01-01'; first < '2029-01-01'; first = `${shiftDays(first, 32).slice(0, 7)}-01`) {
    const last = shiftDays(`${shiftDays(first, 32).slice(0, 7)}-01`, -1)
    const days = weeksOf(first, last).flat()
    expect(days.every((day, at) => at === 0 || day === shiftDays(days[at - 1] ?? '', 1))).toBe(true)
    expect([weekday(days[0] ?? ''), weekday(days.at(-1) ?? '')]).toEqual([1, 7])
    expect([days.includes(first), days.includes(last), days.length <= 42]).toEqual([true, true, true])
  }
})
