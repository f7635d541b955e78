import type { Card } from '#src/chat/card.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { findAlert } from '#src/storage/alerts.ts'
import type { Db } from '#src/storage/db.ts'
import type { ClaimedDelivery } from '#src/storage/deliveries.ts'
import { directChannels } from '#src/storage/direct-channels.ts'
import { listPeople } from '#src/storage/people.ts'
import { findSchedule } from '#src/storage/schedules.ts'
import { planDelivery } from './plan.ts'

const title: Localized = {
  en: 'I can no longer post in “{channel}”',
  ja: '「{channel}」に投稿できなくなりました',
  'zh-CN': '无法再在“{channel}”中发消息',
}

const what: Localized = {
  en: 'The platform refused a message there. The channel may be archived, or I am no longer a member. What was meant for it is kept.',
  ja: '投稿が拒否されました。チャンネルがアーカイブされたか、ボットがメンバーから外れた可能性があります。未送信のメッセージは保存しています。',
  'zh-CN': '平台拒收了消息：该群可能已归档或解散，或机器人已被移出。未送达的消息会保留。',
}

const next: Localized = {
  en: 'Invite me again, or order the post in another channel. I start posting again as soon as somebody talks to me there.',
  ja: 'ボットを再度招待するか、別のチャンネルで配信を設定してください。そのチャンネルで話しかけると、投稿を再開します。',
  'zh-CN': '请重新邀请机器人，或在其他群里订阅。只要有人在该群里跟我说话，我就会恢复发送。',
}

/** Tells the people concerned, once, where they can be reached in person, that a channel refuses messages. */
export async function noticeOfUnreachable(db: Db, delivery: ClaimedDelivery, now: Date): Promise<void> {
  const { channel } = delivery
  const concerned = await peopleConcerned(db, delivery.subject)
  const places = await directChannels(db, concerned, channel.id)
  for (const place of places) {
    const key = `unreachable/${channel.id}/${now.toISOString()}/channel/${place.id}`
    await planDelivery(db, {
      key,
      channelId: place.id,
      subject: key,
      card: card(channel.name),
      urgency: 1,
      notBefore: now,
    })
  }
}

function card(channel: string): Card {
  return {
    title: fill(title, { channel: verbatim(channel) }),
    tone: 'warning',
    blocks: [
      { type: 'text', text: what },
      { type: 'text', text: next },
    ],
  }
}

/** The owner of an alert, who ordered a digest, and administrators where neither is known. */
async function peopleConcerned(db: Db, subject: string): Promise<readonly number[]> {
  const [kind, number] = subject.split('/')
  const id = Number(number)
  const known = kind === 'alert' ? await ownerOf(db, id) : kind === 'digest' ? await creatorOf(db, id) : null
  if (known !== null) return [known]
  const people = await listPeople(db)
  return people.filter(person => person.role === 'administrator').map(person => person.id)
}

async function ownerOf(db: Db, alertId: number): Promise<number | null> {
  return Number.isInteger(alertId) ? ((await findAlert(db, alertId))?.owner?.id ?? null) : null
}

async function creatorOf(db: Db, scheduleId: number): Promise<number | null> {
  return Number.isInteger(scheduleId) ? ((await findSchedule(db, scheduleId))?.createdBy ?? null) : null
}
