import type { Card } from '#src/chat/card.ts'
import { planDelivery } from '#src/services/deliver.ts'
import type { Db } from '#src/storage/db.ts'
import { directChannels } from '#src/storage/direct-channels.ts'
import { listPeople } from '#src/storage/people.ts'

/** Plans a message to every administrator who can be reached in person, once per key. */
export async function tellAdministrators(db: Db, key: string, card: Card, now: Date): Promise<void> {
  const people = await listPeople(db)
  const administrators = people.filter(person => person.role === 'administrator').map(person => person.id)
  for (const { id: channelId } of await directChannels(db, administrators)) {
    const subject = `tell/${key}/channel/${channelId}`
    await planDelivery(db, { key: subject, channelId, subject, card, urgency: 1, notBefore: now })
  }
}
