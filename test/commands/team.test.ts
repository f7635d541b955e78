import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { listStores } from '#src/features/stores/index.ts'
import { leadersOf, ledBy, listTeams } from '#src/features/teams/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { addPerson, addStore, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const { say } = talkTo(db, commands, new Date('2026-11-21T15:00:00Z'))
const ids: Record<string, number> = {}

beforeAll(async () => {
  await addStore(db, 'west')
  await addStore(db, 'tokyo', { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo', platform: 'rakuten' })
  for (const [name, role] of [
    ['Owner', 'administrator'],
    ['Mei', 'manager'],
    ['Ken', 'operator'],
    ['Yuki', 'operator'],
    ['Ann', 'viewer'],
  ] as const)
    ids[name] = await addPerson(db, name, { role })
})

async function storeNamed(slug: string) {
  const store = (await listStores(db)).find(one => one.slug === slug)
  if (!store) throw new Error('There is no such store')
  return store
}

describe('team', () => {
  it('has a leader, members and stores, and is seen by them and administrators alone', async () => {
    const made = await say('team add "Japan" leader @Mei @Ken tokyo')

    expect(textOf(made)).toContain('Mei')
    expect(textOf(made)).toContain('Ken')
    expect(textOf(made)).toContain('Tokyo')
    expect(textOf(await say('team', 'ken@example.com'))).toContain('Japan')
    expect(textOf(await say('team', 'yuki@example.com'))).toContain('no teams yet')
  })

  it.each([
    ['zh-CN', '团队 添加 “美国组” 负责人 @Mei @Yuki west'],
    ['ja', 'チーム 追加 「米国」 リーダー @Mei @Yuki west'],
  ])('is made in %s, too', async (_locale, line) => {
    await say(line)

    const made = (await listTeams(db, '2026-11-21', false)).at(-1)
    expect(made).toMatchObject({ leader: { name: 'Mei' }, members: [{ name: 'Yuki' }], places: ['store:west'] })
  })

  it('is changed by its leader, not by other managers', async () => {
    await addPerson(db, 'Bo', { role: 'manager' })

    expect(textOf(await say('team join "Japan" @Yuki', 'bo@example.com'))).toContain('no team')
    expect(textOf(await say('team join "Japan" @Yuki', 'mei@example.com'))).toContain('Yuki')
    expect(textOf(await say('team leave "Japan" @Yuki', 'mei@example.com'))).not.toContain('Yuki')
  })

  it('keeps who led whom when', async () => {
    const ken = ids.Ken ?? 0
    const mei = ids.Mei ?? 0

    expect(await leadersOf(db, ken, '2026-11-21')).toEqual([{ id: mei, name: 'Mei' }])
    expect(await leadersOf(db, mei, '2026-11-21')).toEqual([])
    await say('team add "Both" leader @Owner @Ken west')
    const named = async (slug: string) =>
      (await leadersOf(db, ken, '2026-11-21', [await storeNamed(slug)])).map(({ name }) => name)
    expect([await named('tokyo'), await named('west')]).toEqual([['Mei'], ['Owner']])
    expect(await ledBy(db, mei, ken, '2026-11-01', '2026-11-30')).toBe(true)
    expect(await ledBy(db, mei, ken, '2026-10-01', '2026-10-31')).toBe(false)
  })

  it.each([
    ['team add "Japan" leader @Mei @Ken tokyo', 'already'],
    ['team add "Nameless stores" leader @Mei @Ken', 'Name the stores'],
    ['team add "Odd" chief @Mei tokyo', 'chief'],
    ['team join "Nobody" @Ken', 'no team'],
    ['team change "Japan"', 'Say what changes'],
  ])('refuses “%s” in words', async (line, words) => {
    expect(textOf(await say(line))).toContain(words)
  })
})
