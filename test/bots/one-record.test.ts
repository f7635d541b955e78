import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findAlert, listAlertEvents } from '#src/features/alerts/store/alerts.ts'
import { partOf } from '#test/bots/mail/smtp.ts'
import { openStage, type Stage } from './one-record/stage.ts'

const patient = { timeout: 120_000, interval: 100 }

/** One running service with console, Slack, Feishu, WeCom and mail: an action in one of them shows in all. */
describe('an alert that stands in every messenger at once', () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await openStage()
  })
  afterAll(() => stage.close())

  /** Waits until every place shows a text about an alert. */
  const everywhere = (id: number, text: string) =>
    expect.poll(async () => missing(await stage.shown(id), text), patient).toEqual([])
  const stateOf = async (id: number) => (await findAlert(stage.database.db, id))?.state
  const holderOf = async (id: number) => (await findAlert(stage.database.db, id))?.acknowledgedBy?.name ?? ''
  const mailed = () => stage.mails.mails.map(one => partOf(one, 'text/plain'))

  it('is posted in all groups; who is in no messenger gets a mail, the manager a card', async () => {
    await stage.observe('west', 900)
    await expect.poll(() => stateOf(1), patient).toBe('open')
    await stage.observe('east', 900)
    await expect.poll(() => stateOf(2), patient).toBe('open')

    await stage.escalate()
    await stage.escalate()

    await everywhere(1, 'west')
    await everywhere(2, 'east')
    await expect.poll(() => mailed().filter(text => text.includes('/mail/ack?')).length, patient).toBe(2)
    expect(stage.mails.mails.every(one => one.to[0] === 'ana@example.com')).toBe(true)
  })

  it('has one winner when two people click in the same second in two messengers, and tells the other', async () => {
    const [, toast] = await Promise.all([stage.pressInSlack(1, 'ack 1'), stage.pressInFeishu(1, 'ack 1')])
    await expect.poll(() => stateOf(1), patient).toBe('acknowledged')
    const winner = await holderOf(1)

    await everywhere(1, winner)
    expect(['Amy Carter', '王伟']).toContain(winner)
    const [first, second] = winner === 'Amy Carter' ? [toldInSlack, toldInFeishu] : [toldInFeishu, toldInSlack]
    const took = /You took on alert 1|已确认告警1/
    const late = new RegExp(`was acknowledged by ${winner} already|已由${winner}确认`)
    await expect.poll(() => first(stage, toast), patient).toMatch(took)
    await expect.poll(() => second(stage, toast), patient).toMatch(late)
    expect((await listAlertEvents(stage.database.db, 1)).filter(event => event.kind === 'acknowledged')).toHaveLength(1)
    await expect.poll(() => mailed().some(text => text.includes('being worked on')), patient).toBe(true)
  })

  it('has one winner between a click in WeCom and the link of a mail', async () => {
    const [page] = await Promise.all([stage.confirmInMail(2), stage.pressInWecom('ack 2')])
    await expect.poll(() => stateOf(2), patient).toBe('acknowledged')
    const winner = await holderOf(2)

    await everywhere(2, winner)
    expect(['Ana', '张伟']).toContain(winner)
    expect(page).toContain(winner === 'Ana' ? 'You took on alert 2' : 'was acknowledged by 张伟 already')
    const taken = (await listAlertEvents(stage.database.db, 2)).filter(event => event.kind === 'acknowledged')
    expect(taken.map(event => event.via)).toEqual([winner === 'Ana' ? 'mail' : 'wecom'])
  })

  it('is closed in the console, and every other place says by whom', async () => {
    const answer = await stage.pressInConsole('resolve 1')

    expect(answer).toContain('You closed alert 1')
    await everywhere(1, '田中 由紀')
    await expect.poll(() => mailed().some(text => text.includes('closed')), patient).toBe(true)
    expect((await listAlertEvents(stage.database.db, 1)).map(event => [event.kind, event.via])).toEqual([
      ['opened', null],
      ['escalated', null],
      ['escalated', null],
      ['acknowledged', expect.stringMatching(/^(slack|feishu)$/)],
      ['resolved', 'web'],
    ])
  })
})

/** The places where a text does not stand. */
function missing(shown: Awaited<ReturnType<Stage['shown']>>, text: string): readonly string[] {
  return Object.entries(shown).flatMap(([place, said]) => (said?.includes(text) ? [] : [place]))
}

/** What Slack told the person who pressed, besides the message itself. */
function toldInSlack({ slack }: Stage, _toast: string): string {
  return JSON.stringify([slack.world.ephemerals, slack.world.responses])
}

/** What Feishu told the person who clicked: at once, or below where that took too long. */
function toldInFeishu({ feishu }: Stage, toast: string): string {
  return JSON.stringify([toast, [...feishu.messages.values()].map(({ content }) => content)])
}
