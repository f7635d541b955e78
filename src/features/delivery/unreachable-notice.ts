import type { Card } from '#src/chat/card.ts'
import { parseAlertSubject } from '#src/domain/alerts/alert-subject.ts'
import { type ClaimedDelivery, findAlertOwner } from '#src/features/delivery/store/index.ts'
import { type DirectChannel, directChannels, listAdministrators, peopleOfChannels } from '#src/features/people/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { findSchedule } from '#src/platform/jobs/schedules.ts'
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

const personTitle: Localized = {
  en: 'Messages no longer reach {channel}',
  ja: '{channel}さんにメッセージを届けられません',
  'zh-CN': '无法再向{channel}发送消息',
}

const personWhat: Localized = {
  en: 'The account or address does not take messages any more ({address}). What was meant for them is kept; open alerts go to the next in the chain.',
  ja: 'アカウントまたはメールアドレス（{address}）が受信できない状態です。未達のメッセージは保存し、未対応のアラートは次の担当者に通知します。',
  'zh-CN': '该账号或邮箱地址（{address}）已无法接收消息。未送达的消息会保留，未处理的告警会通知下一级负责人。',
}

const personNext: Localized = {
  en: 'Correct the address with “people”, or let them link another account with “link”; “health” sends again what failed.',
  ja: '「メンバー」でアドレスを修正するか、「link」で別のアカウントを連携してもらってください。失敗したメッセージは「稼働状況」から再送できます。',
  'zh-CN': '请用“成员”修正邮箱地址，或让对方用“绑定”关联其他账号；失败的消息可在“系统状态”中重发。',
}

const refusedTitle: Localized = {
  en: 'A message for “{channel}” was refused',
  ja: '「{channel}」宛のメッセージが拒否されました',
  'zh-CN': '发往“{channel}”的消息被拒收',
}

const refusedWhat: Localized = {
  en: 'The platform does not take it: {error}. An open alert goes to the next in the chain at once. The message is kept; “health” shows it and sends it again.',
  ja: 'プラットフォームが受け付けません：{error}。未対応のアラートはすぐに次の担当者に通知します。メッセージは保存されており、「稼働状況」で確認・再送できます。',
  'zh-CN': '平台不接收该消息：{error}。未处理的告警会立即通知下一级负责人。消息已保留，可在“系统状态”中查看和重发。',
}

const lookCloser: Localized = { en: 'Look closer', ja: '詳しく見る', 'zh-CN': '查看详情' }

/** Notices of refusals are planned under subjects that begin so; of one that is refused itself nobody is told. */
const refusedPrefix = 'refused/'

/** Tells the people concerned, at most once an hour for each channel, that a message was given up there. */
export async function noticeOfRefused(db: Db, delivery: Refused, error: string, now: Date): Promise<void> {
  const { channel, subject } = delivery
  if (subject.startsWith(refusedPrefix)) return
  const values = { channel: verbatim(channel.name), error: verbatim(error) }
  const notice: Card = {
    title: fill(refusedTitle, values),
    tone: 'warning',
    blocks: [
      { type: 'text', text: fill(refusedWhat, values) },
      { type: 'actions', actions: [{ label: lookCloser, line: 'health' }] },
    ],
  }
  for (const place of await placesOfConcerned(db, delivery)) {
    const key = `${refusedPrefix}${channel.id}/${now.toISOString().slice(0, 13)}/channel/${place.id}`
    await planDelivery(db, { key, channelId: place.id, subject: key, card: notice, urgency: 1, notBefore: now })
  }
}

/** Where those whom it concerns can be reached in person, in another place; administrators where they cannot. */
async function placesOfConcerned(db: Db, { channel, subject }: Refused): Promise<readonly DirectChannel[]> {
  const person = channel.kind === 'direct'
  const concerned = person ? await peopleBehind(db, channel.id) : await peopleConcerned(db, subject)
  const own = await directChannels(db, concerned, channel.id)
  return own.length > 0 ? own : directChannels(db, await administrators(db), channel.id)
}

/**
 * Tells the people concerned, once, where they can be reached in person, that a channel refuses messages; administrators
 * where they can be reached nowhere.
 */
export async function noticeOfUnreachable(db: Db, delivery: Refused, now: Date): Promise<void> {
  const { channel } = delivery
  const person = channel.kind === 'direct'
  for (const place of await placesOfConcerned(db, delivery)) {
    const key = `unreachable/${channel.id}/${now.toISOString()}/channel/${place.id}`
    await planDelivery(db, {
      key,
      channelId: place.id,
      subject: key,
      card: person ? personCard(channel) : card(channel.name),
      urgency: 1,
      notBefore: now,
    })
  }
}

/** What was refused: where it went, and what it was about. */
export interface Refused {
  readonly channel: Pick<ClaimedDelivery['channel'], 'id' | 'kind' | 'name' | 'externalId'>
  readonly subject: string
}

/** Whose conversation it is, where they can be reached elsewhere, and the administrators, who can put it right. */
async function peopleBehind(db: Db, channelId: number): Promise<readonly number[]> {
  const own = (await peopleOfChannels(db, [channelId])).get(channelId)
  return [...new Set([...(own === undefined ? [] : [own]), ...(await administrators(db))])]
}

async function administrators(db: Db): Promise<readonly number[]> {
  return (await listAdministrators(db)).map(person => person.id)
}

function personCard({ name, externalId }: Refused['channel']): Card {
  const values = { channel: verbatim(name), address: verbatim(externalId) }
  return {
    title: fill(personTitle, values),
    tone: 'warning',
    blocks: [
      { type: 'text', text: fill(personWhat, values) },
      { type: 'text', text: personNext },
    ],
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
  const about = parseAlertSubject(subject)
  const [kind, number] = subject.split('/')
  const known = about?.kind === 'alert' ? await findAlertOwner(db, about.id) : null
  const creator = kind === 'digest' ? await creatorOf(db, Number(number)) : null
  const concerned = known ?? creator
  return concerned !== null ? [concerned] : administrators(db)
}

async function creatorOf(db: Db, scheduleId: number): Promise<number | null> {
  return Number.isInteger(scheduleId) ? ((await findSchedule(db, scheduleId))?.createdBy ?? null) : null
}
