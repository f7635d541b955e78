import { createHash } from 'node:crypto'
import { parse } from 'node:querystring'

/** A decoded request of Slack. */
export type Body = Readonly<Record<string, unknown>>

/** The body of a request whose signature is right; `null` where it is neither a form nor JSON of ours. */
export function decode(text: string, isForm: boolean): Body | null {
  try {
    if (!isForm) return asBody(JSON.parse(text))
    const form = parse(text)
    return typeof form.payload === 'string' ? asBody(JSON.parse(form.payload)) : { ...form }
  } catch {
    return null
  }
}

function asBody(value: unknown): Body | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : null // see above
}

/** Slack's unsigned probe of a certificate. */
export function isProbe(text: string, isForm: boolean): boolean {
  return isForm && text.includes('ssl_check') && new URLSearchParams(text).get('ssl_check') === '1'
}

/**
 * The team whose installation a request belongs to, or the organisation where the bot is installed for all of its
 * workspaces at once (Enterprise Grid); empty where it names none.
 */
export function teamOf(body: Body): string {
  const [authorization] = Array.isArray(body.authorizations) ? body.authorizations : []
  const organisation = organisationOf(body, authorization)
  if (organisation !== '') return organisation
  const installed = stringIn(body.view, 'app_installed_team_id')
  return (
    installed ||
    stringIn(authorization, 'team_id') ||
    stringIn(body.team, 'id') ||
    stringIn(body, 'team_id') ||
    stringIn(body.user, 'team_id')
  )
}

/** https://docs.slack.dev/enterprise/organization-ready-apps — commands say "true" as a text. */
function organisationOf(body: Body, authorization: unknown): string {
  const isWhole = (value: unknown) =>
    typeof value === 'object' && value !== null && /^true$/.test(String(Reflect.get(value, 'is_enterprise_install')))
  if (isWhole(authorization)) return stringIn(authorization, 'enterprise_id')
  if (!isWhole(body)) return ''
  return stringIn(body.enterprise, 'id') || stringIn(body, 'enterprise_id')
}

/**
 * Names a delivery, so that a second one of the same does nothing: events by their id, what people press and type by
 * its trigger. `null` for what only asks, such as the options of a select.
 */
export function claimKey(body: Body): string | null {
  if (body.type === 'block_suggestion') return null
  const event = stringIn(body, 'event_id')
  if (event !== '') return `event/${teamOf(body)}/${event}`
  const trigger = stringIn(body, 'trigger_id')
  if (trigger !== '') return `trigger/${trigger}`
  return `body/${createHash('sha256').update(JSON.stringify(body)).digest('hex')}`
}

/** A text of an object; empty where there is none. */
export function stringIn(value: unknown, key: string): string {
  if (typeof value !== 'object' || value === null) return ''
  const found: unknown = Reflect.get(value, key)
  return typeof found === 'string' ? found : ''
}

/** An event, which Slack delivers again until it is acknowledged. */
export function isEvent(body: Body): boolean {
  return stringIn(body, 'event_id') !== '' || body.type === 'event_callback'
}

/** Slack waits for what the answer says: the faults of a form, the options of a list. */
export function waitsForContent(body: Body): boolean {
  return body.type === 'view_submission' || body.type === 'block_suggestion'
}
