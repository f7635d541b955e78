import type { Card } from '#src/chat/card.ts'
import type { Invocation } from '#src/chat/messenger.ts'
import type { Command } from '#src/contracts/command.ts'
import { strangerCard } from '#src/features/conversation/cards/error-card.ts'
import { askForCode } from '#src/features/conversation/link-mail.ts'
import {
  canMail,
  codeIn,
  codeMailedCard,
  emailIn,
  linkedCard,
  listAdministrators,
  redeemCode,
} from '#src/features/people/index.ts'
import type { Db } from '#src/platform/database/db.ts'

/** What is said to somebody we do not know. */
export interface StrangerAnswer {
  readonly card: Card
  /** They were linked, or are about to be: not a refusal. */
  readonly welcome: boolean
}

/**
 * Somebody we do not know may bring a code that says who they are, or ask for one by mail; everybody else hears how to be
 * invited. @throws UserError for a wrong code, and after too many tries.
 */
export async function answerStranger(
  { db, commands }: { readonly db: Db; readonly commands: readonly Command[] },
  invocation: Invocation,
  now: Date,
): Promise<StrangerAnswer> {
  const { messenger, workspace, person: externalId, line } = invocation
  const claimant = { messenger, workspace, externalId }
  const code = codeIn(line, commands)
  if (code !== null) {
    const person = await redeemCode(db, code, claimant, now)
    return { card: linkedCard(person.name, externalId), welcome: true }
  }
  const email = emailIn(line, commands)
  if (email !== null && (await canMail(db))) {
    await askForCode(db, email, claimant, now)
    return { card: codeMailedCard(email), welcome: true }
  }
  return { card: await introduction(db, invocation), welcome: false }
}

async function introduction(db: Db, { profile, person }: Invocation): Promise<Card> {
  const administrators = (await listAdministrators(db, { demo: false })).slice(0, 3)
  const names = administrators.map(({ name }) => name)
  return strangerCard({
    email: profile?.email ?? null,
    externalId: person,
    administrators: names,
    mails: await canMail(db),
  })
}
