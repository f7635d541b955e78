import { createHash } from 'node:crypto'
import { planDelivery } from '#src/features/delivery/index.ts'
import { findPerson, mailChannels } from '#src/features/people/index.ts'
import { spendInWindow } from '#src/platform/database/quotas.ts'
import { signInCard } from './cards/sign-in-card.ts'
import { issueSignInLink, type LinkParts, linkMinutes } from './links.ts'

/** Mails that one address may get within the life of a link (judgement). */
const maxMailed = 3

/**
 * Mails a link to an address, where it is somebody's and mail is set up. Answers nothing: nobody learns whether the
 * address is one of ours.
 */
export async function mailSignInLink(parts: LinkParts, email: string, target?: string): Promise<void> {
  const { db, now } = parts
  const person = await findPerson(db, { email })
  if (!person?.active) return
  const [place] = await mailChannels(db, [person.id])
  if (!place || !(await within(parts, person.id))) return
  const url = await issueSignInLink(parts, { personId: person.id, via: 'mail', ...(target && { target }) })
  const key = `sign-in/${createHash('sha256').update(url).digest('hex').slice(0, 32)}`
  await planDelivery(db, { key, channelId: place.id, subject: key, card: signInCard(url), urgency: 0, notBefore: now })
}

function within({ db, now }: LinkParts, personId: number): Promise<boolean> {
  return spendInWindow(db, { name: `sign-in-mail/${personId}`, limit: maxMailed, minutes: linkMinutes }, now)
}
