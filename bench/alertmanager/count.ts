import type { Db } from '#src/platform/database/db.ts'
import type { Side } from './receiver.ts'
import type { Breach } from './stream.ts'

/** What became of breaches at the receiver. */
export interface Count {
  /** Breaches that are in no message. */
  readonly lost: number
  /** Messages, or breaches in webhooks, that came more than once. */
  readonly doubled: number
}

/** Each webhook of the peer names its breaches. */
export function countPeer(breaches: readonly Breach[], side: Side): Count {
  const times = new Map(side.times)
  return { lost: breaches.filter(({ id }) => !times.has(id)).length, doubled: doubledIn(side) }
}

/** Ours names its alert, or the group of alerts: the database knows which breach that is. */
export async function countOurs(db: Db, breaches: readonly Breach[], side: Side): Promise<Count> {
  const subjects = new Map<string, string>()
  const rows = await db.execute('select id, kpi_id, place, group_id from alerts')
  for (const { id, kpi_id, place, group_id } of rows) {
    const subject = group_id === null ? `alert/${id}` : `alert-group/${group_id}`
    subjects.set(`${kpi_id}/${String(place).replace('store:', '')}`, subject)
  }
  const said = new Set(side.times.map(([key]) => key.split('/').slice(0, 2).join('/')))
  const lost = breaches.filter(({ id }) => !said.has(subjects.get(id) ?? '')).length
  return { lost, doubled: doubledIn(side) }
}

function doubledIn({ times }: Side): number {
  return times.filter(([, count]) => count > 1).length
}
