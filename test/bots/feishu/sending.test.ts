import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mobileTool } from '#bots/feishu/setup/mobiles.ts'
import type { Card } from '#src/chat/card.ts'
import type { DrawnPicture, Outgoing } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { everything, saying } from '#test/bots/web/fake-deps.ts'
import { message } from './fake-feishu/push.ts'
import { type Play, play } from './play.ts'

const picture: DrawnPicture = { id: 'trend-zh-CN', png: new Uint8Array([137, 80, 78, 71]), width: 1200, height: 600 }
const people = [
  { id: 1, name: '田中 由紀' },
  { id: 2, name: '王伟' },
]
const mentioning: Card = { title: verbatim('Alert'), tone: 'critical', blocks: [{ type: 'mention', people }] }
const handles = new Map([
  [1, 'ou_yuki'],
  [2, 'ou_wei'],
])

describe('sending to Feishu', () => {
  let stage: Play
  beforeEach(async () => {
    stage = await play(() => ({}))
  })
  afterEach(() => stage.close())

  it('asks for one token however many messages go out at once', async () => {
    await Promise.all(
      Array.from({ length: 10 }, (_, at) => send(saying(`m${at}`), { to: direct(at % 2 ? 'ou_wei' : 'ou_amy') })),
    )

    expect(stage.fake.callsTo('POST auth')).toHaveLength(1)
    expect(stage.standing()).toHaveLength(10)
    expect(stage.fake.refused).toEqual([])
  })

  it('gets one new token when the platform no longer takes the old one', async () => {
    await send(saying('one'))
    stage.fake.revokeTokens()

    await send(saying('two'))

    expect(stage.fake.callsTo('POST auth')).toHaveLength(2)
    expect(stage.standing()).toHaveLength(2)
  })

  it('asks for one new token alone, and waits when that is refused, too', async () => {
    stage.fake.fault({ on: 'POST im', code: 99991663, status: 400, times: 9 })

    expect(await faultOf(send(saying('one')))).toMatchObject({ fault: 'retryable', retryAfterSeconds: 30 })
    expect(stage.fake.callsTo('POST im')).toHaveLength(2)
  })

  it.each([
    ['429 with a waiting time', { status: 429, code: 99991400, resetSeconds: 7 }, 'retryable', 7],
    ['a rate limit in a 200', { code: 230020 }, 'retryable', null],
    ['a message that is on its way', { code: 230049 }, 'doubtful', null],
    ['503', { status: 503, code: 0 }, 'doubtful', null],
    ['a chat without the bot', { status: 400, code: 230002 }, 'unreachable', null],
    ['somebody who left', { status: 400, code: 230013 }, 'unreachable', null],
    ['an id of another app', { status: 400, code: 99992361 }, 'unreachable', null],
    ['a missing permission', { status: 400, code: 99991672 }, 'retryable', 300],
    ['a quota that is used up', { code: 99991403 }, 'retryable', 300],
    ['an unknown code', { code: 12345 }, 'unreachable', null],
    ['words that are forbidden', { status: 400, code: 230028 }, 'permanent', null],
    ['429 of a gateway', { how: 'page', status: 429 }, 'retryable', 2],
    ['403 of a proxy', { how: 'page', status: 403 }, 'retryable', null],
    ['a page of a proxy', { how: 'page' }, 'doubtful', null],
  ] as const)('says of %s what is to be done', async (_name, answer, fault, retryAfterSeconds) => {
    stage.fake.fault({ on: 'POST im', ...answer })

    expect(await faultOf(send(saying('one')))).toMatchObject({ fault, retryAfterSeconds })
    expect(stage.fake.callsTo('POST im')).toHaveLength(1)
  })

  it('tells the administrators once a day what only they can mend, and lets the message wait', async () => {
    stage.fake.fault({ on: 'POST auth', code: 10014, times: 2 })

    const faults = [await faultOf(send(saying('one'))), await faultOf(send(saying('two')))]

    expect(faults).toMatchObject([{ fault: 'retryable' }, { fault: 'retryable' }])
    expect(new Set(stage.told.map(({ key }) => key))).toEqual(new Set(['fault/10014/2026-11-20']))
    expect(JSON.stringify(stage.told[0]?.card)).toContain('FEISHU_APP_SECRET')
    await send(saying('one'))
    expect(stage.standing()).toHaveLength(1)
  })

  it('is in doubt when no answer came, and sending again shows nothing new', async () => {
    stage.fake.fault({ on: 'POST im/v1/messages', how: 'cut-after' })

    const error = await faultOf(send(saying('once')))
    const ref = await send(saying('once'))

    expect(error).toMatchObject({ fault: 'doubtful' })
    expect(stage.standing()).toHaveLength(1)
    expect(ref).toContain(stage.standing()[0]?.id)
  })

  it('is in doubt when the answer takes too long', async () => {
    await send(saying('before'))
    stage.fake.fault({ on: 'POST im/v1/messages', how: 'silent' })

    const signal = AbortSignal.timeout(600)

    expect(await faultOf(send(saying('late'), { signal }))).toMatchObject({ fault: 'doubtful' })
  })

  it('keeps tokens, secrets and bodies out of errors and the log', async () => {
    stage.fake.fault({ on: 'POST im', status: 500, code: 2200, msg: 'with a token t-123' })
    stage.fake.fault({ on: 'PATCH im', status: 400, code: 230001 })

    const error = await faultOf(send(saying('private words')))

    const said = `${String(error)} ${JSON.stringify(error)} ${JSON.stringify(stage.logged)} ${String((error as Error).cause)}`
    for (const secret of ['t-', 'private words', stage.fake.secret, 'Bearer']) expect(said).not.toContain(secret)
  })

  it('stays within five messages a second and chat', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, at) => send(saying(`m${at}`))))

    expect(stage.fake.refused).toEqual([])
    expect(stage.standing()).toHaveLength(8)
  })

  it('uploads a picture once, however many chats show it, and one in each language for a group', async () => {
    stage.fake.chats.set('oc_other', 'Other')
    const other = { workspace: '', channel: 'oc_other', kind: 'group' } as const

    await Promise.all([send(everything, { pictures: [picture] }), send(everything, { pictures: [picture], to: other })])

    expect(stage.fake.callsTo('POST im/v1/images')).toHaveLength(3)
    const [first] = stage.standing()
    expect(JSON.stringify(first?.content)).toMatch(
      /"i18n_img_key":\{"en_us":"img_v3_[^"]+","ja_jp":"img_v3_[^"]+","zh_cn":"img_v3_/,
    )
  })

  it('uploads again when the platform forgot the picture', async () => {
    await send(everything, { pictures: [picture], to: direct('ou_amy') })
    stage.fake.images.clear()

    await send(everything, { pictures: [picture], to: direct('ou_wei') })

    expect(stage.fake.callsTo('POST im/v1/images')).toHaveLength(2)
    expect(stage.standing()).toHaveLength(2)
  })

  it('sends the text without a picture that cannot be uploaded, and says so', async () => {
    stage.fake.fault({ on: 'POST im/v1/images', status: 400, code: 234011, times: 9 })

    await send(everything, { pictures: [picture] })

    expect(JSON.stringify(stage.standing()[0]?.content)).toContain('图片暂时无法显示')
  })

  it('sends again without a mention that the platform refuses, and tells the administrators', async () => {
    stage.fake.people.set('ou_wei', { email: 'wei@example.com', name: '王伟', mentionable: false })

    await send(mentioning, { handles })

    const [shown] = stage.standing()
    expect(JSON.stringify(shown?.content)).toContain('王伟')
    expect(JSON.stringify(shown?.content)).not.toContain('<at')
    expect(stage.told).toHaveLength(1)
    expect(JSON.stringify(stage.told[0]?.card)).toContain('田中 由紀, 王伟')
  })

  it('keeps picture, buttons and form of a card whose mention is refused, in one further try', async () => {
    stage.fake.people.set('ou_yuki', { email: 'yuki@example.com', name: '田中 由紀', mentionable: false })
    stage.fake.people.set('ou_wei', { email: 'wei@example.com', name: '王伟', mentionable: false })

    const ref = await send({ ...everything, tone: 'critical' }, { handles, pictures: [picture] })
    await stage.messenger.update?.(ref, outgoing({ ...everything, tone: 'critical' }, { handles, pictures: [picture] }))

    const [shown] = stage.standing()
    const content = JSON.stringify(shown?.content)
    expect([shown?.type, stage.standing().length]).toEqual(['interactive', 1])
    for (const tag of ['img', 'button', 'form']) expect(content).toContain(`"tag":"${tag}"`)
    expect(content).not.toContain('<at')
    expect(stage.fake.callsTo('POST im/v1/messages')).toHaveLength(2)
  })

  it('says it as text when the card is refused whatever is left out', async () => {
    stage.fake.fault({
      on: 'POST im/v1/messages',
      status: 400,
      code: 230099,
      msg: 'ErrCode: 11310; too many',
      times: 2,
    })

    await send({ ...everything, title: verbatim('<at user_id="all"></at>') }, { pictures: [picture] })

    const [shown] = stage.standing()
    expect(shown?.type).toBe('post')
    expect(JSON.stringify(shown?.content)).toContain('312')
    expect(JSON.stringify(shown?.content)).not.toContain('"tag":"at"')
  })

  it('edits a message until it is 14 days old, then asks for a new one', async () => {
    const ref = await send(saying('before'))
    await stage.messenger.update?.(ref, outgoing(saying('after')))
    expect(JSON.stringify(stage.standing()[0]?.content)).toContain('after')

    stage.pass(15 * 86_400_000)

    expect(await faultOf(stage.messenger.update?.(ref, outgoing(saying('late'))))).toMatchObject({ fault: 'permanent' })
    expect(stage.fake.callsTo('PATCH')).toHaveLength(1)
  })

  it('asks for a new message where the old one was recalled', async () => {
    const ref = await send(saying('before'))
    for (const message of stage.fake.messages.values()) message.gone = true

    expect(await faultOf(stage.messenger.update?.(ref, outgoing(saying('after'))))).toMatchObject({
      fault: 'permanent',
    })
  })

  it('parts what does not fit one card, and takes back what an edit no longer needs', async () => {
    const rows = Array.from({ length: 1_500 }, (_, at) => [
      { text: verbatim(`row ${at}`) },
      { text: verbatim(`${at}%`) },
    ])
    const columns = [{ label: verbatim('KPI') }, { label: verbatim('Value'), align: 'end' as const }]
    const long: Card = { title: verbatim('Long'), tone: 'info', blocks: [{ type: 'table', columns, rows }] }

    const ref = await send(long)
    expect(stage.fake.refused).toEqual([])
    const parts = stage.standing().length
    await stage.messenger.update?.(ref, outgoing(saying('short')))

    expect(parts).toBeGreaterThan(1)
    expect(stage.fake.refused).toEqual([])
    expect(stage.standing()).toHaveLength(1)
  })

  it('links people by the e-mail that the company’s directory knows', async () => {
    const linked: unknown[] = []
    await stage.close()
    stage = await play(() => ({}), { link: async identity => linked.push(identity) > 0 })

    await stage.messenger.start?.()
    await stage.settle()

    expect(linked).toContainEqual({ workspace: stage.fake.appId, person: 'ou_yuki', email: 'yuki@example.com' })
    expect(linked).toHaveLength(3)
  })

  it('links somebody by the mobile number that the administrator told', async () => {
    await mobileTool.run(['amy@example.com', '+86 138-0013-8000'], {
      env: {},
      publicUrl: '',
      commands: [],
      print: () => {},
      store: { vault: stage.deps.vault, groups: { list: async () => [], add: async () => {}, say: async () => {} } },
    })
    const amy = { email: 'amy@private.com', name: 'Amy', mentionable: true, mobile: '+8613800138000' }
    stage.fake.people.set('ou_amy', amy)

    await stage.event('im.message.receive_v1', message('status', { person: 'ou_amy' }))
    await stage.settle()

    expect(stage.asked[0]?.profile).toMatchObject({ email: 'amy@example.com' })
  })

  function send(card: Card, over: Partial<Outgoing> = {}): Promise<string> {
    return stage.messenger.send(outgoing(card, over))
  }
})

function direct(channel: string) {
  return { workspace: '', channel, kind: 'direct' } as const
}

function outgoing(card: Card, over: Partial<Outgoing> = {}): Outgoing {
  const to = { workspace: '', channel: 'oc_team', kind: 'group' } as const
  const { signal } = new AbortController()
  const deliveryId = `${JSON.stringify(card.title)}/${(over.to ?? to).channel}`
  return { deliveryId, to, card, locale: 'zh-CN', pictures: [], handles: new Map(), signal, ...over }
}

async function faultOf(work: Promise<unknown> | undefined): Promise<unknown> {
  const error: unknown = await work?.catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(TransportError)
  return error
}
