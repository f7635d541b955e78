import { localDay } from '#src/domain/days.ts'
import type { Target } from '#src/domain/targets/target.ts'
import { planDelivery } from '#src/features/delivery/index.ts'
import { bringTasks } from '#src/features/improvements/index.ts'
import { directChannels, type Person } from '#src/features/people/index.ts'
import { addTarget, standingTargets, startOfPeriod } from '#src/features/targets/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { inheritedCard } from './cards/handover-card.ts'
import {
  endAccess,
  endDeputy,
  giveActions,
  giveAlerts,
  giveRules,
  giveSchedules,
  giveTargetsAhead,
  giveTeams,
} from './store/handover.ts'

/** What somebody who leaves was responsible for, and who has it now. */
export interface Handover {
  readonly person: Person
  readonly successor: Person
  /** Targets that stand, from the running period on, and those that begin later. */
  readonly targets: readonly Pick<Target, 'kpiId' | 'place'>[]
  /** Numbers of alerts that are not over, of rules that run, and of posts to groups. */
  readonly alerts: readonly number[]
  readonly rules: readonly number[]
  readonly schedules: readonly number[]
  /** Posts to the person alone, which end. */
  readonly endedSchedules: readonly number[]
  /** Numbers of actions that are open, and names of teams that they led. */
  readonly actions: readonly number[]
  readonly teams: readonly string[]
  /** Whose deputy they were: these have none now. */
  readonly deputyOf: readonly string[]
}

/** Who decided it, and when. `by` is `null` where a platform said that the person left. */
export interface Decision {
  readonly by: number | null
  readonly now: Date
}

/**
 * Ends a person's access and gives all that they own to another: nothing is without somebody, and no alert is asked of
 * who is gone. Periods that are over keep their owner. The successor is told in person, unless they decided it.
 */
export async function handOver(tx: Db, person: Person, successor: Person, decision: Decision): Promise<Handover> {
  const { by, now } = decision
  const given = await giveTargets(tx, person, successor, decision)
  const { given: posts, ended } = await giveSchedules(tx, person.id, successor.id)
  const handover: Handover = {
    person,
    successor,
    targets: given,
    alerts: await giveAlerts(tx, person.id, successor.id),
    rules: await giveRules(tx, person.id, successor.id),
    schedules: posts,
    endedSchedules: ended,
    actions: await giveActions(tx, person.id, successor.id),
    teams: await giveTeams(tx, person.id, successor.id, localDay(now, successor.timeZone ?? 'UTC')),
    deputyOf: await endDeputy(tx, person.id),
  }
  await endAccess(tx, person.id, successor.id)
  await bringTasks(tx, handover.actions, { now, timeZone: successor.timeZone ?? 'UTC' })
  if (successor.id !== by) await tell(tx, handover, now)
  return handover
}

async function giveTargets(tx: Db, person: Person, successor: Person, { by, now }: Decision) {
  const today = localDay(now, successor.timeZone ?? 'UTC')
  const standing = (await standingTargets(tx, kind => startOfPeriod(kind, today))).filter(
    target => target.owner?.id === person.id,
  )
  const given: Target[] = []
  for (const { id: _id, owner: _owner, setBy: _setBy, withdrawn: _withdrawn, ...target } of standing) {
    if (target.validFrom > today) continue
    const validFrom = startOfPeriod(target.period, today)
    given.push(await addTarget(tx, { ...target, validFrom, ownerId: successor.id, setBy: by, setAt: now }))
  }
  return [...given, ...(await giveTargetsAhead(tx, person.id, successor.id, today))]
}

async function tell(tx: Db, handover: Handover, now: Date): Promise<void> {
  for (const { id: channelId } of await directChannels(tx, [handover.successor.id])) {
    const key = `handover/${handover.person.id}/${now.toISOString()}/channel/${channelId}`
    await planDelivery(tx, { key, channelId, subject: key, card: inheritedCard(handover), urgency: 2, notBefore: now })
  }
}
