import { ConfigError } from '#src/errors.ts'

/** How the bot is connected to Slack. */
export interface SlackConfig {
  /** The token of the one workspace; `null` where workspaces install by themselves alone. */
  readonly botToken: string | null
  /** Proves that requests come from Slack; `null` with Socket Mode. */
  readonly signingSecret: string | null
  /** Socket Mode instead of HTTP; `null`: HTTP. */
  readonly appToken: string | null
  /** Lets several workspaces install the bot; `null`: one workspace. */
  readonly oauth: { readonly clientId: string; readonly clientSecret: string } | null
  /** With a slash at the end. */
  readonly apiUrl: string
}

type Env = Readonly<Record<string, string | undefined>>

const defaultApiUrl = 'https://slack.com/api/'

/**
 * Reads Slack's part of the environment; `null` when nothing is set.
 * @throws ConfigError listing everything that is missing or malformed.
 */
export function readConfig(env: Env): SlackConfig | null {
  const value = (name: string): string | null => env[name]?.trim() || null
  const [botToken, signingSecret, appToken] = [
    value('SLACK_BOT_TOKEN'),
    value('SLACK_SIGNING_SECRET'),
    value('SLACK_APP_TOKEN'),
  ]
  const [clientId, clientSecret] = [value('SLACK_CLIENT_ID'), value('SLACK_CLIENT_SECRET')]
  if ([botToken, signingSecret, appToken, clientId, clientSecret].every(one => one === null)) return null
  const apiUrl = `${(value('SLACK_API_URL') ?? defaultApiUrl).replace(/\/+$/, '')}/`
  const problems = [
    ...missing({ botToken, signingSecret, appToken, clientId, clientSecret }),
    ...malformed({ botToken, appToken, apiUrl }),
  ]
  if (problems.length > 0) throw new ConfigError(problems)
  const oauth = clientId !== null && clientSecret !== null ? { clientId, clientSecret } : null
  return { botToken, signingSecret, appToken, oauth, apiUrl }
}

interface Given {
  readonly botToken: string | null
  readonly signingSecret: string | null
  readonly appToken: string | null
  readonly clientId: string | null
  readonly clientSecret: string | null
}

function missing({ botToken, signingSecret, appToken, clientId, clientSecret }: Given): readonly string[] {
  const found: string[] = []
  if (botToken === null && clientId === null && clientSecret === null)
    found.push('SLACK_BOT_TOKEN must be set: OAuth & Permissions → Bot User OAuth Token')
  if (signingSecret === null && appToken === null)
    found.push(
      'SLACK_SIGNING_SECRET must be set (Basic Information → App Credentials), or SLACK_APP_TOKEN for Socket Mode',
    )
  if (clientId === null && clientSecret !== null) found.push('SLACK_CLIENT_ID must be set with SLACK_CLIENT_SECRET')
  if (clientId !== null && clientSecret === null) found.push('SLACK_CLIENT_SECRET must be set with SLACK_CLIENT_ID')
  return found
}

function malformed(given: Pick<Given, 'botToken' | 'appToken'> & { readonly apiUrl: string }): readonly string[] {
  const found: string[] = []
  if (given.botToken !== null && !given.botToken.startsWith('xoxb-'))
    found.push('SLACK_BOT_TOKEN must be a bot token, which starts with xoxb-')
  if (given.appToken !== null && !given.appToken.startsWith('xapp-'))
    found.push('SLACK_APP_TOKEN must be an app-level token, which starts with xapp-')
  if (!/^https?:\/\/[^/]+/.test(given.apiUrl)) found.push('SLACK_API_URL must be an http or https address')
  return found
}
