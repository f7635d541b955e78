import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { installLink } from '#bots/slack/setup/proof.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { openSlackUnderTest, payloads, type SlackUnderTest } from './slack-under-test.ts'

const card = { title: verbatim('Answer'), tone: 'info', blocks: [] } as const
const env = { SLACK_CLIENT_ID: 'client-id', SLACK_CLIENT_SECRET: 'client-secret' }
const second = { team_id: 'T0FAKE0002', channel_id: 'C0USTEAM02', channel_name: 'us-team', user_id: 'U0SECOND02' }

describe('several workspaces', () => {
  let desk: SlackUnderTest
  beforeEach(async () => {
    desk = await openSlackUnderTest(() => ({ cards: [card], private: false }), {}, env)
  })
  afterEach(() => desk.close())

  const get = (url: string, cookie = '') => desk.app.inject({ method: 'GET', url, headers: { cookie } })
  const seconds = () => Math.floor(desk.service.deps.now().getTime() / 1000)
  const link = (until = seconds() + 60) => installLink('', 'client-secret', until)

  async function begin() {
    const page = await get(link())
    const address = new URL(String(page.headers.location))
    const cookie = String(page.headers['set-cookie']).split(';')[0] ?? ''
    return { address, cookie, state: address.searchParams.get('state') ?? '' }
  }

  async function install(): Promise<number> {
    const { cookie, state } = await begin()
    return (await get(`/slack/oauth_redirect?code=good-code&state=${state}`, cookie)).statusCode
  }

  const uninstalled = (type: string, over = {}) => ({
    ...payloads.event(
      { type, tokens: { bot: ['U0BOT00002'] } },
      { team_id: 'T0FAKE0002', authorizations: [], ...over },
    ),
  })

  it('are joined by a link that we made, through Slack, into the vault', async () => {
    const { address, cookie } = await begin()

    expect(address.pathname).toBe('/oauth/v2/authorize')
    expect(address.searchParams.get('client_id')).toBe('client-id')
    expect(cookie).toMatch(/^slack_install=/)
    expect(await install()).toBe(200)
    expect(await desk.service.deps.vault.list()).toEqual(['installation/T0FAKE0002'])
  })

  it('are not joined without that link, with an old one, or with a changed one', async () => {
    const codes = [await get('/slack/install'), await get(link(seconds() - 1)), await get(`${link()}x`)]

    expect(codes.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403])
  })

  it('refuse a state that is forged, of another browser, old, or used before', async () => {
    const { cookie, state } = await begin()
    const back = (given: string, from: string) => get(`/slack/oauth_redirect?code=good-code&state=${given}`, from)
    const [nonce, until] = state.split('.')

    expect((await back(`${nonce}.${Number(until) + 9}.x`, cookie)).statusCode).toBe(400)
    expect((await back(state, 'slack_install=other')).statusCode).toBe(400)
    expect((await back(state, '')).statusCode).toBe(400)
    expect((await back(state, cookie)).statusCode).toBe(200)
    expect((await back(state, cookie)).statusCode).toBe(400)
    const late = await begin()
    desk.service.pass(601_000)
    expect((await back(late.state, late.cookie)).statusCode).toBe(400)
  })

  it('say so when the installation is cancelled or Slack refuses the code', async () => {
    const { cookie, state } = await begin()

    expect((await get('/slack/oauth_redirect?error=access_denied')).statusCode).toBe(400)
    expect((await get(`/slack/oauth_redirect?code=bad-code&state=${state}`, cookie)).statusCode).toBe(502)
    expect(JSON.stringify(desk.service.logged)).not.toContain('client-secret')
  })

  it('of one organisation are served by its one installation, whichever of them is spoken in', async () => {
    const { cookie, state } = await begin()
    const answer = await get(`/slack/oauth_redirect?code=organisation-code&state=${state}`, cookie)
    expect(answer.statusCode).toBe(200)
    desk.slack.world.channels.set('C0GRID00001', {
      team: 'E0FAKE0001',
      name: 'grid',
      kind: 'channel',
      member: true,
      archived: false,
    })
    desk.slack.world.users.set('U0GRID0001', { team: 'E0FAKE0001', name: 'Gus', email: 'gus@example.com', raw: gus })
    const place = { team_id: 'T0GRID0001', enterprise_id: 'E0FAKE0001', is_enterprise_install: 'true' }

    const command = payloads.command(desk.slack, 'status', { ...place, ...gusIn })
    const event = { type: 'app_mention', user: 'U0GRID0001', channel: 'C0GRID00001', text: 'status', ts: '1.2' }
    const authorizations = [{ ...place, is_enterprise_install: true, user_id: 'U0BOT00003', is_bot: true }]
    const statuses = [
      (await desk.send(command)).statusCode,
      (await desk.send(payloads.event(event, { ...place, authorizations }), { json: true })).statusCode,
    ]
    await desk.settled()

    expect(statuses).toEqual([200, 200])
    expect(desk.service.asked.map(({ workspace, profile }) => [workspace, profile?.email])).toEqual([
      ['E0FAKE0001', 'gus@example.com'],
      ['E0FAKE0001', 'gus@example.com'],
    ])
    const posts = desk.slack.world.calls.filter(({ method }) => method === 'chat.postMessage')
    expect(posts.map(({ token }) => token)).toEqual(['xoxb-whole-secret', 'xoxb-whole-secret'])
  })

  it('each use their own token, also when their requests come at the same time', async () => {
    await install()
    const { calls } = desk.slack.world

    await Promise.all(
      Array.from({ length: 12 }, (_, at) => desk.send(payloads.command(desk.slack, 'status', at % 2 ? second : {}))),
    )
    await desk.settled()

    const posts = calls.filter(({ method }) => method === 'chat.postMessage')
    expect(posts).toHaveLength(12)
    const wrong = posts.filter(
      ({ token, args }) => (args.channel === 'C0USTEAM02') !== (token === 'xoxb-second-secret'),
    )
    expect(wrong).toEqual([])
    const asked = calls.filter(({ method }) => method === 'users.info')
    expect(
      asked.filter(({ token, args }) => (args.user === 'U0SECOND02') !== (token === 'xoxb-second-secret')),
    ).toEqual([])
  })

  it('get what is sent to them by their own token', async () => {
    await install()
    const message = {
      card,
      locale: 'en',
      pictures: [],
      handles: new Map(),
      signal: new AbortController().signal,
    } as const

    await desk.messenger.send({
      ...message,
      deliveryId: 'a',
      to: { workspace: 'T0FAKE0002', channel: 'C0USTEAM02', kind: 'group' },
    })
    await desk.messenger.send({
      ...message,
      deliveryId: 'b',
      to: { workspace: 'T0FAKE0001', channel: 'C0JPTEAM01', kind: 'group' },
    })

    const posts = desk.slack.world.calls.filter(({ method }) => method === 'chat.postMessage')
    expect(posts.map(({ token }) => token)).toEqual(['xoxb-second-secret', 'xoxb-first-secret'])
  })

  it.each(['app_uninstalled', 'tokens_revoked'])(
    'are forgotten at %s, in whatever order the events come',
    async type => {
      await install()

      await desk.send(uninstalled(type, { event_time: seconds() + 5 }), { json: true })
      await desk.send(uninstalled('app_uninstalled', { event_time: seconds() + 5 }), { json: true })
      await desk.settled()

      expect(await desk.service.deps.vault.list()).toEqual([])
      expect((await desk.send(payloads.command(desk.slack, 'status', second))).statusCode).toBe(401)
    },
  )

  it('stay installed when the news of an older uninstallation arrives late', async () => {
    await install()

    await desk.send(uninstalled('app_uninstalled', { event_time: seconds() - 60 }), { json: true })
    await desk.settled()

    expect(await desk.service.deps.vault.list()).toEqual(['installation/T0FAKE0002'])
  })
})

const gusIn = { user_id: 'U0GRID0001', channel_id: 'C0GRID00001' }
const gus = {
  team_id: 'E0FAKE0001',
  profile: { email: 'gus@example.com', display_name: 'Gus' },
  enterprise_user: { id: 'U0GRID0001', enterprise_id: 'E0FAKE0001', teams: ['T0GRID0001'] },
}
