import type { Caller, HealthReport } from '#src/contracts/command.ts'
import { listRecentLines } from '#src/features/conversation/index.ts'
import { planDelivery, tellPeople } from '#src/features/delivery/index.ts'
import {
  directChannels,
  ensureChannel,
  findPerson,
  listAdministrators,
  mailMessenger,
} from '#src/features/people/index.ts'
import type { Localized } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { type HelpWanted, helpWantedCard } from './cards/help-wanted-card.ts'
import { hideFigures } from './hide-figures.ts'

/** What a request for help is made from. */
export interface HelpRequest {
  readonly db: Db
  readonly caller: Caller
  readonly reference: string
  /** In the person's own words; empty: none. */
  readonly words: string
  /** Lines typed until then are told. */
  readonly before: Date
  readonly checks: HealthReport['checks']
  readonly stopped: readonly Localized[]
  readonly version: string
  /** Where requests go instead of the administrators; `null`: to them. */
  readonly supportEmail: string | null
  readonly figures: boolean
  readonly now: Date
}

/** Who was told. */
export interface Told {
  readonly people: readonly string[]
  /** A mail goes to the address of the support. */
  readonly mailed: boolean
}

/** Judgement: what somebody tried before they gave up. */
const shownLines = 6

/** Tells whoever can help, once per number; mails the support where there is an address and a way to it. */
export async function askForHelp(request: HelpRequest): Promise<Told> {
  const { db, caller, reference, figures, now } = request
  const card = helpWantedCard(await wantedOf(request))
  const key = `help/${reference}${figures ? '/figures' : ''}`
  const place = await supportPlace(request)
  if (place !== null) {
    await planDelivery(db, { key, channelId: place, subject: key, card, urgency: 1, notBefore: now })
    return { people: [], mailed: true }
  }
  const own = caller.personId === null ? null : await findPerson(db, { id: caller.personId })
  const helpers = (await listAdministrators(db, { demo: own?.demo ?? caller.demo })).filter(
    ({ id }) => id !== caller.personId,
  )
  const reached = await directChannels(
    db,
    helpers.map(({ id }) => id),
  )
  await tellPeople(
    db,
    reached.map(({ personId }) => personId),
    key,
    card,
    now,
  )
  const names = helpers.filter(({ id }) => reached.some(({ personId }) => personId === id)).map(({ name }) => name)
  return { people: names, mailed: false }
}

async function wantedOf(request: HelpRequest): Promise<HelpWanted> {
  const { db, caller, reference, words, before, checks, stopped, version, figures, now } = request
  const person = caller.personId === null ? null : await findPerson(db, { id: caller.personId })
  const recent =
    caller.personId === null ? [] : await listRecentLines(db, caller.personId, before, shownLines, 'support')
  const lines = recent.map(one => ({ ...one, line: figures ? one.line : hideFigures(one.line) }))
  const who = {
    name: caller.name,
    email: person?.email ?? null,
    messenger: caller.messenger,
    timeZone: caller.timeZone,
  }
  return { ...who, reference, words, lines, checks, stopped, version, figures, at: now }
}

/** The conversation by mail with the support; `null`: there is no address, or no mail. */
async function supportPlace({ db, supportEmail, caller }: HelpRequest): Promise<number | null> {
  const messenger = await mailMessenger(db)
  if (supportEmail === null || messenger === null) return null
  const fixed = { workspace: '', kind: 'direct', scope: [], alerts: false, locale: caller.locale } as const
  const made = { ...fixed, messenger, externalId: supportEmail, name: supportEmail, timeZone: caller.timeZone }
  return (await ensureChannel(db, made)).id
}
