import type { PageLinks } from '#src/contracts/page-links.ts'
import { afterWorkMinutes, marketOfZone, type WorkTime } from '#src/domain/business-hours.ts'
import type { Catalog } from '#src/domain/catalog.ts'
import { later, localDay, shiftDays } from '#src/domain/days.ts'
import { ratersOf } from '#src/domain/soft-rating.ts'
import { planDelivery } from '#src/features/delivery/index.ts'
import { directChannels, findPresence, isAway, type Presence, quietEnd } from '#src/features/people/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { askCard } from './cards/ask-card.ts'
import { addPhotosUrl } from './photos.ts'
import { periodOf, type ShownRound, showRounds, subjectOf } from './round.ts'
import { type Every, listPlans, type RatingPlan } from './store/plans.ts'
import { type Asked, closeRound, countRounds, hasRound, listRounds, markAsked, openRound } from './store/rounds.ts'
import { tellResult } from './tell.ts'

/** What keeping rounds needs. */
export interface RoundParts {
  readonly db: Db
  readonly catalog: Pick<Catalog, 'stores' | 'findKpi'>
  readonly now: Date
  /** Signs the addresses of the pages for photos; absent: cards have none. */
  readonly pages?: PageLinks
}

const dayMinutes = 9 * 60 // a working day, 9 to 18

/** Working days that raters have (judgement: test orders take some days to arrive). */
const daysToAnswer: Readonly<Record<Every, number>> = { week: 3, month: 7, quarter: 10 }

/** Whoever has not answered is reminded every so many working days, so many times at most (judgement). */
const daysBetweenReminders = 2
const maxReminders = 3

/** Opens the rounds of periods that have begun: the next raters of each plan are asked. Returns how many were opened. */
export async function openRounds({ db, catalog, now }: RoundParts): Promise<number> {
  let opened = 0
  for (const plan of await listPlans(db)) {
    const subject = subjectOf(plan, catalog)
    if (!subject) continue
    const { timeZone, market } = subject.store
    const today = localDay(now, timeZone)
    const periodFrom = periodOf(plan.every, today).from
    const day = later(shiftDays(today, -1), periodFrom) // a day that is over counts at once
    if (await hasRound(db, plan.id, periodFrom)) continue
    const due = afterWorkMinutes(now, daysToAnswer[plan.every] * dayMinutes, { timeZone, market })
    const raters = await nextRaters(db, plan, now)
    const round = { periodFrom, day, dueDay: localDay(new Date(due.getTime() - 1), timeZone), at: now }
    if (await db.transaction(tx => openRound(tx, plan, round, raters))) opened += 1
  }
  return opened
}

async function nextRaters(db: Db, { id, panel, perRound }: RatingPlan, now: Date): Promise<readonly number[]> {
  const present = await findPresence(db, panel)
  const active = panel.filter(personId => present.has(personId))
  return ratersOf(active, await countRounds(db, id), perRound, personId => {
    const person = present.get(personId)
    return person !== undefined && !isAway(person, now)
  })
}

/**
 * Asks raters who were not asked yet, in their working time, and reminds those who have not answered. Whoever cannot be
 * reached in any chat is tried again each time. Returns how many messages were planned.
 */
export async function askRaters({ db, catalog, now, pages }: RoundParts): Promise<number> {
  const rounds = await showRounds(db, await listRounds(db, { open: true }), catalog)
  const running = new Set((await listPlans(db)).map(({ id }) => id))
  const waited = rounds.flatMap(shown =>
    running.has(shown.round.planId ?? 0) ? unanswered(shown).map(asked => ({ shown, asked })) : [],
  )
  const present = await findPresence(
    db,
    waited.map(({ asked }) => asked.personId),
  )
  let planned = 0
  for (const { shown, asked } of waited) {
    const person = present.get(asked.personId)
    if (person && (await db.transaction(tx => askOne(tx, shown, asked, { person, now, pages })))) planned += 1
  }
  return planned
}

function unanswered({ asked, answers }: ShownRound): readonly Asked[] {
  return asked.filter(({ personId }) => !answers.some(answer => answer.personId === personId))
}

interface Asking {
  readonly person: Presence
  readonly now: Date
  readonly pages: PageLinks | undefined
}

async function askOne(tx: Db, shown: ShownRound, asked: Asked, { person, now, pages }: Asking): Promise<boolean> {
  const workTime = workTimeOf(person, shown)
  const notBefore = afterWorkMinutes(quietEnd(person, now) ?? now, 0, workTime)
  const { roundId, personId, askedAt, reminders } = asked
  const again = askedAt !== null
  if (again && (reminders >= maxReminders || notBefore > now || now < nextReminder(asked, askedAt, workTime)))
    return false
  const [channel] = await directChannels(tx, [personId])
  if (!channel) return false
  const key = `rating/${roundId}/person/${personId}/${again ? `remind/${reminders + 1}` : 'ask'}`
  const card = askCard(shown, again, addPhotosUrl(pages, shown, personId))
  await planDelivery(tx, { key, channelId: channel.id, subject: key, card, notBefore })
  await markAsked(tx, asked, again ? { remindedAt: now, reminders: reminders + 1 } : { askedAt: notBefore })
  return true
}

function nextReminder({ remindedAt }: Asked, askedAt: Date, workTime: WorkTime): Date {
  return afterWorkMinutes(remindedAt ?? askedAt, daysBetweenReminders * dayMinutes, workTime)
}

function workTimeOf({ timeZone }: Presence, { store }: ShownRound): WorkTime {
  const zone = timeZone ?? store.timeZone
  return { timeZone: zone, market: (timeZone === null ? null : marketOfZone(zone)) ?? store.market }
}

/** Closes rounds whose last day is over, and tells whoever asked for them. Returns how many were closed. */
export async function closeRounds({ db, catalog, now }: RoundParts): Promise<number> {
  const rounds = await showRounds(db, await listRounds(db, { open: true }), catalog)
  const due = rounds.filter(({ round, store }) => localDay(now, store.timeZone) > round.dueDay)
  for (const shown of due) {
    await db.transaction(async tx => {
      if (await closeRound(tx, shown.round.id, now)) await tellResult(tx, shown, 'closed', now)
    })
  }
  return due.length
}
