import type { AppConfig } from '#bots/wecom/config.ts'
import type { TemplateCard } from '#bots/wecom/render/types.ts'
import { TransportError } from '#src/errors.ts'
import type { Answer, Client } from './client.ts'
import { faultOf } from './faults.ts'

/** What WeCom says of a message that it took. */
export interface Sent {
  readonly msgid: string
  /** Changes a card once, within 72 hours; `null` where there is none. */
  readonly code: string | null
  /** Members who were not reached, as WeCom writes them (lower case). */
  readonly missed: readonly string[]
}

/**
 * Sends to members. With `dropTwinsSeconds` the platform drops the same content to the same members within that time,
 * for what is sent again by itself; without it the same answer to the same question is shown again. https://developer.work.weixin.qq.com/document/path/90236
 */
export async function sendToMembers(
  client: Client,
  app: AppConfig,
  users: readonly string[],
  body: Readonly<Record<string, unknown>> & { readonly msgtype: string },
  { dropTwinsSeconds, signal }: { readonly dropTwinsSeconds: number | null; readonly signal?: AbortSignal },
): Promise<Sent> {
  const twins =
    dropTwinsSeconds === null ? {} : { enable_duplicate_check: 1, duplicate_check_interval: dropTwinsSeconds }
  const answer = await client.call({
    path: '/cgi-bin/message/send',
    body: { touser: users.join('|'), agentid: app.agentId, ...twins, ...body },
    ...(signal && { signal }),
  })
  const missed = [...listOf(answer.invaliduser), ...listOf(answer.unlicenseduser)]
  if (users.every(user => missed.includes(user.toLowerCase()))) throw faultOf(81013)
  return { msgid: textOf(answer.msgid), code: textOf(answer.response_code) || null, missed }
}

/** Changes a card for members, once per code. https://developer.work.weixin.qq.com/document/path/94888 */
export async function updateCard(
  client: Client,
  app: AppConfig,
  update: { readonly users: readonly string[]; readonly code: string; readonly card: TemplateCard },
): Promise<void> {
  const { users, code, card } = update
  await client.call({
    path: '/cgi-bin/message/update_template_card',
    body: { userids: users, agentid: app.agentId, response_code: code, template_card: card },
  })
}

/** Takes a message back within 24 hours. https://developer.work.weixin.qq.com/document/path/94867 */
export async function recall(client: Client, msgid: string): Promise<void> {
  await client.call({ path: '/cgi-bin/message/recall', body: { msgid } })
}

/** Uploads a picture for three days. https://developer.work.weixin.qq.com/document/path/90253 */
export async function uploadImage(client: Client, bytes: Uint8Array): Promise<string> {
  const file = { name: 'chart.png', bytes }
  const answer = await client.call({ path: '/cgi-bin/media/upload', query: { type: 'image' }, file })
  return textOf(answer.media_id)
}

/** The bytes of what somebody sent to the app, for three days. https://developer.work.weixin.qq.com/document/path/90254 */
export function downloadMedia(client: Client, mediaId: string): Promise<Uint8Array> {
  return client.download({ path: '/cgi-bin/media/get', query: { media_id: mediaId } })
}

/**
 * Uploads a file for three days, 20 MB at most: of the app, or of a group's webhook by its key.
 * https://developer.work.weixin.qq.com/document/path/90253 and …/91770
 */
export async function uploadFile(
  client: Client,
  file: { readonly name: string; readonly bytes: Uint8Array },
  hookKey: string | null,
): Promise<string> {
  const query = { type: 'file' }
  const answer =
    hookKey === null
      ? await client.call({ path: '/cgi-bin/media/upload', query, file })
      : await client.bare({ path: '/cgi-bin/webhook/upload_media', query: { key: hookKey, ...query }, file })
  const media = textOf(answer.media_id)
  if (media === '') throw new TransportError('WeCom gave no handle for a file', { fault: 'permanent' })
  return media
}

/** Uploads a picture for articles, for good. https://developer.work.weixin.qq.com/document/path/90256 */
export async function uploadForArticle(client: Client, bytes: Uint8Array): Promise<string> {
  const answer = await client.call({ path: '/cgi-bin/media/uploadimg', file: { name: 'chart.png', bytes } })
  return textOf(answer.url)
}

/** Sends to a group that the app made. https://developer.work.weixin.qq.com/document/path/90248 */
export async function sendToChat(
  client: Client,
  chatid: string,
  body: Readonly<Record<string, unknown>>,
): Promise<void> {
  await client.call({ path: '/cgi-bin/appchat/send', body: { chatid, safe: 0, ...body } })
}

/** Makes a group; it is seen with its first message. https://developer.work.weixin.qq.com/document/path/90245 */
export async function createChat(
  client: Client,
  chat: { readonly name: string; readonly owner: string; readonly users: readonly string[] },
): Promise<string> {
  const body = { name: chat.name, owner: chat.owner, userlist: chat.users }
  return textOf((await client.call({ path: '/cgi-bin/appchat/create', body })).chatid)
}

/** Sends to the group of a webhook. https://developer.work.weixin.qq.com/document/path/91770 */
export async function sendToHook(
  client: Client,
  key: string,
  body: Readonly<Record<string, unknown>>,
  signal?: AbortSignal,
): Promise<void> {
  await client.bare({ path: '/cgi-bin/webhook/send', query: { key }, body, ...(signal && { signal }) })
}

/** The plain ids behind encrypted ones. https://developer.work.weixin.qq.com/document/path/101521 */
export async function plainUserId(client: Client, openId: string): Promise<string | null> {
  const answer = await client.call({
    path: '/cgi-bin/batch/openuserid_to_userid',
    body: { open_userid_list: [openId] },
  })
  const list = Array.isArray(answer.userid_list) ? answer.userid_list : []
  const [first] = list as readonly Answer[] // each field is read as text below
  return textOf(first?.userid) || null
}

/** Sets the app's menu. https://developer.work.weixin.qq.com/document/path/90231 */
export async function createMenu(client: Client, app: AppConfig, button: readonly unknown[]): Promise<void> {
  await client.call({ path: '/cgi-bin/menu/create', query: { agentid: String(app.agentId) }, body: { button } })
}

/** A figure of the workbench's tile. */
interface TileFigure {
  readonly key: string
  readonly data: string
}

/**
 * Makes the app's tile on the workbench one of key figures; people whose own are not known see this one. Figures of
 * people that stand there stay. https://developer.work.weixin.qq.com/document/path/92535
 */
export async function setWorkbenchTemplate(
  client: Client,
  app: AppConfig,
  figure: TileFigure,
  page?: string,
): Promise<void> {
  const keydata = { items: [tileItem(figure, page)] }
  const body = { agentid: app.agentId, type: 'keydata', keydata, replace_user_data: false }
  await client.call({ path: '/cgi-bin/agent/set_workbench_template', body })
}

/** Sets the figures of one member on the tile, ten times a minute at most. The same document. */
export async function setWorkbench(
  client: Client,
  app: AppConfig,
  { user, figures }: { readonly user: string; readonly figures: readonly TileFigure[] },
  page?: string,
): Promise<void> {
  const keydata = { items: figures.map(figure => tileItem(figure, page)) }
  const body = { agentid: app.agentId, userid: user, type: 'keydata', keydata }
  await client.call({ path: '/cgi-bin/agent/set_workbench_data', body })
}

function tileItem(figure: TileFigure, page: string | undefined) {
  return { ...figure, ...(page !== undefined && { jump_url: page }) }
}

function listOf(value: unknown): readonly string[] {
  return textOf(value)
    .split('|')
    .map(part => part.trim().toLowerCase())
    .filter(part => part !== '')
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
