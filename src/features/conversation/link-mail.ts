import { createHash } from 'node:crypto'
import { UserError } from '#src/errors.ts'
import { planDelivery } from '#src/features/delivery/index.ts'
import {
  type Claimant,
  codeMinutes,
  findPerson,
  issueCode,
  linkCodeCard,
  mailChannels,
  type Person,
} from '#src/features/people/index.ts'
import type { Localized } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { spendInWindow } from '#src/platform/database/quotas.ts'

/** Codes that one account may ask for, and that one address may get, within the life of a code (judgement). */
const maxAsked = 3
const maxMailed = 2

const tooOften: Localized = {
  en: 'You asked for too many codes. Try again in 15 minutes.',
  ja: 'コードの送信回数が上限に達しました。15分後にもう一度お試しください。',
  'zh-CN': '获取绑定码过于频繁，请 15 分钟后再试。',
}

/** Mails a code to whom it stands for; `false` where there is no mail, or the person has no address that takes it. */
export async function mailCode(db: Db, person: Person, code: string, now: Date): Promise<boolean> {
  const [place] = await mailChannels(db, [person.id])
  if (!place) return false
  const key = `link-code/${createHash('sha256').update(code).digest('hex').slice(0, 32)}`
  const card = linkCodeCard(person.name, code)
  return planDelivery(db, { key, channelId: place.id, subject: key, card, urgency: 0, notBefore: now })
}

/**
 * Mails a code to an address, for the account that asks alone. Nobody learns whether the address is one of ours.
 * @throws UserError after too many of them.
 */
export async function askForCode(db: Db, email: string, claimant: Claimant, now: Date): Promise<void> {
  const { messenger, workspace, externalId } = claimant
  if (!(await within(db, `link-ask/${messenger}/${workspace}/${externalId}`, maxAsked, now)))
    throw new UserError(tooOften)
  const person = await findPerson(db, { email })
  if (!person?.active || !(await within(db, `link-mail/${person.id}`, maxMailed, now))) return
  await mailCode(db, person, await issueCode(db, person.id, now, claimant), now)
}

function within(db: Db, name: string, limit: number, now: Date): Promise<boolean> {
  return spendInWindow(db, { name, limit, minutes: codeMinutes }, now)
}
