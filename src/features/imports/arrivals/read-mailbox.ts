import { Readable } from 'node:stream'
import type { Card } from '#src/chat/card.ts'
import { tellAdministrators } from '#src/features/delivery/index.ts'
import { importRefusedCard } from '#src/features/imports/cards/preview-card.ts'
import { mayImport, mayWriteTo, storesInScope } from '#src/features/imports/importers.ts'
import { spool } from '#src/features/imports/spool.ts'
import { findPerson, type Person } from '#src/features/people/index.ts'
import { fill, verbatim } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { readSetting, writeSetting } from '#src/platform/database/settings.ts'
import { type MailboxAddress, type MailboxMark, openMailbox } from './open-mailbox.ts'
import { type FileMail, readMail } from './read-mail.ts'
import { type ArrivalContext, takeFile } from './take-file.ts'
import { tellPerson } from './tell.ts'
import { texts } from './texts.ts'

/** What reading a mailbox needs. */
export interface MailboxParts extends ArrivalContext {
  readonly db: Db
  readonly signal: AbortSignal
  readonly log: { info(fields: object, sentence: string): void; error(fields: object, sentence: string): void }
}

/**
 * Takes the files of new mails, each mail once: the mark moves on after each. Only people who may import are heard;
 * others are told to the administrators, who wrote is answered in their chat and by mail.
 */
export async function readMailbox(address: MailboxAddress, parts: MailboxParts): Promise<void> {
  const { db, now, signal, log } = parts
  const key = `mailbox/${address.user}@${address.host}/${address.folder}`
  try {
    const mailbox = await openMailbox(address)
    try {
      const mark = (await readSetting(db, key)) as MailboxMark | null // our own JSON
      for (const uid of await mailbox.newMails(mark)) {
        if (signal.aborted) return
        const raw = await mailbox.read(uid)
        if (raw) await takeMail(await readMail(raw), `${key}/${mailbox.uidValidity}/${uid}`, parts)
        await mailbox.markRead(uid)
        await writeSetting(db, key, { uidValidity: mailbox.uidValidity, lastUid: uid } satisfies MailboxMark)
      }
    } finally {
      await mailbox.close()
    }
  } catch (err) {
    log.error({ err }, 'the mailbox for files could not be read')
    const reason = verbatim(err instanceof Error ? err.message.slice(0, 200) : 'unknown')
    const day = now().toISOString().slice(0, 10)
    await tellAdministrators(db, `${key}/fault/${day}`, noteCard(fill(texts.unreachable, { reason })), now())
  }
}

function noteCard(text: Card['title']): Card {
  return { title: texts.mailbox, tone: 'warning', blocks: [{ type: 'text', text }] }
}

/** Takes the files of one mail and answers its sender. */
async function takeMail(mail: FileMail, key: string, parts: MailboxParts): Promise<void> {
  const { db, now } = parts
  if (mail.sender === '' || mail.automatic) return
  const person = await findPerson(db, { email: mail.sender })
  if (mail.forged || !person || !mayImport(person)) {
    if (mail.files.length === 0) return
    const text = fill(mail.forged ? texts.forged : texts.stranger, { sender: verbatim(mail.sender) })
    return tellAdministrators(db, `${key}/stranger`, noteCard(text), now())
  }
  const answer = (at: number, card: Card) => tellPerson(db, person.id, `${key}/${at}`, card, now(), true)
  if (mail.files.length === 0) return answer(0, noteCard(texts.noFiles))
  for (const [at, file] of mail.files.entries()) await answer(at, await takeOne(person, mail, file, parts))
}

async function takeOne(
  person: Person,
  { options }: FileMail,
  { name, bytes }: FileMail['files'][number],
  parts: MailboxParts,
): Promise<Card> {
  const { db } = parts
  const file = await spool(name, Readable.from([bytes]))
  try {
    const check = (preview: Parameters<typeof storesInScope>[1]) => storesInScope(db, preview, person)
    const mayRates = person.role === 'administrator'
    const may = { mayRates, check, mayWriteTo: mayWriteTo(person) }
    const arrived = { name, path: file.path, way: 'mail', options, by: person.id, ...may } as const
    const { card, text } = await takeFile(db, arrived, parts)
    return card ?? importRefusedCard(name, text)
  } finally {
    await file.remove()
  }
}
