import { afterEach, describe, expect, it } from 'vitest'
import type { Invocation, Reply, Undelivered } from '#src/chat/messenger.ts'
import { saying } from '#test/bots/web/fake-deps.ts'
import { mention, message } from './fake-feishu/push.ts'
import { bot } from './fake-feishu/server.ts'
import { type Play, play } from './play.ts'

const type = 'im.message.receive_v1'
const help = (invocation: Invocation): Partial<Reply> => ({ cards: [saying(`answer to ${invocation.line}`)] })
const self = mention('@_user_1', bot, 'KPI')

describe('messages to the bot', () => {
  let stage: Play
  afterEach(() => stage.close())

  it('answers a direct message with a card to the person', async () => {
    stage = await play(help)

    const answer = await stage.event(type, message('/kpi status', { userAgent: 'Feishu/7.8 LarkLocale/ja_JP' }))
    await stage.settle()

    expect(answer).toEqual({ status: 200, body: {} })
    const [asked] = stage.asked
    expect(asked).toMatchObject({
      messenger: 'feishu',
      workspace: stage.fake.appId,
      person: 'ou_wei',
      channel: 'ou_wei',
      kind: 'direct',
      line: '/kpi status',
      via: 'slash',
      profile: { email: 'wei@example.com', name: '王伟', locale: 'ja' },
    })
    expect(stage.standing()).toMatchObject([{ to: 'ou_wei', kind: 'open_id', type: 'interactive' }])
  })

  it('knows nobody whose e-mail is not among our people', async () => {
    stage = await play(help)

    await stage.event(type, message('status', { person: 'ou_stranger' }))
    await stage.settle()

    expect(stage.asked[0]?.profile).toEqual({})
  })

  it('answers in a group when it is mentioned, under the message and in its topic', async () => {
    stage = await play(help)
    const text = message('@_user_1 ／ＫＰＩ　状态', {
      kind: 'group',
      mentions: [self],
      id: 'om_asked',
      thread: 'omt_1',
    })

    await stage.event(type, text)
    await stage.settle()

    expect(stage.asked[0]).toMatchObject({
      channel: 'oc_team',
      channelName: 'JP 团队',
      kind: 'group',
      line: '／ＫＰＩ　状态',
    })
    expect(stage.standing()).toMatchObject([{ parent: 'om_asked', inThread: true }])
  })

  it('leaves talk alone that is not meant for it', async () => {
    stage = await play(help)

    await stage.event(type, message('lunch?', { kind: 'group' }))
    await stage.event(
      type,
      message('@_user_1 lunch?', { kind: 'group', mentions: [mention('@_user_1', 'ou_amy', 'Amy')] }),
    )
    await stage.event(type, message('@_all status', { kind: 'group', mentions: [mention('@_all', '', '所有人')] }))
    await stage.event(type, message('status', { senderType: 'bot' }))
    await stage.settle()

    expect(stage.asked).toEqual([])
  })

  it('hands on other people by e-mail where they are ours, else by name', async () => {
    stage = await play(help)
    const mentions = [
      self,
      ...Array.from({ length: 11 }, (_, at) => mention(`@_user_${at + 2}`, 'ou_gone', `P${at + 2}`)),
    ]
    const others = mentions.map((one, at) => (at === 10 ? mention('@_user_11', 'ou_yuki', '田中 由紀') : one))
    const text = '@_user_1 target set sales 5万 @_user_11 @_user_2'

    await stage.event(type, message(text, { kind: 'group', mentions: others }))
    await stage.settle()

    expect(stage.asked[0]?.line.replaceAll(/ +/g, ' ')).toBe('target set sales 5万 @yuki@example.com @P2')
  })

  it('reads rich text, and says that it reads nothing else', async () => {
    stage = await play(help)
    const content = JSON.stringify({
      title: '',
      content: [
        [
          { tag: 'text', text: 'status ' },
          { tag: 'a', text: 'sales', href: 'x' },
        ],
      ],
    })

    await stage.event(type, message('', { type: 'post', content }))
    await stage.event(type, message('', { type: 'image', content: '{"image_key":"img_1"}' }))
    await stage.settle()

    expect(stage.asked.map(({ line }) => line)).toEqual(['status sales'])
    expect(
      stage
        .standing()
        .map(({ type: shown }) => shown)
        .sort(),
    ).toEqual(['interactive', 'text'])
  })

  it('says a private answer of a group to the person alone', async () => {
    stage = await play(() => ({ cards: [saying('secret figures')], private: true }))

    await stage.event(type, message('@_user_1 status', { kind: 'group', mentions: [self] }))
    await stage.settle()

    const secret = stage.standing().filter(({ content }) => JSON.stringify(content).includes('secret figures'))
    expect(secret).toMatchObject([{ to: 'ou_wei', kind: 'open_id' }])
    expect(stage.standing().filter(({ to }) => to === 'oc_team')).toHaveLength(1)
  })

  it('answers once however often a message is pushed: at once, after 15 s, 5 min, 1 h and 6 h', async () => {
    stage = await play(help)
    const pushed = message('status', { id: 'om_once' })
    const start = Date.parse('2026-11-20T09:00:00Z') / 1_000

    for (const seconds of [0, 0, 15, 300, 3_600, 21_600]) {
      stage.pass(start * 1_000 + seconds * 1_000 - stage.deps.now().getTime())
      expect((await stage.event(type, pushed, { seconds: start + seconds })).status).toBe(200)
      await stage.settle()
    }

    expect(stage.asked).toHaveLength(1)
    expect(stage.standing()).toHaveLength(1)
  })

  it('asks for another push when the database is away, and answers that one', async () => {
    let away = true
    stage = await play(help, {
      inbox: {
        take: async () => {
          if (away) throw new Error('the database is away')
          return { work: run => run() }
        },
        recover: () => async () => {},
      },
    })
    const pushed = message('status')

    const first = await stage.event(type, pushed)
    away = false
    const second = await stage.event(type, pushed)
    await stage.settle()

    expect([first.status, second.status]).toEqual([503, 200])
    expect(stage.asked).toHaveLength(1)
  })

  it('answers the platform at once, however long the work takes', async () => {
    let finish = () => {}
    const slow = new Promise<Partial<Reply>>(done => {
      finish = () => done({ cards: [saying('late')] })
    })
    stage = await play(() => slow)

    expect((await stage.event(type, message('status'))).status).toBe(200)
    expect(stage.standing()).toEqual([])
    finish()
    await stage.settle()

    expect(stage.standing()).toHaveLength(1)
  })

  it('tries an answer again that the platform did not take, and shows it once', async () => {
    stage = await play(help)
    stage.fake.fault({ on: 'POST im/v1/messages', how: 'cut-after' })

    await stage.event(type, message('status'))
    await stage.settle()

    expect(stage.fake.callsTo('POST im/v1/messages')).toHaveLength(2)
    expect(stage.standing()).toHaveLength(1)
  })

  it('takes lines of the menu, and introduces itself in a new group', async () => {
    stage = await play(help)
    const operator = { operator_id: { open_id: 'ou_amy' }, operator_name: 'Amy' }

    await stage.event('application.bot.menu_v6', { operator, event_key: 'kpi.status.sales', timestamp: 1_795_166_400 })
    await stage.event('im.chat.member.bot.added_v1', {
      chat_id: 'oc_team',
      operator_id: { open_id: 'ou_wei' },
      name: 'JP',
    })
    await stage.event('some.event.nobody_reads_v1', {})
    await stage.settle()

    expect(JSON.stringify(stage.standing())).toContain('我是 KPI 机器人')
    const lines = stage.asked.map(({ line, kind, channel }) => `${kind} ${channel}: ${line}`)
    expect(lines.sort()).toEqual(['direct ou_amy: status sales', 'group oc_team: '])
    expect(stage.standing()).toHaveLength(3)
  })

  it.each([
    [
      'people add "王五" [wang5@example.com](mailto:wang5@example.com) operator all',
      'people add "王五" wang5@example.com operator all',
    ],
    [
      'target sales rakuten 9000 @[sato@example.com](mailto:sato@example.com)',
      'target sales rakuten 9000 @sato@example.com',
    ],
    ['status [amazon.com](http://amazon.com)', 'status amazon.com'],
    ['note sales "[https://example.com/x](https://example.com/x)"', 'note sales "https://example.com/x"'],
    ['note sales "[wiki](https://example.com/a_(b))" [1](2)', 'note sales "wiki" [1](2)'],
  ])('are read as they were typed, not as the client linked them: %s', async (typed, line) => {
    stage = await play(() => ({}))

    await stage.event('im.message.receive_v1', message(typed))
    await stage.settle()

    expect(stage.asked.map(one => one.line)).toEqual([line])
  })

  it.each([
    ['a bot that was removed', 'im.chat.member.bot.deleted_v1', { chat_id: 'oc_team' }, 'oc_team'],
    ['a group that was disbanded', 'im.chat.disbanded_v1', { chat_id: 'oc_team' }, 'oc_team'],
    ['a person who left', 'contact.user.deleted_v3', { object: { open_id: 'ou_yuki' } }, 'ou_yuki'],
    [
      'a person who is resigned',
      'contact.user.updated_v3',
      { object: { open_id: 'ou_yuki', status: { is_resigned: true } } },
      'ou_yuki',
    ],
  ])('hear of %s', async (_what, type, event, place) => {
    const reported: Undelivered[] = []
    stage = await play(() => ({}), { undelivered: async report => reported.push(report) > 0 })

    await stage.event(type, event)
    await stage.event('contact.user.updated_v3', { object: { open_id: 'ou_amy', status: { is_resigned: false } } })
    await stage.settle()

    expect(reported.map(({ channel, gone }) => [channel, gone])).toEqual([[place, true]])
  })
})
