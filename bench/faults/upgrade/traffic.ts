import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { type ChatName, type Chats, chatNames } from '#bench/support/chats.ts'
import { countLost, pushOnce } from '#bench/support/pushes.ts'
import type { Database } from '#src/platform/database/db.ts'
import { pushToken, type Service } from './service.ts'

/** What a company does while its service is upgraded: pushes figures, plans messages, asks and changes things. */
export interface Traffic {
  stop(): Promise<TrafficReport>
}

export interface TrafficReport {
  /** Pushes that were answered as accepted, and those of them that are not there. */
  readonly pushed: number
  readonly pushLost: number
  readonly messages: number
  readonly messagesLost: number
  readonly messagesDoubled: number
  /** Lines that people typed, by the name of the version, and answers that were no answer. */
  readonly asked: ReadonlyMap<string, number>
  readonly wrong: readonly string[]
}

/** What people of the demo company type, at any version. */
const lines = [
  'status sales',
  'alerts',
  'target sales 50000 shopify',
  'target list',
  'note "rehearsal" shopify',
  'trend orders 7d',
  'why sales',
  'event "Sale" 12/1-12/3',
  'score',
  'compare sales',
  'mute sales shopify 1h',
  'digest',
  'people',
  'help',
  'health',
]
const administrator = 'li.wei@demo.linkstar.example'
/** A store of the demo that pushes go to; SKUs of their own are counted afterwards. */
const store = 'shopify'
const skus = 'REHEARSAL-'
const restMs = 180_000

/** Begins; services may come and go in `live`. */
export function startTraffic(database: Database, chats: Chats, live: readonly Service[]): Traffic {
  const state = {
    stopped: false,
    pushed: [] as number[],
    messages: 0,
    asked: new Map<string, number>(),
    wrong: [] as string[],
  }
  const turn = (n: number) => {
    const all = live.filter(service => !service.leaving)
    return all[n % all.length]
  }
  const repeat = async (everyMs: number, work: (n: number, service: Service) => Promise<void>) => {
    for (let n = 1; !state.stopped; n++) {
      const service = turn(n)
      if (service) await work(n, service)
      await pause(everyMs)
    }
  }
  const running = [
    repeat(60, async (n, service) => void ((await push(service, n)) && state.pushed.push(n))),
    // No faster than a platform takes messages for one room.
    repeat(400, async n => {
      await plan(database, n)
      state.messages = n
    }),
    repeat(300, async (n, service) => {
      const line = lines[n % lines.length] ?? ''
      const fault = await ask(service, line)
      state.asked.set(service.name, (state.asked.get(service.name) ?? 0) + 1)
      if (fault !== null) state.wrong.push(`${service.name}: /kpi ${line}: ${fault}`)
    }),
  ]
  return {
    stop: async () => {
      state.stopped = true
      await Promise.all(running)
      await untilAtRest(database)
      const shown = Array.from({ length: state.messages }, (_, index) =>
        chats.shown(messengerOf(index + 1), String(index + 1)),
      )
      return {
        pushed: state.pushed.length,
        pushLost: await countLost(database, skus, state.pushed),
        messages: state.messages,
        messagesLost: shown.filter(times => times === 0).length,
        messagesDoubled: shown.filter(times => times > 1).length,
        asked: state.asked,
        wrong: state.wrong,
      }
    },
  }
}

/** A push is tried at the next service when one does not answer, as a program would. */
function push({ port }: Service, n: number): Promise<boolean> {
  const row = { store, sku: `${skus}${n}`, day: '2026-01-05', measures: { units: n } }
  return pushOnce({ port, token: pushToken, answerMs: 20_000 }, row)
}

const messengerOf = (n: number): ChatName => chatNames[n % chatNames.length] ?? 'slack'

/** Rooms of the three messengers, as an administrator connected them. */
export async function openRooms({ db }: Database, { room }: Chats): Promise<void> {
  const usual = sql`'all', 'en', 'UTC', false`
  await db.execute(sql`
    insert into channels (messenger, workspace, external_id, name, kind, scope, locale, time_zone, alerts)
    select messenger, workspace, id, 'room', kind, array[scope], locale, zone, alerts from (values
      ('slack', 'T0ROOM', ${room.slack}, 'group', ${usual}),
      ('wecom', '', ${room.wecom}, 'direct', ${usual}),
      ('feishu', 'cli_0123456789abcdef', ${room.feishu}, 'group', ${usual})
    ) as v (messenger, workspace, id, kind, scope, locale, zone, alerts)`)
  await db.execute(
    sql`insert into channel_gates (channel_id, next_at) select id, 'epoch' from channels where name = 'room'`,
  )
}

/** A message in the outbox, in columns that every version has. */
async function plan({ db }: Database, n: number): Promise<void> {
  const text = (said: string) => ({ en: said, ja: said, 'zh-CN': said })
  const card = JSON.stringify({ title: text(`mark${n}end`), tone: 'info', blocks: [] })
  await db.execute(sql`
    insert into deliveries (key, channel_id, subject, card, not_before, state)
    select ${`rehearsal/${n}`}, id, ${`rehearsal/${n}`}, ${card}::jsonb, now(), 'waiting'
    from channels where messenger = ${messengerOf(n)} and name = 'room'`)
}

/** Types a line in the console. @returns what was wrong with the answer; `null`: nothing */
async function ask({ port }: Service, line: string): Promise<string | null> {
  const answer = await fetch(`http://127.0.0.1:${port}/web/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as: administrator, channel: 'hq', text: `/kpi ${line}` }),
    signal: AbortSignal.timeout(60_000),
  }).catch((error: unknown) => String(error))
  if (typeof answer === 'string') return answer
  const body = await answer.text()
  const isApology = /The fault is on our side|这是系统的问题|システム側の問題/.test(body)
  return answer.ok && !isApology ? null : `${answer.status} ${body.slice(0, 300)}`
}

async function untilAtRest({ db }: Database): Promise<void> {
  for (let waited = 0; waited < restMs; waited += 500) {
    const rows = await db.execute(
      sql`select from deliveries where state = 'waiting' and key like 'rehearsal/%' limit 1`,
    )
    if (rows.length === 0) return
    await pause(500)
  }
}
