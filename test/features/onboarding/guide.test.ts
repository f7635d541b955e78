import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { doneSteps, nextStep, type StepId, stepIds } from '#src/features/onboarding/steps.ts'
import { createPerson, link } from '#src/features/people/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { answering, saidIn } from '#test/features/conversation/world.ts'
import { testDatabase } from '#test/support/database.ts'

describe('the steps', () => {
  it('propose the first that is neither done nor left out, and nothing once all are', () => {
    fc.assert(
      fc.property(fc.subarray([...stepIds]), fc.subarray([...stepIds]), (done, skipped) => {
        const next = nextStep(new Set<StepId>(done), new Set<StepId>(skipped))
        const open = stepIds.filter(id => !done.includes(id) && !skipped.includes(id))

        expect(next).toBe(open[0] ?? null)
      }),
    )
  })

  it('are done by what stands there alone', () => {
    const nothing = { stores: 0, asked: 0, targets: 0, digests: 0, people: 1 }

    expect([...doneSteps(nothing)]).toEqual([])
    expect([...doneSteps({ stores: 1, asked: 3, targets: 1, digests: 1, people: 2 })]).toEqual([...stepIds])
    expect([...doneSteps({ ...nothing, asked: 2, digests: 4 })]).toEqual(['digest'])
  })
})

describe('guide', () => {
  let db: Db
  beforeAll(async () => {
    db = (await testDatabase()).db
    const ada = { name: 'Ada', email: 'ada@example.com', role: 'administrator', scope: ['all'] } as const
    const person = await createPerson(db, ada)
    await link(db, { messenger: 'web', workspace: '', externalId: ada.email, personId: person?.id ?? 0 })
  })

  it('walks an administrator from an empty company to the end, with steps left out and taken up again', async () => {
    const { say } = answering(db)
    const titleOf = async (line: string) => (await say('ada@example.com', line)).cards[0]?.title.en ?? ''

    expect(await titleOf('guide')).toMatch(/^Step 1 of 5/)
    expect(await titleOf('guide skip shop')).toMatch(/^Step 2 of 5/)
    await db.execute(`insert into audit (at, person_id, messenger, channel, via, verb, line, outcome)
      select now(), (select id from people limit 1), 'web', 'x', 'typed', 'status', 'status ' || i, 'ok'
      from generate_series(1, 3) i`)
    expect(await titleOf('向导')).toMatch(/^Step 3 of 5/)
    expect(await titleOf('ガイド スキップ target')).toMatch(/^Step 4 of 5/)
    await titleOf('guide skip digest')
    const invited = await say('ada@example.com', 'people add "Ken" ken@example.com viewer all')
    expect(invited.refused).toBeUndefined()
    expect(await titleOf('guide')).toBe('That was the way')
    expect(await titleOf('guide again')).toMatch(/^Step 1 of 5/)
  })

  it('shows everybody else lines to begin with, and lets them skip nothing', async () => {
    const { say } = answering(db)
    await link(db, { messenger: 'web', workspace: '', externalId: 'ken@example.com', personId: 2 })

    expect(saidIn(await say('ken@example.com', 'guide'))).toContain('status yesterday')
    expect((await say('ken@example.com', 'guide skip shop')).refused).toBeDefined()
    expect((await say('ada@example.com', 'guide skip nonsense')).refused).toBeDefined()
  })
})
