import { afterEach, describe, expect, it } from 'vitest'
import type { Action, Card } from '#src/chat/card.ts'
import type { Outgoing, Reply } from '#src/chat/messenger.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { everything, saying } from '#test/bots/web/fake-deps.ts'
import { faultsOf } from './fake-feishu/card-lint.ts'
import { click } from './fake-feishu/push.ts'
import { type Play, play } from './play.ts'

const type = 'card.action.trigger'
const alert: Card = { ...everything, tone: 'critical' }
const taken: Card = { title: verbatim('taken on'), tone: 'warning', blocks: [] }
const done: Partial<Reply> = {
  cards: [{ title: { en: 'You took it on', ja: '確認しました', 'zh-CN': '已确认' }, tone: 'good', blocks: [] }],
  private: true,
  standing: { subject: 'alert/42', card: taken },
}

describe('clicks on cards', () => {
  let stage: Play
  afterEach(() => stage.close())

  it('answers a button of an alert with a toast in three languages and the new card', async () => {
    stage = await play(() => done)
    const [button] = buttonsOf(await sent(alert))

    const answer = await stage.event(type, click(button, { person: 'ou_yuki' }))
    await stage.settle()

    expect(stage.asked[0]).toMatchObject({
      line: 'trend sales',
      person: 'ou_yuki',
      kind: 'group',
      via: 'button',
      channel: 'oc_team',
    })
    expect(answer.body.toast).toEqual({
      type: 'success',
      content: '已确认',
      i18n: { en_us: 'You took it on', ja_jp: '確認しました', zh_cn: '已确认' },
    })
    expect(JSON.stringify(answer.body.card)).toContain('taken on')
    expect(faultsOf((answer.body.card as { data: unknown }).data, { person: () => true, image: () => true })).toEqual(
      [],
    )
    expect(stage.standing()).toHaveLength(1)
  })

  it('leaves a card alone that is about something else', async () => {
    stage = await play(() => done)

    const answer = await stage.event(type, click({ v: 1, direct: false, line: 'ack 42', subject: 'alert/7' }))

    expect(answer.body.card).toBeUndefined()
  })

  it('lets two people click in the same second: both are answered, each once', async () => {
    let first = true
    stage = await play(async invocation => {
      const winner = first
      first = false
      await new Promise(resolve => setImmediate(resolve))
      return winner ? done : { ...done, cards: [{ ...saying(`too late, ${invocation.person}`), tone: 'info' }] }
    })
    const value = { v: 1, direct: false, line: 'ack 42', subject: 'alert/42' }

    const answers = await Promise.all(['ou_wei', 'ou_yuki'].map(person => stage.event(type, click(value, { person }))))
    await stage.settle()

    expect(stage.asked.map(({ person }) => person).sort()).toEqual(['ou_wei', 'ou_yuki'])
    const toasts = answers.map(({ body }) => (body.toast as { content: string }).content)
    expect(toasts.filter(text => text === '已确认')).toHaveLength(1)
    expect(toasts.filter(text => text.startsWith('too late'))).toHaveLength(1)
    for (const { body } of answers) expect(JSON.stringify(body.card)).toContain('taken on')
  })

  it('carries a click out once, also when it is pushed again', async () => {
    stage = await play(() => done)
    const value = { v: 1, direct: false, line: 'ack 42' }

    await stage.event(type, click(value), { eventId: 'same' })
    const again = await stage.event(type, click(value), { eventId: 'same' })

    expect(stage.asked).toHaveLength(1)
    expect(again).toEqual({ status: 200, body: {} })
  })

  it('acknowledges with a reason from the form in the card', async () => {
    stage = await play(() => done)
    const form = formIn(await sent(alert))

    const answer = await stage.event(type, click(form, { formValue: { reason: '台风 "海燕" <at id=all></at>' } }))

    expect(stage.asked[0]).toMatchObject({ line: 'ack 42 "台风 ”海燕” <at id=all></at>"', via: 'form' })
    expect(answer.body.toast).toMatchObject({ type: 'success' })
  })

  it('says in a toast what is wrong with a form, and leaves it as it is', async () => {
    const refused = { en: 'Alert 42 is resolved', ja: '解消済み', 'zh-CN': '告警42已恢复' }
    stage = await play(() => ({ cards: [saying('Alert 42 is resolved')], private: true, refused }))
    const form = formIn(await sent(alert))

    const answer = await stage.event(type, click(form, { formValue: { reason: 'x' } }))
    await stage.settle()

    expect(answer.body.toast).toMatchObject({ type: 'error', content: '告警42已恢复' })
    expect(answer.body.card).toBeUndefined()
    expect(stage.standing()).toHaveLength(1)
  })

  it('opens a form with choices in the direct chat, and remembers the group', async () => {
    const choice = { label: verbatim('Amy Carter'), value: '@amy@example.com' }
    stage = await play(() => ({ cards: [saying('target set')] }), { choices: async () => [choice] })
    const [button] = buttonsOf(await sent({ ...saying('KPI'), blocks: [{ type: 'actions', actions: [targetAction] }] }))

    const opening = await stage.event(type, click(button, { person: 'ou_yuki' }))
    await stage.settle()
    const [, dialog] = stage.standing()

    expect(opening.body.toast).toMatchObject({ type: 'info' })
    expect(dialog).toMatchObject({ to: 'ou_yuki', kind: 'open_id' })
    expect(JSON.stringify(dialog?.content)).toContain('date_picker')
    expect(JSON.stringify(dialog?.content)).toContain('@amy@example.com')

    const formValue = { value: '5万', owner: '@amy@example.com', from: '2026-11-20 +0800' }
    const values = { person: 'ou_yuki', chat: 'oc_p2p', formValue }
    const submitted = await stage.event(type, click(formIn(dialog?.content), values))
    await stage.settle()

    expect(stage.asked.at(-1)).toMatchObject({
      line: 'target set sales 2026-11-20 5万 @amy@example.com',
      channel: 'oc_team',
      kind: 'group',
      via: 'form',
    })
    expect(JSON.stringify(submitted.body.card)).toContain('target set')
    expect(stage.standing().at(-1)).toMatchObject({ to: 'oc_team' })
  })

  it('asks before something is overwritten', async () => {
    stage = await play(() => done)

    const shown = JSON.stringify(await sent(alert))

    expect(shown).toContain('"confirm"')
    expect(shown).toContain('关闭告警42？')
  })

  it('answers in time when the work takes long, and shows the result afterwards', async () => {
    let finish = () => {}
    const slow = new Promise<Partial<Reply>>(resolve => {
      finish = () => resolve({ ...done, cards: [saying('slow answer')], private: false })
    })
    stage = await play(() => slow)
    const content = await sent(alert)
    const messageId = [...stage.fake.messages.keys()][0] ?? ''

    const answer = await stage.event(type, click(buttonsOf(content)[0], { messageId }))
    expect(answer.body.toast).toMatchObject({ type: 'info' })
    finish()
    await stage.settle()

    expect(JSON.stringify(stage.fake.messages.get(messageId)?.content)).toContain('taken on')
    expect(stage.standing().some(({ content: said }) => JSON.stringify(said).includes('slow answer'))).toBe(true)
  })

  it('tells afterwards what was wrong, when the answer came too late for a toast', async () => {
    let finish = () => {}
    const slow = new Promise<Partial<Reply>>(resolve => {
      finish = () => resolve({ cards: [saying('no such alert')], private: true, refused: verbatim('no such alert') })
    })
    stage = await play(() => slow)

    const answer = await stage.event(type, click({ v: 1, direct: false, line: 'ack 7' }))
    finish()
    await stage.settle()

    expect(answer.body.toast).toMatchObject({ type: 'info' })
    expect(stage.standing()).toMatchObject([{ to: 'ou_wei' }])
  })

  it('answers in time when the database is slow or away', async () => {
    stage = await play(() => done, { claim: () => Promise.reject(new Error('away')) })

    const away = await stage.event(type, click({ v: 1, direct: false, line: 'ack 7' }))

    expect(away).toMatchObject({ status: 200, body: { toast: { type: 'error' } } })
  })

  it('shows the first card of an answer that replaces in place of the one that was pressed', async () => {
    stage = await play(() => ({ cards: [saying('page 2'), saying('and more')], replaces: true }))

    const answer = await stage.event(type, click({ v: 1, direct: true, line: 'alerts 2' }))
    await stage.settle()

    expect(JSON.stringify(answer.body.card)).toContain('page 2')
    expect(stage.standing().map(({ content }) => JSON.stringify(content).includes('and more'))).toEqual([true])
  })

  it('holds an edit back while a click on the message is answered', async () => {
    let patchesDuring = -1
    stage = await play(async () => {
      void stage.messenger.update?.(ref, outgoing(taken, 'edit'))
      await new Promise(resolve => setTimeout(resolve, 50))
      patchesDuring = stage.fake.callsTo('PATCH').length
      return done
    })
    const ref = await stage.messenger.send(outgoing(alert, 'first'))
    const messageId = [...stage.fake.messages.keys()][0] ?? ''

    await stage.event(type, click({ v: 1, direct: false, line: 'ack 42' }, { messageId }))
    expect(patchesDuring).toBe(0)
    await expect.poll(() => stage.fake.callsTo('PATCH').length, { timeout: 90_000 }).toBe(1)
  })

  it.each([
    [null],
    [{}],
    [{ v: 2, direct: true, line: 'x' }],
    ['{"v":1}'],
    [{ v: 1, direct: true, line: 'a', open: {} }],
  ])('does nothing with a card that it did not make: %j', async value => {
    stage = await play(() => done)

    const answer = await stage.event(type, click(value))

    expect(stage.asked).toEqual([])
    expect(answer).toMatchObject({ status: 200, body: { toast: { type: 'info' } } })
  })

  /** What the platform shows after a card was sent to the group. */
  async function sent(card: Card): Promise<unknown> {
    await stage.messenger.send(outgoing(card, 'contents'))
    return [...stage.fake.messages.values()][0]?.content
  }
})

const targetAction: Action = {
  label: verbatim('Set target'),
  line: 'target set sales {from} {value} {owner}',
  form: {
    title: verbatim('Target'),
    submit: verbatim('Set'),
    fields: [
      { name: 'value', label: verbatim('Value'), kind: 'number' },
      { name: 'from', label: verbatim('From'), kind: 'date', initial: '2026-11-01' },
      { name: 'owner', label: verbatim('Owner'), kind: 'person', optional: true },
    ],
  },
}

function outgoing(card: Card, deliveryId: string): Outgoing {
  const to = { workspace: '', channel: 'oc_team', kind: 'group' } as const
  const { signal } = new AbortController()
  return { deliveryId, subject: 'alert/42', to, card, locale: 'zh-CN', pictures: [null], handles: new Map(), signal }
}

/** What buttons outside of forms carry. */
function buttonsOf(content: unknown): unknown[] {
  return valuesOf(content).filter(value => !('fill' in value))
}

/** What the submit button of a form carries. */
function formIn(content: unknown): unknown {
  return valuesOf(content).find(value => 'fill' in value)
}

function valuesOf(part: unknown): object[] {
  if (typeof part !== 'object' || part === null) return []
  const own = 'type' in part && part.type === 'callback' && 'value' in part ? [part.value as object] : []
  return [...own, ...Object.values(part).flatMap(valuesOf)]
}
