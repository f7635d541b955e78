import { sql } from 'drizzle-orm'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { findSession } from '#src/features/sign-in/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { Asker } from './askers.ts'
import { hidden } from './company.ts'
import type { Classified } from './routes.ts'
import { now } from './service.ts'

/** One request. */
export interface Ask {
  readonly method: string
  readonly url: string
  readonly payload?: string
  readonly headers?: Readonly<Record<string, string>>
}

let requests = 0

/** Sends it with all that somebody has, as a browser does that comes over a proxy with TLS. */
export function send(
  app: FastifyInstance,
  { cookie, bearer }: Pick<Asker, 'cookie' | 'bearer'>,
  { method, url, payload, headers }: Ask,
): Promise<LightMyRequestResponse> {
  return app.inject({
    method: method as 'GET', // as the routes were registered
    remoteAddress: `10.0.${Math.floor(++requests / 250)}.${requests % 250}`, // each its own: nobody is slowed down
    url,
    headers: {
      ...{ host: 'kpi.example.com', 'accept-language': 'en', 'user-agent': 'Mozilla/5.0 Chrome/140.0' },
      ...(cookie && { cookie: `__Host-kpi=${cookie}` }),
      ...(bearer && { authorization: `Bearer ${bearer}` }),
      ...(payload !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
      ...headers,
    },
    ...(payload !== undefined && { payload }),
  })
}

/** The addresses at which somebody asks a route; two are enough for whoever is not let in. */
export function addresses(route: string, { at, door }: Classified, asker: Asker): readonly string[] {
  const all = at.map(one => (one === '{assets}' ? (route.split(' ')[1] ?? '') : filled(one, asker)))
  return asker.opens.includes(door) ? all : all.slice(0, 2)
}

/** What somebody does not have becomes an address of nothing. */
function filled(text: string, { has }: Asker): string {
  const found = text.replace(/\{([\w-]+)\}/g, (_gap, name: string) => has[name] ?? 'nothing')
  return found.startsWith('/') ? found : `/${found}`
}

/** A form of a route as somebody sends it; `mark`: with the mark of their session. */
export async function formOf(db: Db, one: Classified, asker: Asker, mark: boolean): Promise<string> {
  const open = mark && asker.cookie ? await findSession(db, asker.cookie, now) : null
  const fields = new URLSearchParams(open ? { form: open.formToken } : {})
  for (const [name, value] of Object.entries(one.form ?? {}))
    fields.set(name, value.includes('{') ? filled(value, asker).slice(1) : value)
  return fields.toString()
}

/** What a metric measured of the process itself: its digits are any, so five in a row say nothing. */
const measured = /^(\w+_(?:seconds|bytes)\w*(?:\{.*\})?) \S+$/gm

/** What an answer tells of the hidden store beyond the words that were asked with; `null`: nothing. */
export function leakIn({ body, headers }: LightMyRequestResponse): string | null {
  const { date: _, ...told } = headers
  const text = `${body.replace(measured, '$1')}\n${JSON.stringify(told)}`
    .replaceAll('zephyrwick', '')
    .replaceAll('OBSIDIAN-77', '')
  const found = hidden.exec(text)
  return found && text.slice(Math.max(0, found.index - 60), found.index + 60)
}

/**
 * Records of who read what and when, what is kept because it was asked for (pictures, where somebody is reached in person),
 * and what messengers keep for themselves.
 */
const written = new Set([
  ...['audit', 'share_visits', 'counters', 'claims', 'access_tokens'],
  ...['pictures', 'channels', 'vault'],
])

/** A mark of every table's content, all of one moment. */
export async function stateOf(db: Db): Promise<Readonly<Record<string, string>>> {
  const tables = await db.execute<{ name: string }>(
    sql`select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  )
  const marks = tables
    .filter(({ name }) => !written.has(name))
    .map(
      ({ name }) => sql`select ${sql.raw(`'${name}'`)} as name,
        coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as mark from ${sql.identifier(name)} t`,
    )
  const rows = await db.execute<{ name: string; mark: string }>(sql.join(marks, sql` union all `))
  return Object.fromEntries(rows.map(({ name, mark }) => [name, mark]))
}
