import type { Card } from '#src/chat/card.ts'
import { planDelivery, tellAdministrators } from '#src/features/delivery/index.ts'
import { directChannels, findPerson, mailChannels } from '#src/features/people/index.ts'
import type { Db } from '#src/platform/database/db.ts'

/** Tells the person who hears about files of the folder; where none is named, the administrators. */
export async function tellWatcher(db: Db, email: string | null, key: string, card: Card, now: Date): Promise<void> {
  const person = email === null ? null : await findPerson(db, { email })
  if (!person?.active) return tellAdministrators(db, key, card, now)
  await tellPerson(db, person.id, key, card, now)
}

/** Tells one person in their own conversation; by mail as well where they wrote one and mails can be sent. */
export async function tellPerson(
  db: Db,
  personId: number,
  key: string,
  card: Card,
  now: Date,
  alsoByMail = false,
): Promise<void> {
  const direct = await directChannels(db, [personId])
  const mail = alsoByMail ? await mailChannels(db, [personId]) : []
  const ids = new Set([...direct, ...mail].map(channel => channel.id))
  for (const channelId of ids) {
    const subject = `tell/${key}/channel/${channelId}`
    await planDelivery(db, { key: subject, channelId, subject, card, urgency: 1, notBefore: now })
  }
}
