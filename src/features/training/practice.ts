import type { Card } from '#src/chat/card.ts'
import type { Practice, PracticeLine } from '#src/features/conversation/index.ts'
import { runCard } from '#src/features/training/cards/run-card.ts'
import { type Deeds, readDeeds } from '#src/features/training/store/deeds.ts'
import { type Run, runningOf } from '#src/features/training/store/runs.ts'
import type { Db } from '#src/platform/database/db.ts'
import { type Drill, findDrill, type Step } from './drills/index.ts'
import { keep, keepGoing, storeOf } from './practice-store.ts'
import { finished, touched, withStep } from './progress.ts'

/** Who was at it within this time is at it still: a line without a place is then about the practice store. Judgement. */
const atItMs = 30 * 60_000

/** Where people practise, for the dispatcher. */
export function createPractice(db: Db): Practice {
  return {
    of: async (personId, now) => {
      const run = await runningOf(db, personId)
      const drill = run && findDrill(run.drill)
      if (!run || !drill) return null
      await keepGoing(db, run, drill, now)
      const deeds = await readDeeds(db, run.id, personId, run.startedAt)
      return {
        store: storeOf(run),
        atIt: now.getTime() - run.lastAt.getTime() < atItMs,
        owns: (verb, number) => numbersOf(verb, deeds).includes(number),
        after: line => lookAt(db, run, drill, line, now),
      }
    },
  }
}

function numbersOf(verb: string, { numbers }: Deeds): readonly number[] {
  if (verb === 'rule') return numbers.rules
  return verb === 'note' ? numbers.notes : numbers.alerts
}

/** What a line did for the drill: a card where a step is now done, nothing else. */
async function lookAt(db: Db, run: Run, drill: Drill, line: PracticeLine, now: Date): Promise<readonly Card[]> {
  if (!line.inside && line.verb !== 'undo') return []
  const deeds = await readDeeds(db, run.id, run.personId, run.startedAt)
  let next = touched(run, now)
  let isNew = false
  for (const [at, step] of drill.steps.entries()) {
    if (next.steps[at]?.state === 'done' || !(isDone(step, deeds) || isAsked(step, line, drill))) continue
    next = withStep(next, at, 'done', now)
    isNew = true
  }
  const after = finished(next, drill, now)
  await keep(db, after)
  return isNew ? [runCard(drill, after, storeOf(run).name)] : []
}

/** Whether a step is done by what stands there. */
function isDone(step: Step, deeds: Deeds): boolean {
  switch (step.do) {
    case 'ask':
      return false
    case 'note':
      return deeds.notes > 0
    case 'target':
      return deeds.targets.includes(step.kpi)
    case 'rule':
      return deeds.rules.includes(step.kpi)
    case 'stop-rule':
      return deeds.rulesStopped > 0
    case 'ack':
      return deeds.acknowledged > 0
    case 'snooze':
      return deeds.snoozed > 0
    case 'resolve':
      return deeds.resolved > 0
    case 'undo':
      return deeds.undone > 0
    default:
      return step satisfies never
  }
}

/** Whether a line asked what a step wants to be asked. */
function isAsked(step: Step, { verb, subverb, words }: PracticeLine, { alert }: Drill): boolean {
  if (step.do !== 'ask') return false
  if (step.verb === 'rules') return verb === 'rule' && (subverb === null || subverb === 'list')
  if (step.verb === 'suggest' ? verb !== 'target' || subverb !== 'suggest' : verb !== step.verb) return false
  const byNumber = words.ids.length > 0 && step.kpi === alert?.kpi
  return step.kpi === undefined || byNumber || words.kpis.some(kpi => kpi.id === step.kpi)
}
