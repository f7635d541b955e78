import {
  type ConnectorContext,
  type FoundStore,
  type HttpRequest,
  SourceFault,
  type Window,
} from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { shiftDays, startOfDay } from '#src/domain/days.ts'
import { checkAddress } from './addresses.ts'
import type { Keys, Report } from './keys.ts'
import type { Answer } from './rows.ts'

export type Context = ConnectorContext<Keys>

/** A page that is asked for, and how many were before it. */
export interface Page {
  readonly number: number
  readonly count: number
  readonly cursor: string
}

/** Asks for a page of a report; answers its bytes as text. Redirects are never followed. @throws SourceFault */
export async function askPage(
  report: Report,
  of: { readonly store: FoundStore; readonly window: Window; readonly page: Page },
  context: Context,
): Promise<Answer> {
  const { keys } = context
  const values = valuesOf(of, report, keys.token ?? '')
  const request = requestOf(report, values, keys)
  await checkAddress(request.url, keys.allow_private)
  const answer = await context.http(request)
  if (answer.status === 401 || answer.status === 403) {
    // The token of one report: the others may go on
    throw new SourceFault('scope', says('addressToken'), { subject: String(answer.status) })
  }
  const { headers } = answer
  return { text: () => answer.text(report.charset), exactJson: () => answer.exactJson(), headers }
}

type Values = Readonly<Record<string, string>>

function valuesOf({ store, window, page }: Parameters<typeof askPage>[1], { pages }: Report, token: string): Values {
  const seconds = (day: string) => String(startOfDay(day, store.timeZone).getTime() / 1_000)
  return {
    from: window.from,
    to: window.to,
    day: window.from,
    from_seconds: seconds(window.from),
    to_seconds: seconds(shiftDays(window.to, 1)),
    page: String(page.number),
    offset: String(page.count * (pages?.size ?? 1)),
    cursor: page.cursor,
    token,
  }
}

function requestOf(report: Report, values: Values, keys: Keys): HttpRequest {
  const prefix = keys.token_prefix ?? (keys.token_header.toLowerCase() === 'authorization' ? 'Bearer ' : '')
  const isPost = report.method === 'POST'
  const headers = lowerCase({
    accept: report.format === 'json' ? 'application/json' : 'text/csv, text/plain, */*',
    ...(isPost && { 'content-type': 'application/json' }),
    ...lowerCase(report.headers, values),
    ...(keys.token !== undefined && { [keys.token_header.toLowerCase()]: `${prefix}${keys.token}` }),
  })
  return {
    method: report.method,
    url: addressOf(report, values),
    headers,
    ...(isPost && { body: bodyOf(report.body, values, headers['content-type'] ?? ''), repeatable: true }),
    budgets: ['calls'],
    accept: [401, 403],
  }
}

/** Names in lower case, so that one that is given twice goes out once; values with their placeholders filled. */
function lowerCase(headers: Readonly<Record<string, string>>, values: Values = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), filled(value, values, text => text)]),
  )
}

/** The address of the keys, or that of the next page where the answer tells one: of the same machine. */
function addressOf(report: Report, values: Values): string {
  const own = filled(report.address, values, encodeURIComponent)
  const next = values.cursor ?? ''
  if (!/^(https?:\/\/|\/|\?)/.test(next) || report.address.includes('{cursor}')) return own
  const address = new URL(next, own)
  if (address.origin === new URL(own).origin) return address.href
  throw new SourceFault('permanent', says('otherMachine'), {
    subject: address.host,
  })
}

function bodyOf(body: Report['body'], values: Values, type: string): string {
  const write = /x-www-form-urlencoded/.test(type) ? encodeURIComponent : (text: string) => text
  if (typeof body === 'string') return filled(body, values, write)
  // Inside JSON a value stands within a text
  return filled(JSON.stringify(body ?? {}), values, text => JSON.stringify(text).slice(1, -1))
}

function filled(template: string, values: Values, write: (value: string) => string): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name]
    return value === undefined ? placeholder : write(value)
  })
}
