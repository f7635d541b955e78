import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withoutGreeting } from '#bots/slack/answer/greeting.ts'
import { isMember, isVouched } from '#bots/slack/api/people/membership.ts'
import type { Undelivered } from '#src/chat/messenger.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { openSlackUnderTest, payloads, type SlackUnderTest } from './slack-under-test.ts'

const bot = 'U0BOT00001'

describe('what people write', () => {
  let desk: SlackUnderTest
  beforeEach(async () => {
    desk = await openSlackUnderTest(() => ({ cards: [{ title: verbatim('Answer'), tone: 'info', blocks: [] }] }))
    desk.slack.world.channels.set('D0AMY00001', {
      team: 'T0FAKE0001',
      name: '',
      kind: 'im',
      member: true,
      archived: false,
    })
  })
  afterEach(() => desk.close())

  const im = { type: 'message', channel_type: 'im', channel: 'D0AMY00001', user: 'U0AMY00001', text: 'help', ts: '1.1' }
  const lines = () => desk.service.asked.map(({ line }) => line)

  it.each([
    ['a plain message', {}],
    [
      'one with a file',
      { subtype: 'file_share', files: [{ id: 'F0AAAAAAAA', name: 'photo.png', mimetype: 'image/png' }] },
    ],
    ['an answer that is shown in the channel, too', { subtype: 'thread_broadcast', thread_ts: '1.0' }],
    ['what somebody says they do', { subtype: 'me_message' }],
  ])('is answered in person: %s', async (_what, over) => {
    await desk.send(payloads.event({ ...im, ...over }), { json: true })
    await desk.settled()

    expect(lines()).toEqual(['help'])
    expect(desk.slack.world.messages).toHaveLength(1)
  })

  it.each(['message_changed', 'message_deleted', 'channel_join', 'channel_topic', 'bot_message', 'reminder_add'])(
    'is not taken for a question when it is %s',
    async subtype => {
      await desk.send(payloads.event({ ...im, subtype }), { json: true })
      await desk.settled()

      expect(lines()).toEqual([])
    },
  )

  it.each([
    ['status sales <http://shop.example.com|shop.example.com> 2026-11-20', 'status sales shop.example.com 2026-11-20'],
    ['people add <mailto:li.na@example.com|li.na@example.com>', 'people add li.na@example.com'],
    ['people add <mailto:li.na@example.com>', 'people add li.na@example.com'],
    ['note <https://example.com/a?b=1&amp;c=2>', 'note https://example.com/a?b=1&c=2'],
    ['note <https://example.com/x|R&amp;D plan>', 'note R&D plan'],
    ['call <tel:+81312345678|03-1234-5678>', 'call 03-1234-5678'],
    ['note 👩\u200d💻 and 👨\u200d👩\u200d👧', 'note 👩\u200d💻 and 👨\u200d👩\u200d👧'],
  ])('is read as it was typed: %s', async (text, line) => {
    await desk.send(payloads.event({ ...im, text }), { json: true })
    await desk.settled()

    expect(lines()).toEqual([line])
  })
})

describe('a greeting before the mention', () => {
  it.each([
    ['hi <@U0BOT00001> status', 'status'],
    ['Hey team! <@U0BOT00001>, status sales', 'status sales'],
    ['Good morning :wave: <@U0BOT00001> trend sales 7d', 'trend sales 7d'],
    ['お疲れ様です。<@U0BOT00001> 状況 売上', '状況 売上'],
    ['大家早上好，<@U0BOT00001>：状态 销售额', '状态 销售额'],
    ['👋 <@U0BOT00001|kpi> status', 'status'],
    ['hi <@U0BOT00001>', ''],
  ])('does not hide the question: %s', (text, line) => {
    expect(withoutGreeting(text, bot)).toBe(line)
  })

  it.each(['status <@U0BOT00001>', 'sales hi <@U0BOT00001> status', 'status sales', 'hill-shop <@U0BOT00001> status'])(
    'is all that is left out: %s',
    text => {
      expect(withoutGreeting(text, bot)).toBe(text)
    },
  )
})

describe('members of a workspace in an Enterprise Grid', () => {
  const own = { id: 'T0OURTEAM1' }
  const grid = (teams: readonly string[], over = {}) => ({
    team_id: 'E0ORG00001',
    enterprise_user: { enterprise_id: 'E0ORG00001', teams },
    ...over,
  })

  it.each([
    ['of the workspace itself', { team_id: 'T0OURTEAM1' }, true],
    ['whose team is the organisation', grid(['T0OURTEAM1']), true],
    ['whose team is a sister workspace', grid(['T0SISTER01', 'T0OURTEAM1'], { team_id: 'T0SISTER01' }), true],
    ['without a team of their own', grid(['T0OURTEAM1'], { team_id: undefined }), true],
    ['of a sister workspace alone', grid(['T0SISTER01'], { team_id: 'T0SISTER01' }), false],
    ['of another company', { team_id: 'T0OTHER001', is_stranger: true }, false],
    ['who left', grid(['T0OURTEAM1'], { deleted: true }), false],
    ['who is a bot', grid(['T0OURTEAM1'], { is_bot: true }), false],
  ])('are people %s: %#', (_who, user, member) => {
    expect(isMember(user, own)).toBe(member)
  })

  it('are vouched for only with a confirmed address', () => {
    expect(isVouched(grid(['T0OURTEAM1'], { is_email_confirmed: false }), own)).toBe(false)
    expect(isVouched(grid(['T0OURTEAM1']), { id: 'E0ORG00001' })).toBe(true)
  })
})

describe('changes of people and channels', () => {
  it('are heard: who left and what ended is reported, a new id is kept, a new address is looked up', async () => {
    const reported: Undelivered[] = []
    const moved: unknown[] = []
    const desk = await openSlackUnderTest(() => ({}), {
      undelivered: async report => reported.push(report) > 0,
      moved: async move => void moved.push(move),
    })
    const send = (event: Readonly<Record<string, unknown>>) => desk.send(payloads.event(event), { json: true })
    const asked = () => desk.slack.world.calls.filter(({ method }) => method === 'users.info').length
    const user = { id: 'U0AMY00001', deleted: false, profile: { email: 'amy@example.com' } }

    await desk.send(payloads.command(desk.slack, 'status'))
    await desk.settled()
    await send({ type: 'user_change', user })
    await desk.send(payloads.command(desk.slack, 'status'))
    await desk.settled()
    expect(asked()).toBe(2)

    await send({ type: 'user_change', user: { ...user, deleted: true } })
    await send({ type: 'channel_id_changed', old_channel_id: 'G0OLD00001', new_channel_id: 'C0NEW00001' })
    await send({ type: 'channel_archive', channel: 'C0JPTEAM01', user: 'U0AMY00001' })
    await send({ type: 'member_left_channel', user: bot, channel: 'G0PRIVATE1', channel_type: 'G', team: 'T0FAKE0001' })
    await send({ type: 'member_left_channel', user: bot, channel: 'C0JPTEAM01', channel_type: 'C', team: 'T0FAKE0001' })
    await desk.settled()

    expect(moved).toEqual([{ workspace: 'T0FAKE0001', from: 'G0OLD00001', to: 'C0NEW00001' }])
    expect(reported.map(({ channel, gone }) => [channel, gone])).toEqual([
      ['U0AMY00001', true],
      ['C0JPTEAM01', true],
      ['G0PRIVATE1', true],
    ])
    await desk.close()
  })
})
