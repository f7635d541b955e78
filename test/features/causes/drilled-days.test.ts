import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import type { Command, CommandAnswer } from '#src/contracts/command.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, buttonsOf, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const answers: CommandAnswer[] = []

/** The command, keeping what it answered. */
function kept(command: Command): Command {
  return {
    ...command,
    run: async (words, context) => {
      const answer = await command.run(words, context)
      answers.push(answer)
      return answer
    },
  }
}

beforeAll(async () => {
  await addPerson(db, 'Owner', { role: 'administrator' })
  await addPerson(db, 'Scoped', { role: 'operator', scope: ['market:jp'] })
  const tokyo = await addStore(db, 'tokyo', { market: 'jp', timeZone: 'Asia/Tokyo' })
  const york = await addStore(db, 'york')
  const osaka = await addStore(db, 'osaka', { market: 'jp', timeZone: 'Asia/Tokyo' })
  await addDays(db, osaka.id, ['2026-09-01', '2026-09-20'], { net_sales: 100_00 })
  for (const [month, sales] of [
    ['2026-09', 100_00],
    ['2026-10', 140_00],
    ['2026-11', 90_00],
  ] as const) {
    const last = month === '2026-10' ? 31 : 30
    for (let day = 1; day <= last; day += 1) {
      const date = `${month}-${String(day).padStart(2, '0')}`
      await addDays(db, tokyo.id, [date, date], { net_sales: sales + day * 100, orders: 9 })
      await addDays(db, york.id, [date, date], { net_sales: 2 * sales + day * 100, orders: 9 })
    }
  }
})

/** The rows of the last answer, as records. */
function rows(): readonly Record<string, unknown>[] {
  const [table] = answers.at(-1)?.tables?.() ?? []
  return (table?.rows ?? []).map(row =>
    Object.fromEntries((table?.columns ?? []).map(({ id }, at) => [id, row[at] ?? null])),
  )
}

describe('a store that a button leads to from stores in several zones', () => {
  it.each([
    ['2026-11-30T20:00:00Z', 'why sales this month except osaka'],
    ['2026-11-30T02:00:00Z', 'why sales this month except osaka'],
    ['2026-11-15T20:00:00Z', 'why sales this month except osaka'],
    ['2026-11-15T20:00:00Z', 'why sales this week except osaka'],
    ['2026-11-15T20:00:00Z', 'why sales 30d except osaka'],
    ['2026-11-15T20:00:00Z', 'why sales this month mom except osaka'],
    ['2026-11-14T20:00:00Z', 'why sales 2026-11-01..2026-11-15 except osaka'],
    ['2026-12-01T02:00:00Z', 'why sales 2026-11 except osaka'],
    ['2026-11-30T20:00:00Z', 'why sales 2026-10 except osaka'],
  ])('has there what it has in the answer, of the same days: %s %s', async (moment, line) => {
    const talk = talkTo(db, commands.map(kept), new Date(moment))
    const card = await talk.say(line)
    const parts = rows().filter(({ part }) => String(part).startsWith('market:'))
    const drills = buttonsOf(card).filter(button => /^why sales market:/.test(button))

    expect([line, drills.length, parts.length]).toEqual([line, 2, 2])
    for (const button of drills) {
      const part = parts.find(({ part: id }) => id === button.split(' ')[2])
      await talk.say(button)
      const whole = rows().find(({ by }) => by === 'total')
      const told = [whole?.compared_before ?? whole?.before, whole?.compared_value ?? whole?.value]
      expect([button, ...told]).toEqual([button, part?.before, part?.value])
    }
  })
})

it('a button of a month that runs tells the same days when it is pressed later', async () => {
  const buttons = buttonsOf(
    await talkTo(db, commands, new Date('2026-11-15T20:00:00Z')).say('why sales this month except osaka'),
  ).filter(button => /^why sales market:/.test(button))
  const press = (moment: string) =>
    Promise.all(buttons.map(async button => textOf(await talkTo(db, commands, new Date(moment)).say(button))))
  const days = (texts: readonly string[]) => texts.map(text => /Days compared: [^\n]*/.exec(text)?.[0])

  expect(days(await press('2026-11-27T20:00:00Z'))).toEqual(days(await press('2026-11-16T20:00:00Z')))
  expect(days(await press('2026-11-27T20:00:00Z'))[0]).toBe('Days compared: Nov 1 – 15 with Oct 1 – 15.')
})

describe('data that did not come', () => {
  it.each(['owner@example.com', 'scoped@example.com'])('is told by why as by status: %s', async who => {
    const talk = talkTo(db, commands, new Date('2026-11-30T20:00:00Z'))
    for (const line of ['sales osaka last week', 'sales osaka 2026-09-25', 'ad_spend jp last week']) {
      const [shown, asked] = [await talk.say(`status ${line}`, who), await talk.say(`why ${line}`, who)]
      const told = textOf(shown)
        .split('\n')
        .filter(text => /latest data|Data came|does not tell|by itself|missing/.test(text))

      expect([line, told.length > 0]).toEqual([line, true])
      for (const text of told) expect(textOf(asked)).toContain(text)
      const months = (card: typeof shown) =>
        buttonsOf(card)
          .filter(button => / 2026-\d\d$/.test(button))
          .map(button => button.split(' ').at(-1))
      expect([line, months(asked)[0]]).toEqual([line, months(shown)[0]])
    }
  })
})
