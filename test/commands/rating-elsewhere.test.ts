import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { ratings as job } from '#jobs/ratings.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { link } from '#src/features/people/store/people.ts'
import { testDatabase } from '#test/support/database.ts'
import { addPerson, addStore, talkTo, textOf } from '#test/support/talk.ts'
import { silentLog } from '#test/support/waiting.ts'

const { db } = await testDatabase()
const now = new Date('2026-11-16T17:00:00Z')
const say = (line: string, as: string) => talkTo(db, commands, now).say(line, `${as}@example.com`)

beforeAll(async () => {
  for (const slug of ['harbor', 'lakeside', 'summit']) await addStore(db, slug)
  await addPerson(db, 'Owner', { role: 'administrator' })
  const personId = await addPerson(db, 'Yuki', { role: 'operator', scope: ['store:lakeside'] })
  await link(db, { messenger: 'fake', workspace: '', externalId: 'yuki', personId })
  await say('rating plan packaging harbor @Yuki monthly', 'owner')
  const figures = createFigures(db)
  const parts = { db, figures, catalog: figures.catalog, now: () => now, log: silentLog }
  await job.run(null, { ...parts, signal: new AbortController().signal, enqueue: () => Promise.resolve() })
})

describe('a rater who does not see the store', () => {
  it.each([
    'rating packaging harbor 4 5 "box dented"',
    '打分 packaging Harbor 3 5 “压坏了”',
    '採点 梱包 harbor 2 5 「つぶれていた」',
  ])('answers the round that asks them by a line: %s', async line => {
    expect(textOf(await say(line, 'yuki'))).toMatch(/Harbor/)
    expect(textOf(await say('rating show packaging harbor', 'owner'))).toMatch(/1 of 1/)
  })

  it('is refused at a store that asked them nothing', async () => {
    expect(textOf(await say('rating packaging summit 4', 'yuki'))).toContain('nothing was done')
  })
})
