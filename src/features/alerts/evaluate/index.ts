import { shiftDays } from '#src/domain/days.ts'
import { compileFormula } from '#src/domain/formula/index.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Store } from '#src/domain/place.ts'
import type { AlertRule } from '#src/domain/rules/rule.ts'
import type { Target } from '#src/domain/targets/target.ts'
import { listStanding } from '#src/features/alerts/store/alerts.ts'
import { type HeldNote, saveHeldNotes } from '#src/features/alerts/store/held-back.ts'
import { listEvents } from '#src/features/annotations/index.ts'
import type { Figures } from '#src/features/figures/index.ts'
import { clearDirtyDays, type DirtyDay, listDirtyDays, listKnownDays } from '#src/features/ingest/index.ts'
import { listPeople } from '#src/features/people/index.ts'
import { listRates, listStores } from '#src/features/stores/index.ts'
import { listTargets } from '#src/features/targets/index.ts'
import type { Database, Db } from '#src/platform/database/db.ts'
import { isOwnFault } from '#src/platform/database/own-fault.ts'
import { withSharedTables } from '#src/platform/database/shared-reads.ts'
import { noteChangedDays } from '#src/platform/jobs/changed-runs.ts'
import { applyEach } from './apply-judgements.ts'
import type { Applied } from './apply-one.ts'
import { evaluatedDays, limitChecks, targetChecks } from './checks.ts'
import { judgeLate, type LateParts } from './judge-late-data.ts'
import { judgeRules } from './judge-rules.ts'
import { type Judged, type JudgeParts, judgeLimits, judgeTargets } from './judge-targets.ts'
import { ownersBy } from './owners.ts'
import { ruleChecks, rulesOf } from './rule-checks.ts'
import { suppressRedundant } from './suppress-redundant.ts'
import { breathing } from './yield-to-event-loop.ts'

/** What evaluating needs. */
export interface EvaluateParts {
  readonly db: Database['db']
  readonly figures: Figures
  readonly now: Date
  readonly signal?: AbortSignal
  /** Told what could not be judged. A pino logger fits. */
  readonly log?: { readonly error: (fields: object, message: string) => void }
}

/** How many days of stores were looked at, and what that changed. */
export interface Evaluated {
  readonly days: number
  readonly changes: readonly Applied[]
}

/** Events of so many days on either side are known: last year's count for this year's. */
const eventsBack = 550

/** Places that are read, and alerts that are written, at the same time (judgement: below the size of the connection pool). */
const atOnce = 4

/**
 * Looks at the days whose figures changed: opens, changes and resolves alerts, and plans what is said about them.
 * Days that change meanwhile stay on the list. Safe to run twice, also at the same time.
 */
export async function evaluate(parts: EvaluateParts): Promise<Evaluated> {
  const dirty = await listDirtyDays(parts.db)
  return dirty.length === 0 ? { days: 0, changes: [] } : withSharedTables(() => evaluateDays(parts, dirty))
}

async function evaluateDays(parts: EvaluateParts, dirty: readonly DirtyDay[]): Promise<Evaluated> {
  const stores = await listStores(parts.db)
  const applied: Applied[] = []
  for (const demo of [false, true]) {
    const world = stores.filter(store => store.demo === demo)
    const changed = dirty.filter(day => world.some(store => store.id === day.storeId))
    if (changed.length > 0) applied.push(...(await evaluateWorld(parts, world, changed, demo)))
  }
  await noteChangedDays(parts.db, dirty, parts.now)
  if (!parts.signal?.aborted) await clearDirtyDays(parts.db, dirty)
  return { days: dirty.length, changes: applied }
}

/** Demo and real stores are judged apart: a place such as `all` means something else in each world. */
async function evaluateWorld(
  parts: EvaluateParts,
  stores: readonly Store[],
  dirty: readonly DirtyDay[],
  demo: boolean,
): Promise<readonly Applied[]> {
  const { now } = parts
  const isDirty = new Set(dirty.map(day => day.storeId))
  const changed = stores.filter(store => isDirty.has(store.id))
  const figures = parts.figures.withSharedReads(changed)
  const targets = await targetsAbout(parts.db, changed, demo)
  const kpis = new Map((await figures.catalog()).kpis.map(kpi => [kpi.id, kpi]))
  const earliest = shiftDays(now.toISOString().slice(0, 10), -evaluatedDays)
  const known = await listKnownDays(
    parts.db,
    stores.map(store => store.id),
    earliest,
  )
  const breathe = breathing()
  const notes: HeldNote[] = []
  const judging: JudgeParts = {
    figures,
    reader: { stores, demo },
    kpis,
    ownerAt: ownersBy(targets),
    known,
    now,
    breathe,
    noteHeld: note => notes.push(note),
    leaveOut: leavingOut(parts),
  }
  const looks = [
    ...targetChecks(targets, stores, dirty).map(check => alone(judging, check.key, () => judgeTargets(judging, check))),
    ...limitChecks(stores, dirty).map(check =>
      alone(judging, `store:${check.store.slug}`, () => judgeLimits(judging, check)),
    ),
  ]
  const rules = await rulesOf(parts.db, demo)
  const events = await listEvents(parts.db, shiftDays(earliest, -eventsBack), shiftDays(earliest, eventsBack))
  const around = { events, rates: await listRates(parts.db) }
  const ruleLooks = ruleChecks(rules, stores, dirty).map(check =>
    alone(judging, check.key, () => judgeRules(judging, check, around)),
  )
  const judged = (await inParallel([...looks, ...ruleLooks], parts.signal)).flat()
  await saveHeldNotes(parts.db, notes)
  const late = await judgeLate(parts.db, lateParts(parts, stores, demo), rules)
  return applyAll({ ...parts, figures }, await held(parts.db, [...late, ...judged], rules, kpis))
}

/** A look at one place; where it fails by itself the others go on, and it is told. */
function alone(judging: JudgeParts, place: string, look: () => Promise<readonly Judged[]>) {
  return async (): Promise<readonly Judged[]> => {
    try {
      return await look()
    } catch (error) {
      judging.leaveOut({ place }, error)
      return []
    }
  }
}

function leavingOut({ log }: EvaluateParts): JudgeParts['leaveOut'] {
  return (failed, err) => {
    if (!isOwnFault(err)) throw err
    log?.error({ err, ...failed }, 'a rule could not be judged; the others are')
  }
}

/** Looks at the clock alone: figures that should be there by now. Safe to run twice, also at the same time. */
export async function evaluateLate(parts: EvaluateParts): Promise<readonly Applied[]> {
  const stores = (await listStores(parts.db)).filter(store => !store.demo)
  const rules = await rulesOf(parts.db, false)
  return applyAll(parts, await judgeLate(parts.db, lateParts(parts, stores, false), rules))
}

function lateParts({ db, now }: EvaluateParts, stores: readonly Store[], demo: boolean): LateParts {
  const ownersAt = async (late: readonly Store[]) => ownersBy(await targetsAbout(db, late, demo))
  return { reader: { stores, demo }, ownersAt, now }
}

/** Without what another alert, or a late feed, explains. */
async function held(
  db: Db,
  judged: readonly Judged[],
  rules: readonly AlertRule[],
  kpis: ReadonlyMap<string, Kpi>,
): Promise<readonly Judged[]> {
  const late = rules.filter(rule => rule.parameters.kind === 'late')
  const needsOf = (id: string) => needsOfKpi(kpis.get(id))
  return suppressRedundant(judged, await listStanding(db), {
    lateRules: new Set(late.map(rule => `rule/${rule.id}`)),
    needsOf,
  })
}

function needsOfKpi(kpi: Kpi | undefined): readonly string[] {
  return kpi ? compileFormula(kpi.formula).needs.map(need => need.measure) : []
}

/**
 * The targets of places that hold one of the stores. One for several stores counts in the world of the people who set it
 * and own it.
 */
async function targetsAbout(db: Db, about: readonly Store[], demo: boolean): Promise<readonly Target[]> {
  const targets = await listTargets(db, { about })
  if (targets.length === 0) return []
  const people = await listPeople(db, { inactive: true })
  const isDemo = new Map(people.map(person => [person.id, person.demo]))
  return targets.filter(target => {
    if (target.place.startsWith('store:')) return true
    const of = isDemo.get(target.setBy?.id ?? target.owner?.id ?? 0)
    return of === undefined || of === demo
  })
}

async function applyAll(parts: EvaluateParts, judged: readonly Judged[]): Promise<readonly Applied[]> {
  return applyEach(parts, judged, works => inParallel(works, parts.signal))
}

/** The results in the order of the works, however long each takes; of those that were begun. */
async function inParallel<T>(works: readonly (() => Promise<T>)[], signal?: AbortSignal): Promise<readonly T[]> {
  const results: { readonly at: number; readonly result: T }[] = []
  const queue = [...works.entries()]
  const worker = async () => {
    for (let next = queue.shift(); next && !signal?.aborted; next = queue.shift()) {
      const [at, work] = next
      results.push({ at, result: await work() })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return results.sort((a, b) => a.at - b.at).map(({ result }) => result)
}
