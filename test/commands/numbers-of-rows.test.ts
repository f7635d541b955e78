import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { namedNumber, rowNumber } from '#src/contracts/row-number.ts'
import { testDatabase } from '#test/support/database.ts'
import { addPerson, addStore, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const { say } = talkTo(db, commands, new Date('2026-11-20T20:00:00Z'))

beforeAll(async () => {
  await addPerson(db, 'Owner', { role: 'administrator' })
  await addStore(db, 'west')
})

/** Every way to name something by its number. */
const lines = [
  ...[
    'undo N',
    'ack N',
    'alerts N',
    'resolve N',
    'snooze N 2h',
    'wake N',
    'why N',
    'mute end N',
    'rule stop N',
    'rule tune N',
  ],
  ...['share revoke N', 'share log N', 'review label N product', 'review import N', 'note remove N', 'event remove N'],
  ...[
    'event move N 12/1-12/4',
    'digest stop N',
    'sources undo N',
    'import forget N',
    'action done N "x"',
    'action drop N "x"',
  ],
  ...[
    'action move N until Friday',
    'target approve N',
    'target reject N "x"',
    'target proposals N',
    'target withdraw N',
  ],
  ...[
    'reconcile accept N',
    'reconcile pull N',
    'reconcile file N',
    'board share N',
    'board remove N',
    'health retry N',
  ],
  ...['export stop N', 'score object N "x"', 'ack group N', 'rating N 4'],
]

describe('a number that no row can have is answered in words', () => {
  it.each(lines)('%s', async line => {
    for (const number of ['99999999999', '2147483648', '#99999999999', '2.5', '0', '-3']) {
      const card = await say(line.replace('N', number)) // a bug is thrown

      expect(textOf(card).length).toBeGreaterThan(0)
    }
  })

  it('which is named', async () => {
    expect(textOf(await say('action done 99999999999 "x"'))).toContain('Nothing has the number 99999999999')
  })
})

it.each([
  ['1', 1],
  ['2147483647', 2_147_483_647],
  ['2147483648', null],
  ['0', null],
  ['-1', null],
  ['1.5', null],
  ['1e3', null],
  ['', null],
  [undefined, null],
])('the number of a row in %j is %j', (text, number) => {
  expect(rowNumber(text)).toBe(number)
})

it('takes the number with its sign before one without', () => {
  const amounts = [{ value: 3 }] as never

  expect(namedNumber({ ids: [12], amounts })).toBe(12)
  expect(namedNumber({ ids: [], amounts })).toBe(3)
  expect(namedNumber({ ids: [], amounts: [] })).toBeUndefined()
})
