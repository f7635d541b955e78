import { beforeEach, describe, expect, it } from 'vitest'
import { countReadable, rekey } from '#src/platform/bot-services/rekey.ts'
import { createVault, wrongKey } from '#src/platform/bot-services/vault.ts'
import { testDatabase } from '#test/support/database.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const keys = {
  previous: 'the key before, of thirty-two characters',
  current: 'the key after, of thirty-two characters!',
}
const other = 'a key that nobody has, of thirty-two chars'
const owners = ['connector/amazon', 'connector/rakuten', 'slack', 'connect-page']

beforeEach(async () => {
  await truncate(db, 'vault')
  for (const owner of owners) {
    const vault = createVault(db, owner, keys.previous) // its key takes long to derive
    for (let at = 0; at < 5; at += 1) await vault.put(`n${at}`, `secret ${owner} ${at}`)
  }
})

async function all(key: string) {
  const values = await Promise.all(owners.map(owner => createVault(db, owner, key).find('n3')))
  return values.join()
}

describe('changing the secret key', () => {
  it('seals every value again, says how many, and does nothing the second time', async () => {
    const before = await all(keys.previous)

    expect(await rekey(db, keys)).toEqual({ done: 20, already: 0, unreadable: [] })
    expect(await rekey(db, keys)).toEqual({ done: 0, already: 20, unreadable: [] })

    expect(await all(keys.current)).toBe(before)
    await expect(all(keys.previous)).rejects.toThrow(wrongKey.en)
  })

  it('goes on where a value was sealed with the new key meanwhile', async () => {
    await createVault(db, 'slack', keys.current).put('n1', 'newer')

    expect(await rekey(db, keys)).toEqual({ done: 19, already: 1, unreadable: [] })
    expect(await createVault(db, 'slack', keys.current).find('n1')).toBe('newer')
  })

  it('changes nothing where a value opens with neither key, unless it may be left', async () => {
    await createVault(db, 'slack', other).put('lost', 'x')

    expect(await rekey(db, keys)).toEqual({ done: 0, already: 0, unreadable: ['slack/lost'] })
    expect(await countReadable(db, keys.previous)).toEqual({ readable: 20, all: 21 })
    expect(await rekey(db, keys, { leaveUnreadable: true })).toEqual({
      done: 20,
      already: 0,
      unreadable: ['slack/lost'],
    })
  })

  it('is all or nothing, and two processes at once do it once', async () => {
    const both = await Promise.all([rekey(db, keys), rekey(db, keys)])

    expect(both.map(one => one.done).sort((a, b) => a - b)).toEqual([0, 20])
    expect(await countReadable(db, keys.current)).toEqual({ readable: 20, all: 20 })
  })
})
