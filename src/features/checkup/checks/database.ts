import type { Check, Finding } from '#src/chat/checkup.ts'
import { countMigrations, ping, readServer, type ServerFacts } from '#src/features/checkup/store/server.ts'
import { fill, verbatim } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { restoredMark } from '#src/platform/database/restored.ts'
import { databaseTexts as texts } from './database-texts.ts'

/** Migrations that this version of the service brings. */
export interface OurMigrations {
  readonly count: number
}

/** The server, its settings, the schema and how far away it is. */
export function databaseCheck(db: Db, ours: OurMigrations): Check {
  return {
    label: texts.label,
    run: async () => {
      const facts = await readServer(db)
      const applied = await countMigrations(db)
      const held = applied !== null && (await restoredMark(db)) ? [heldFinding] : []
      const findings = [...judgeServer(facts), judgeMigrations(applied, ours.count), ...held]
      return [...findings, judgeLatency(await measure(db))]
    },
  }
}

/** Says that the server cannot be asked, and why. */
export function unreachableCheck(why: string): Check {
  const said = fill(texts.unreachable, { why: verbatim(why) })
  return { label: texts.label, run: async () => [{ state: 'error', said, advice: texts.reach }] }
}

const heldFinding: Finding = { state: 'warning', said: texts.held, advice: texts.release }

/** Needed by one process: the pool, the queue, listeners and leaders. Judgement: two processes and somebody who looks. */
const wantedConnections = 40

/** Judges what a server says of itself. */
export function judgeServer(facts: ServerFacts): readonly Finding[] {
  const { version, size } = facts
  const megabytes = Math.max(1, Math.round(size / 1024 ** 2))
  const wrong = [...broken(facts), ...risky(facts)]
  return [{ state: 'ok', said: fill(texts.server, { version: verbatim(version), megabytes }) }, ...wrong]
}

function broken(facts: ServerFacts): readonly Finding[] {
  const { versionNumber, encoding, readOnly, mayCreate } = facts
  const found: Finding[] = []
  if (versionNumber < 150_000) found.push({ state: 'error', said: texts.tooOld, advice: texts.newer })
  if (encoding !== 'UTF8')
    found.push({ state: 'error', said: fill(texts.encoding, { encoding }), advice: texts.useUtf8 })
  if (readOnly) found.push({ state: 'error', said: texts.readOnly, advice: texts.usePrimary })
  if (!mayCreate) found.push({ state: 'error', said: texts.mayNotCreate, advice: texts.grantCreate })
  return found
}

function risky(facts: ServerFacts): readonly Finding[] {
  const found: Finding[] = []
  const off = [
    ...(facts.fsync ? [] : ['fsync']),
    ...(facts.fullPageWrites ? [] : ['full_page_writes']),
    ...(facts.synchronousCommit ? [] : ['synchronous_commit']),
  ]
  if (off.length > 0)
    found.push({ state: 'warning', said: fill(texts.unsafe, { names: off.join(', ') }), advice: texts.switchOn })
  const free = facts.maxConnections - facts.usedConnections
  if (facts.maxConnections < wantedConnections || free < 10)
    found.push({
      state: 'warning',
      said: fill(texts.fewConnections, { most: facts.maxConnections, used: facts.usedConnections }),
      advice: fill(texts.moreConnections, { wanted: wantedConnections }),
    })
  if (facts.idleSessionTimeout > 0) found.push({ state: 'warning', said: texts.idle, advice: texts.noIdle })
  if (facts.statementTimeout > 0 && facts.statementTimeout < 60_000)
    found.push({
      state: 'warning',
      said: fill(texts.statement, { milliseconds: facts.statementTimeout }),
      advice: texts.noStatement,
    })
  return found
}

/** Judges the schema. `applied` is `null` where nothing of ours stands. */
export function judgeMigrations(applied: number | null, ours: number): Finding {
  if (applied === null) return { state: 'warning', said: texts.noSchema, advice: texts.migrate }
  if (applied < ours)
    return { state: 'warning', said: fill(texts.behind, { missing: ours - applied }), advice: texts.migrate }
  if (applied > ours)
    return { state: 'error', said: fill(texts.ahead, { more: applied - ours }), advice: texts.startNewer }
  return { state: 'ok', said: fill(texts.schema, { ours }) }
}

/** Milliseconds of a statement that does nothing: the middle of five. */
async function measure(db: Db): Promise<number> {
  const took: number[] = []
  for (let round = 0; round < 5; round += 1) {
    const start = performance.now()
    await ping(db)
    took.push(performance.now() - start)
  }
  return took.sort((a, b) => a - b)[2] ?? 0
}

/** Judgement: an answer asks up to twelve times, and shall be there within a second. */
export function judgeLatency(milliseconds: number): Finding {
  const shown = milliseconds < 10 ? milliseconds.toFixed(1) : String(Math.round(milliseconds))
  if (milliseconds < 20) return { state: 'ok', said: fill(texts.latency, { shown }) }
  return {
    state: milliseconds < 200 ? 'warning' : 'error',
    said: fill(texts.latency, { shown }),
    advice: texts.closer,
  }
}
