import { type AlertGroupView, alertGroupCard } from '#src/cards/alert-group-card.ts'
import type { Alert } from '#src/domain/alert.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { planDelivery } from '#src/services/deliver.ts'
import { placeLabel } from '#src/services/surroundings.ts'
import { touchGroup } from '#src/storage/alert-groups.ts'
import { listByGroup } from '#src/storage/alerts.ts'
import { type Channel, listChannels } from '#src/storage/channels.ts'
import type { Db } from '#src/storage/db.ts'
import { channelsOfSubject } from '#src/storage/deliveries.ts'
import { directChannels } from '#src/storage/direct-channels.ts'
import { listMutes } from '#src/storage/mutes.ts'
import { listStores, type StoredStore } from '#src/storage/stores.ts'
import { isMuted } from './muting.ts'
import { hearsOf } from './routing.ts'
import { storesOf } from './worlds.ts'

/** From so many alerts of one KPI in one look on they are one message (design rule: more than five). */
export const mostSingle = 5

/** A group that changed. */
export interface GroupOccasion {
  readonly groupId: number
  readonly kpi: Kpi
  readonly now: Date
  /** Some got worse: a new message instead of an edit alone. */
  readonly worse?: boolean
}

/**
 * Plans the message of a group in each channel: only with the alerts that the channel may hear of. Edits where it
 * stands; otherwise posts it, to owners in person where no group hears of them. Muted ones are not counted at first.
 */
export async function postGroup(db: Db, occasion: GroupOccasion): Promise<number> {
  const { groupId, now } = occasion
  const group = await touchGroup(db, groupId)
  if (!group) return 0
  const alerts = await listByGroup(db, groupId)
  const stores = await listStores(db)
  const subject = `alert-group/${groupId}`
  const readers = await readersOf(db, subject, alerts, stores, now)
  for (const { channelId, heard } of readers) {
    const label = (place: string) => placeLabel(place, stores)
    const view: AlertGroupView = { id: groupId, kpi: occasion.kpi, demo: group.demo, alerts: heard, label }
    const plan = { channelId, revision: group.revision, urgency: 0, notBefore: now }
    const key = `${subject}/rev/${group.revision}/channel/${channelId}`
    await planDelivery(db, { ...plan, key, subject, card: alertGroupCard(view) })
    if (!occasion.worse) continue
    const call = `${subject}/call/${group.revision}`
    await planDelivery(db, {
      ...plan,
      key: `${call}/channel/${channelId}`,
      subject: call,
      card: alertGroupCard(view, true),
    })
  }
  return readers.length
}

interface Hearing {
  readonly channelId: number
  readonly heard: readonly Alert[]
}

async function readersOf(
  db: Db,
  subject: string,
  alerts: readonly Alert[],
  stores: readonly StoredStore[],
  now: Date,
): Promise<readonly Hearing[]> {
  const channels = await listChannels(db)
  const standing = new Set(await channelsOfSubject(db, subject))
  if (standing.size > 0)
    return hearings(
      channels.filter(channel => standing.has(channel.id)),
      alerts,
      stores,
    )
  const mutes = await listMutes(db, now)
  const loud = alerts.filter(alert => !mutes.some(mute => isMuted(alert, mute, stores)))
  const groups = channels.filter(channel => channel.kind === 'group')
  const heard = hearings(
    groups.filter(channel => loud.some(alert => wants(channel, alert, stores))),
    loud,
    stores,
  )
  if (heard.length > 0) return heard
  const owners = [...new Set(loud.flatMap(alert => alert.owner?.id ?? []))]
  const direct = await directChannels(db, owners)
  return direct.map(({ id, personId }) => ({
    channelId: id,
    heard: loud.filter(alert => alert.owner?.id === personId),
  }))
}

function hearings(
  channels: readonly Channel[],
  alerts: readonly Alert[],
  stores: readonly StoredStore[],
): readonly Hearing[] {
  return channels.map(channel => ({
    channelId: channel.id,
    heard: channel.kind === 'direct' ? alerts : alerts.filter(alert => wants(channel, alert, stores)),
  }))
}

function wants(channel: Channel, alert: Alert, stores: readonly StoredStore[]): boolean {
  return hearsOf(channel, storesOf(alert, stores))
}
