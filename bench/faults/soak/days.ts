import { createHmac } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { chatKeys } from '#bench/support/chats.ts'
import { shiftDays } from '#src/domain/days.ts'

/** How the service is spoken to. */
export interface Talk {
  readonly server: FastifyInstance
  readonly apiToken: string
  readonly now: () => Date
}

/** Lines of a day: questions, changes, what makes pictures, files and steps that can be undone. */
const lines = [
  'status sales',
  'trend sales 30d',
  'compare sales',
  'why sales',
  'forecast sales',
  'note "sold well" shopify',
  'target sales 50000 shopify',
  'undo',
  'alerts',
  'export status sales',
  'mute sales ebay 2h',
  'score',
  'digest',
  'advise',
]
const administrator = 'li.wei@demo.linkstar.example'
/** Stores of the demo's company. */
export const stores = ['shopify', 'ebay', 'walmart']

/** Figures that another system pushes in the morning, now and then far off. @returns faults */
export async function pushMorning({ server, apiToken, now }: Talk, n: number): Promise<readonly string[]> {
  const day = shiftDays(now().toISOString().slice(0, 10), -2)
  const rows = stores.flatMap(store =>
    Array.from({ length: 20 }, (_, sku) => {
      const units = n % 9 === 0 ? 0 : 3 + ((n + sku) % 5)
      return { store, sku: `SOAK-${sku}`, day, measures: { units, inquiries: units * 2 } }
    }),
  )
  const headers = { authorization: `Bearer ${apiToken}` }
  const answer = await server.inject({ method: 'POST', url: '/api/v1/observations', headers, payload: rows })
  return answer.statusCode === 200 ? [] : [`push: ${answer.statusCode} ${answer.body.slice(0, 200)}`]
}

/** People type in the console and in Slack. @returns faults */
export async function speak({ server, now }: Talk): Promise<readonly string[]> {
  const faults: string[] = []
  for (const line of lines) {
    const payload = { as: administrator, channel: 'hq', text: `/kpi ${line}` }
    const answer = await server.inject({ method: 'POST', url: '/web/messages', payload })
    if (answer.statusCode !== 200 || /这是系统的问题|fault is on our side/.test(answer.body))
      faults.push(`${line}: ${answer.statusCode} ${answer.body.slice(0, 200)}`)
  }
  const slack = new URLSearchParams({ command: '/kpi', text: 'status sales', user_id: 'U0SOAK', team_id: 'T0ROOM' })
  slack.set('channel_id', 'C0ROOM00001')
  slack.set('response_url', 'http://127.0.0.1:9/nobody')
  const stamp = String(Math.floor(now().getTime() / 1_000))
  const signature = createHmac('sha256', chatKeys.signingSecret).update(`v0:${stamp}:${slack}`).digest('hex')
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': stamp,
    'x-slack-signature': `v0=${signature}`,
  }
  const asked = await server.inject({ method: 'POST', url: '/slack/events', headers, payload: slack.toString() })
  if (asked.statusCode !== 200) faults.push(`slack: ${asked.statusCode} ${asked.body.slice(0, 200)}`)
  return faults
}
