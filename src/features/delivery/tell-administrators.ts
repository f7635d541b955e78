import type { Card } from '#src/chat/card.ts'
import { directChannels, listAdministrators } from '#src/features/people/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { planDelivery } from './plan.ts'

/** Plans a message to every administrator who can be reached in person, once per key. */
export async function tellAdministrators(db: Db, key: string, card: Card, now: Date): Promise<void> {
  const administrators = await listAdministrators(db)
  const ids = administrators.map(person => person.id)
  await tellPeople(db, ids, key, card, now)
}

/** Plans a message to people who can be reached in person, once per key and conversation. */
export async function tellPeople(
  db: Db,
  personIds: readonly number[],
  key: string,
  card: Card,
  now: Date,
): Promise<void> {
  for (const { id: channelId } of await directChannels(db, personIds)) {
    const subject = `tell/${key}/channel/${channelId}`
    await planDelivery(db, { key: subject, channelId, subject, card, urgency: 1, notBefore: now })
  }
}
