import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig } from '#bots/slack/config.ts'
import { slack } from '#bots/slack/index.ts'
import { manifest } from '#bots/slack/setup/manifest.ts'
import { scopes } from '#bots/slack/setup/scopes.ts'
import { ConfigError, StartError } from '#src/errors.ts'
import { projectRoot } from '#src/paths.ts'

const token = 'xoxb-1'
const context = { env: {}, publicUrl: 'https://kpi.example.com', commands: [] as const, print: () => {} }
const tool = (name: string) => {
  const found = slack.tools?.find(one => one.name === name)
  if (!found) throw new Error(`no tool ${name}`)
  return found
}

describe('the configuration', () => {
  it('is nothing without variables', () => {
    expect(readConfig({})).toBeNull()
    expect(readConfig({ SLACK_BOT_TOKEN: '', SLACK_API_URL: 'http://x/' })).toBeNull()
  })

  it.each([
    ['HTTP', { SLACK_BOT_TOKEN: token, SLACK_SIGNING_SECRET: 's' }],
    ['Socket Mode', { SLACK_BOT_TOKEN: token, SLACK_APP_TOKEN: 'xapp-1' }],
    ['several workspaces', { SLACK_CLIENT_ID: 'i', SLACK_CLIENT_SECRET: 's', SLACK_SIGNING_SECRET: 's' }],
  ])('is complete for %s', (_name, env) => {
    expect(readConfig(env)).toMatchObject({ apiUrl: 'https://slack.com/api/' })
  })

  it.each([
    [{ SLACK_BOT_TOKEN: token }, ['SLACK_SIGNING_SECRET']],
    [{ SLACK_SIGNING_SECRET: 's' }, ['SLACK_BOT_TOKEN']],
    [{ SLACK_CLIENT_ID: 'i' }, ['SLACK_SIGNING_SECRET', 'SLACK_CLIENT_SECRET']],
    [{ SLACK_BOT_TOKEN: 'xoxp-1', SLACK_APP_TOKEN: 'xoxb' }, ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN']],
  ])('names everything that is missing or wrong in %j at once', (env, names) => {
    const error = fault(() => readConfig(env))

    expect(error).toBeInstanceOf(ConfigError)
    for (const name of names) expect(String(error)).toContain(name)
  })
})

describe('the manifest', () => {
  it('keeps Slack’s limits', () => {
    const { display_information: about, features } = manifest({
      publicUrl: 'https://x',
      socket: false,
      verbs: ['status', 'target'],
    })

    expect(about.name.length).toBeLessThanOrEqual(35)
    expect(about.description.length).toBeLessThanOrEqual(140)
    expect(features.shortcuts.every(({ name, description }) => name.length <= 24 && description.length <= 150)).toBe(
      true,
    )
    expect(features.slash_commands[0]?.usage_hint.length).toBeLessThanOrEqual(1000)
  })

  it('has no address that Slack calls with Socket Mode, only that of signing in, and none but ours without', async () => {
    const socket = JSON.stringify(manifest({ publicUrl: 'https://kpi.example.com', socket: true, verbs: [] }))
    const printed: string[] = []
    await tool('manifest').run([], { ...context, print: text => printed.push(text) })

    expect(socket.match(/https:[^"]+/g)).toEqual(['https://kpi.example.com/login/with/slack/callback'])
    expect(JSON.parse(printed.join('')).settings.event_subscriptions.request_url).toBe(
      'https://kpi.example.com/slack/events',
    )
  })

  it('is refused for an address that Slack cannot reach', async () => {
    const run = tool('manifest').run([], { ...context, publicUrl: 'http://127.0.0.1:3000' })

    await expect(run).rejects.toBeInstanceOf(StartError)
  })

  it('asks for no scope whose reason the README does not give', () => {
    const readme = readFileSync(join(projectRoot, 'bots/slack/README.md'), 'utf8')

    expect(
      Object.entries(scopes).filter(([name, reason]) => !readme.includes(`\`${name}\``) || !readme.includes(reason)),
    ).toEqual([])
  })
})

describe('the install link', () => {
  it('is printed only with the credentials for several workspaces', async () => {
    const printed: string[] = []
    const env = { SLACK_CLIENT_ID: 'i', SLACK_CLIENT_SECRET: 'secret', SLACK_SIGNING_SECRET: 's' }
    await tool('install').run([], { ...context, env, print: text => printed.push(text) })

    expect(printed[0]).toMatch(/^https:\/\/kpi\.example\.com\/slack\/install\?until=\d+&proof=[\w-]{43}$/)
    await expect(tool('install').run([], context)).rejects.toBeInstanceOf(ConfigError)
  })
})

function fault(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return error
  }
}
