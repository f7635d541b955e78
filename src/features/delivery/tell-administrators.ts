import type { Card } from '#src/chat/card.ts'
import { directChannels, listPeople } from '#src/features/people/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { planDelivery } from './deliverer.ts'

/** Plans a message to every administrator who can be reached in person, once per key. */
export async function tellAdministrators(db: Db, key: string, card: Card, now: Date): Promise<void> {
  const people = await listPeople(db)
  const administrators = people.filter(person => person.role === 'administrator').map(person => person.id)
  for (const { id: channelId } of await directChannels(db, administrators)) {
    const subject = `tell/${key}/channel/${channelId}`
    await planDelivery(db, { key: subject, channelId, subject, card, urgency: 1, notBefore: now })
  }
}
