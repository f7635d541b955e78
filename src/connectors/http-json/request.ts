import {
  type ConnectorContext,
  type FoundStore,
  type HttpRequest,
  SourceFault,
  type Window,
} from '#src/contracts/connector.ts'
import { shiftDays, startOfDay } from '#src/domain/days.ts'
import { checkAddress } from './addresses.ts'
import type { Keys, Report } from './keys.ts'

export type Context = ConnectorContext<Keys>

/** A page that is asked for. */
export interface Page {
  readonly number: number
  readonly cursor: string
}

/** Asks for a page of a report; answers its bytes as text. Redirects are never followed. @throws SourceFault */
export async function askPage(
  report: Report,
  of: { readonly store: FoundStore; readonly window: Window; readonly page: Page },
  context: Context,
): Promise<{ text(): string; exactJson(): unknown }> {
  const { keys } = context
  const values = valuesOf(of, keys.token ?? '')
  const request = requestOf(report, values, keys)
  await checkAddress(request.url, keys.allow_private)
  const answer = await context.http(request)
  if (answer.status === 401 || answer.status === 403) {
    throw new SourceFault('authorisation', 'The address does not accept the token', { subject: String(answer.status) })
  }
  return { text: () => answer.text(report.charset), exactJson: () => answer.exactJson() }
}

type Values = Readonly<Record<string, string>>

function valuesOf({ store, window, page }: Parameters<typeof askPage>[1], token: string): Values {
  const seconds = (day: string) => String(startOfDay(day, store.timeZone).getTime() / 1_000)
  return {
    from: window.from,
    to: window.to,
    day: window.from,
    from_seconds: seconds(window.from),
    to_seconds: seconds(shiftDays(window.to, 1)),
    page: String(page.number),
    cursor: page.cursor,
    token,
  }
}

function requestOf(report: Report, values: Values, keys: Keys): HttpRequest {
  const prefix = keys.token_prefix ?? (keys.token_header.toLowerCase() === 'authorization' ? 'Bearer ' : '')
  const isPost = report.method === 'POST'
  return {
    method: report.method,
    url: filled(report.address, values, encodeURIComponent),
    headers: {
      accept: report.format === 'json' ? 'application/json' : 'text/csv, text/plain, */*',
      ...(isPost && { 'content-type': 'application/json' }),
      ...report.headers,
      ...(keys.token !== undefined && { [keys.token_header]: `${prefix}${keys.token}` }),
    },
    ...(isPost && { body: bodyOf(report.body, values), repeatable: true }),
    budgets: ['calls'],
    accept: [401, 403],
  }
}

function bodyOf(body: Report['body'], values: Values): string {
  if (typeof body === 'string') return filled(body, values, text => text)
  // Inside JSON a value stands within a text
  return filled(JSON.stringify(body ?? {}), values, text => JSON.stringify(text).slice(1, -1))
}

function filled(template: string, values: Values, write: (value: string) => string): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name]
    return value === undefined ? placeholder : write(value)
  })
}
