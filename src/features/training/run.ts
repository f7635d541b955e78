import type { Card } from '#src/chat/card.ts'
import type { Caller } from '#src/contracts/command.ts'
import { includes } from '#src/contracts/command.ts'
import type { DataTable } from '#src/contracts/data-table.ts'
import { UserError } from '#src/errors.ts'
import { drillsCard, trackCard, trackNamed, tracksCard } from '#src/features/training/cards/drills-card.ts'
import { hintCard, runCard, stoppedCard } from '#src/features/training/cards/run-card.ts'
import { listLeftovers, removePractice } from '#src/features/training/store/practice-rows.ts'
import {
  addRun,
  deleteRuns,
  listIdle,
  listRuns,
  lockRuns,
  type Run,
  runningOf,
  saveRun,
} from '#src/features/training/store/runs.ts'
import { drillTable } from '#src/features/training/tables/drill-table.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { type Drill, drills, findDrill } from './drills/index.ts'
import { keep, openStore, storeOf } from './practice-store.ts'
import { finished, nextAt, touched, withStep } from './progress.ts'

/** Who practises, and when. */
export interface Practising {
  readonly db: Db
  readonly caller: Pick<Caller, 'personId' | 'role'>
  readonly now: Date
}

/** The drill that somebody is in, as a card; `null`: they are in none. */
export async function showRun({ db, caller }: Practising): Promise<Card | null> {
  const found = caller.personId === null ? null : await current(db, caller.personId)
  return found && runCard(found.drill, found.run, storeOf(found.run).name)
}

/** All drills that somebody may begin, and which they finished: for a page, where there is room for them. */
export async function showDrills(practising: Practising): Promise<Card> {
  return drillsCard(openTo(practising.caller), await finishedBy(practising))
}

/** The lines of work that somebody may train for, or the drills of the one that is named. @throws UserError */
export async function chooseDrill(practising: Practising, name: string): Promise<Card> {
  const open = openTo(practising.caller)
  const done = await finishedBy(practising)
  if (name.trim() === '') return tracksCard(open, done)
  const track = trackNamed(name)
  if (!track || !open.some(drill => drill.track === track))
    throw new UserError(fill(texts.noTrack, { name: verbatim(name) }), suggestions(practising.caller))
  return trackCard(track, open, done)
}

/** All drills that somebody may begin, as a table. */
export async function listDrills(practising: Practising): Promise<DataTable> {
  return drillTable(openTo(practising.caller), await finishedBy(practising))
}

async function finishedBy({ db, caller }: Practising): Promise<ReadonlySet<string>> {
  const done = caller.personId === null ? [] : await listRuns(db, [caller.personId])
  return new Set(done.filter(({ state }) => state === 'finished').map(({ drill }) => drill))
}

/** Drills whose steps a role may do. */
export function openTo({ role }: Pick<Caller, 'role'>): readonly Drill[] {
  return drills.filter(drill => includes(role, drill.role))
}

/** Begins a drill; one that ran before is stopped. @throws UserError for a name that is none, and without the role. */
export async function startDrill({ db, caller, now }: Practising, name: string): Promise<Card> {
  const { personId } = caller
  const drill = named(name)
  if (personId === null) throw new UserError(texts.nobody)
  if (!drill) throw new UserError(fill(texts.unknown, { name }), suggestions(caller))
  if (!includes(caller.role, drill.role)) throw new UserError(texts.role)
  return db.transaction(async tx => {
    await lockRuns(tx, personId)
    const before = await runningOf(tx, personId)
    if (before) await end(tx, before, now)
    const run = await addRun(tx, personId, drill.id, now)
    if (!run) throw new Error('A drill cannot begin beside another')
    await openStore(tx, run, drill, now)
    return runCard(drill, run, storeOf(run).name)
  })
}

/** A hint for the next step. @throws UserError outside of a drill. */
export async function giveHint(practising: Practising): Promise<Card> {
  const { db, now } = practising
  const { run, drill } = await required(practising)
  const at = nextAt(run, drill)
  if (at === null) return runCard(drill, run, storeOf(run).name)
  const after = { ...touched(run, now), hints: run.hints + 1 }
  await saveRun(db, after)
  return hintCard(drill, after, at)
}

/** Leaves the next step out. @throws UserError outside of a drill. */
export async function leaveOut(practising: Practising): Promise<Card> {
  const { db, now } = practising
  const { run, drill } = await required(practising)
  const at = nextAt(run, drill)
  const after = at === null ? run : finished(withStep(touched(run, now), at, 'skipped', now), drill, now)
  await keep(db, after)
  return runCard(drill, after, storeOf(run).name)
}

/** Says that somebody is at it again. @throws UserError outside of a drill. */
export async function goOn(practising: Practising): Promise<Card> {
  const { run, drill } = await required(practising)
  const after = touched(run, practising.now)
  await saveRun(practising.db, after)
  return runCard(drill, after, storeOf(run).name)
}

/** Ends the drill before its end. @throws UserError outside of a drill. */
export async function stopDrill(practising: Practising): Promise<Card> {
  const { run, drill } = await required(practising)
  await end(practising.db, run, practising.now)
  return stoppedCard(drill)
}

/** Takes away what somebody practised, with the store of a drill that runs; answers how many drills stood in the record. */
export async function forgetTraining(tx: Db, personId: number): Promise<number> {
  const run = await runningOf(tx, personId)
  if (run) await removePractice(tx, run.id)
  return deleteRuns(tx, personId)
}

/** Ends drills that nobody was at since an instant, and takes away practice stores whose drill is over. */
export async function pruneTraining(db: Db, before: Date, now: Date): Promise<number> {
  for (const run of await listIdle(db, before)) await end(db, run, now)
  const left = await listLeftovers(db)
  for (const id of left) await removePractice(db, id)
  return left.length
}

async function end(tx: Db, run: Run, now: Date): Promise<void> {
  await keep(tx, { ...run, state: 'stopped', endedAt: now })
}

async function current(db: Db, personId: number): Promise<{ readonly run: Run; readonly drill: Drill } | null> {
  const run = await runningOf(db, personId)
  const drill = run && findDrill(run.drill)
  return run && drill ? { run, drill } : null
}

async function required({ db, caller }: Practising): Promise<{ readonly run: Run; readonly drill: Drill }> {
  const found = caller.personId === null ? null : await current(db, caller.personId)
  if (!found) throw new UserError(texts.none, suggestions(caller))
  return found
}

/** A drill by its name, or by its title in any language. */
function named(name: string): Drill | null {
  const key = name.trim().toLowerCase()
  return (
    findDrill(key) ?? drills.find(({ title }) => Object.values(title).some(one => one.toLowerCase() === key)) ?? null
  )
}

function suggestions(caller: Pick<Caller, 'role'>) {
  return openTo(caller)
    .slice(0, 6)
    .map(({ id, title }) => ({ label: title, line: `guide start ${id}` }))
}

const texts = {
  noTrack: {
    en: 'There are no drills for “{name}” that your role may do. “guide drills” lists the lines of work.',
    ja: '「{name}」向けで行える練習はありません。「ガイド 練習」で業務の一覧を表示します。',
    'zh-CN': '没有您可进行的“{name}”练习。发送“向导 练习”查看岗位列表。',
  },
  unknown: {
    en: 'There is no drill “{name}”. “guide drills” lists them.',
    ja: '「{name}」という練習はありません。「ガイド 練習」で一覧を表示します。',
    'zh-CN': '没有名为“{name}”的练习。发送“向导 练习”查看列表。',
  },
  role: {
    en: 'Steps of this drill need a role that you do not have.',
    ja: 'この練習には現在の権限では行えないステップがあります。',
    'zh-CN': '该练习的步骤需要您没有的权限。',
  },
  none: {
    en: 'You are in no drill. Begin one:',
    ja: '現在行っている練習はありません。次から始められます：',
    'zh-CN': '您目前没有进行中的练习，可从以下开始：',
  },
  nobody: {
    en: 'Drills are for people: write to the bot as yourself.',
    ja: '練習は本人として行います。ご自身のアカウントから送信してください。',
    'zh-CN': '练习须由本人进行，请用自己的账号发送。',
  },
} satisfies Record<string, Localized>
