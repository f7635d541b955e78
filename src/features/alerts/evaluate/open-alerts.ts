import { type Alert, type Transition, transition } from '#src/domain/alerts/alert.ts'
import { postOpened } from '#src/features/alerts/announce/announce-opened.ts'
import { addAlertEvents, insertAlerts, latestAlerts, lockRules } from '#src/features/alerts/store/alerts.ts'
import { saveFindings } from '#src/features/alerts/store/rules.ts'
import type { Database, Db } from '#src/platform/database/db.ts'
import type { Applied, Change } from './apply-one.ts'
import { delayed } from './delay-until-active.ts'

/** What came of openings: alerts that began, and those that became something else meanwhile. */
export interface OpenedMany {
  readonly applied: readonly Applied[]
  readonly overtaken: readonly Change[]
}

/**
 * Opens alerts of their own in one transaction: state, history and messages of all in a few statements. Where another
 * process was faster, the judgement is handed back.
 */
export async function openMany(db: Database['db'], openings: readonly Change[], now: Date): Promise<OpenedMany> {
  const rules = openings.map(({ judged }) => judged.rule)
  if (openings.length === 0) return { applied: [], overtaken: [] }
  return db.transaction(async tx => {
    await lockRules(tx, rules)
    const latest = await latestAlerts(tx, [...new Set(rules.map(({ rule }) => rule))])
    const overtaken: Change[] = []
    const changes = new Map<Change, Transition>()
    for (const opening of openings) {
      const { rule, judgements, notBefore } = opening.judged
      const change = delayed(transition(latest.get(keyOf(rule)) ?? null, rule, judgements, now), notBefore)
      if (change?.kind === 'opened') changes.set(opening, change)
      else overtaken.push(opening)
    }
    return { applied: await open(tx, changes, now), overtaken }
  })
}

async function open(db: Db, changes: ReadonlyMap<Change, Transition>, now: Date): Promise<readonly Applied[]> {
  const fields = [...changes].map(([{ placed }, change]) => ({ ...change.fields, ...placed }))
  const rows = new Map((await insertAlerts(db, fields)).map(row => [keyOf(row), row.id]))
  const opened = [...changes.keys()].flatMap((opening, index) => {
    const [id, own] = [rows.get(keyOf(opening.judged.rule)), fields[index]]
    return id !== undefined && own ? [{ ...opening, alert: { ...own, id } satisfies Alert }] : []
  })
  const found = opened.flatMap(({ alert, judged: { finding } }) => (finding ? [{ alertId: alert.id, finding }] : []))
  await saveFindings(db, found)
  const explained = opened.filter(({ alert }) => alert.heldBy !== null)
  await addAlertEvents(
    db,
    explained.map(({ alert }) => ({ alertId: alert.id, at: now, kind: 'held', personId: null, via: null })),
  )
  await postOpened(
    db,
    opened.filter(({ alert }) => alert.heldBy === null),
    now,
  )
  return opened.map(({ alert }) => ({ kind: 'opened', alert }))
}

function keyOf({ rule, place }: { readonly rule: string; readonly place: string }): string {
  return `${rule} ${place}`
}
