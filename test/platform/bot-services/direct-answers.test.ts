import { describe, expect, it } from 'vitest'
import type { Address, Piece, SayAttempt } from '#src/chat/messenger.ts'
import { TransportError, type TransportFault } from '#src/errors.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { createDirectAnswers, type LateAnswer } from '#src/platform/bot-services/direct-answers.ts'

const to: Address = { workspace: '', channel: 'mei', kind: 'direct' }
const fault = (kind: TransportFault, retryAfterSeconds: number | null = null) =>
  new TransportError('no', { fault: kind, retryAfterSeconds })

/** A platform that fails as told, one fault a try, and an outbox. */
function stage(outboxFaults = 0) {
  const said: string[] = []
  const attempts: SayAttempt[] = []
  const late: LateAnswer[] = []
  const logged: string[] = []
  let broken = outboxFaults
  const log = (_fields: object, sentence: string) => void logged.push(sentence)
  const answers = createDirectAnswers({
    outbox: {
      waits: async there => late.some(one => one.to.channel === there.channel),
      plan: async answer => {
        broken -= 1
        if (broken >= 0) throw new Error('the database is away')
        late.push(answer)
      },
    },
    log: { info: log, warn: log, error: log },
    times: { pausesMs: [1, 1, 1], longestPauseMs: 20, outboxPausesMs: [1, 1] },
  })
  const piece = (name: string, faults: unknown[] = [], over: Partial<Piece> = {}): Piece => ({
    key: name,
    card: { title: verbatim(name), tone: 'info', blocks: [] },
    to,
    locale: 'en',
    say: async attempt => {
      attempts.push(attempt)
      const next = faults.shift()
      if (next !== undefined) throw next
      said.push(attempt.plain ? `${name} as text` : name)
    },
    ...over,
  })
  return { said, attempts, late, logged, answers, piece }
}

describe('an answer to a person', () => {
  it.each([
    ['a passing fault', [fault('retryable')], 'a'],
    ['three passing faults', [fault('retryable'), fault('doubtful'), fault('elsewhere')], 'a'],
    ['a short wait that the platform asks for', [fault('retryable', 0.01)], 'a'],
    ['a refusal of the card', [fault('permanent')], 'a as text'],
    ['a refusal that nobody knows', [fault('unreachable')], 'a as text'],
    ['a fault of our own', [new Error('a bug')], 'a as text'],
  ])('is said in spite of %s', async (_name, faults, expected) => {
    const { answers, piece, said, late } = stage()

    const how = await answers.inTurn('mei', speaker => speaker.say(piece('a', [...faults])))

    expect([how, said, late]).toEqual(['said', [expected], []])
  })

  it.each([
    ['a platform that stays away', Array.from({ length: 9 }, () => fault('doubtful'))],
    ['a long wait that the platform asks for', [fault('retryable', 60)]],
    ['two refusals', [fault('permanent'), fault('permanent')]],
  ])('is left to the outbox with a word that it is late, after %s', async (_name, faults) => {
    const { answers, piece, said, late } = stage()

    const how = await answers.inTurn('mei', speaker => speaker.say(piece('a', [...faults])))

    expect([how, said]).toEqual(['late', []])
    expect(late.map(({ key, to: there }) => [key, there])).toEqual([['a', to]])
    expect(JSON.stringify(late[0]?.card)).toContain('comes late')
  })

  it('tells a try whether an earlier one may stand there', async () => {
    const { answers, piece, attempts } = stage()

    await answers.inTurn('mei', speaker => speaker.say(piece('a', [fault('retryable'), fault('doubtful')])))

    expect(attempts.map(({ number, doubtful }) => [number, doubtful])).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ])
  })

  it('goes nowhere else where the messenger says it elsewhere itself', async () => {
    const { answers, piece, late } = stage()
    const closed = piece('a', [fault('unreachable'), fault('unreachable')], { elsewhere: true })

    expect(await answers.inTurn('mei', speaker => speaker.say(closed))).toBe('closed')
    expect(late).toEqual([])
  })

  it('waits for the database where the outbox does not answer, and is logged as lost when it never does', async () => {
    const passing = stage(1)
    const lasting = stage(9)
    const gone = () => [fault('retryable', 60)]

    const first = await passing.answers.inTurn('mei', ({ say }) => say(passing.piece('a', gone())))
    const second = await lasting.answers.inTurn('mei', ({ say }) => say(lasting.piece('a', gone())))

    expect([first, second]).toEqual(['late', 'lost'])
    expect(lasting.logged).toContain('Something that a person asked for could not be said')
  })
})

describe('answers of one person', () => {
  it('keep the order of the questions while an earlier one is tried again or still worked on', async () => {
    const { answers, piece, said } = stage()
    let ready = () => {}
    const worked = new Promise<void>(done => {
      ready = done
    })

    const first = answers.inTurn('mei', async ({ say }) => {
      await worked
      await say(piece('first', [fault('retryable'), fault('doubtful')]))
      await say(piece('first, more'))
    })
    const second = answers.inTurn('mei', async ({ say }) => {
      ready()
      await say(piece('second'))
    })
    const third = answers.inTurn('mei', ({ say }) => say(piece('third')))
    await Promise.all([first, second, third])

    expect(said).toEqual(['first', 'first, more', 'second', 'third'])
  })

  it('do not wait for those of somebody else', async () => {
    const { answers, piece, said } = stage()
    let ready = () => {}
    const worked = new Promise<void>(done => {
      ready = done
    })

    const slow = answers.inTurn('mei', async ({ say }) => {
      await worked
      await say(piece('slow'))
    })
    await answers.inTurn('wei', ({ say }) => say(piece('quick')))
    ready()
    await slow

    expect(said).toEqual(['quick', 'slow'])
  })

  it('follow an earlier one into the outbox while it waits there', async () => {
    const { answers, piece, said, late } = stage()

    await answers.inTurn('mei', ({ say }) => say(piece('first', [fault('retryable', 60)])))
    await answers.inTurn('mei', ({ say }) => say(piece('second')))

    expect([said, late.map(({ key }) => key)]).toEqual([[], ['first', 'second']])
  })

  it('do not wait for an answer whose work failed', async () => {
    const { answers, piece, said } = stage()

    const failed = answers.inTurn('mei', async () => {
      throw new Error('a bug')
    })
    await expect(failed).rejects.toThrow('a bug')
    await answers.inTurn('mei', ({ say }) => say(piece('next')))

    expect(said).toEqual(['next'])
  })
})
