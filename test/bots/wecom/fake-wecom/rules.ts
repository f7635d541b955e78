import { createHash } from 'node:crypto'

type Json = Record<string, unknown>

interface Known {
  readonly media: Set<string>
  readonly urls: Set<string>
  readonly tasks: Set<string>
}

const textLimit = { app: 2_048, chat: 2_048, hook: 4_096 } as const

/** The code with which WeCom refuses a message; 0 for a good one. Written from its documents, not from our code. */
export function checkMessage(surface: 'app' | 'chat' | 'hook', body: Json, known: Known): number {
  const type = String(body.msgtype)
  const content = body[type] as Json | undefined
  if (!content) return 40008
  switch (type) {
    case 'text':
      return checkText(String(content.content), 2_048) || checkMentions(content.mentioned_list)
    case 'markdown':
      return checkText(String(content.content), textLimit[surface])
    case 'markdown_v2':
      return surface === 'hook' ? checkText(String(content.content), 4_096) : 40008
    case 'image':
      return surface === 'hook' ? checkInline(content) : known.media.has(String(content.media_id)) ? 0 : 40007
    case 'file':
      return known.media.has(String(content.media_id)) ? 0 : 40007
    case 'mpnews':
      return surface === 'hook' ? 40008 : checkArticles(content, known)
    case 'template_card':
      return surface === 'app' ? checkCard(content, known) : 40008
    default:
      return 40008
  }
}

function checkText(text: string, most: number): number {
  if (text === '') return 44004
  return Buffer.byteLength(text) > most ? 45002 : 0
}

function checkMentions(list: unknown): number {
  if (list === undefined) return 0
  return Array.isArray(list) && list.every(user => typeof user === 'string' && user !== '@all') ? 0 : 40033
}

function checkInline({ base64, md5 }: Json): number {
  const bytes = Buffer.from(String(base64), 'base64')
  if (/\s|^data:/.test(String(base64)) || bytes.length > 2 * 1_024 * 1_024) return 40009
  return createHash('md5').update(bytes).digest('hex') === md5 ? 0 : 40123
}

function checkArticles({ articles }: Json, known: Known): number {
  const list = articles as Json[]
  if (!Array.isArray(list) || list.length < 1 || list.length > 8) return 45008
  for (const one of list) {
    if (Buffer.byteLength(String(one.title)) > 128 || Buffer.byteLength(String(one.digest ?? '')) > 512) return 45002
    if (Buffer.byteLength(String(one.content)) > 666 * 1_024) return 45002
    if (!known.media.has(String(one.thumb_media_id))) return 40007
    const sources = [...String(one.content).matchAll(/<img src="([^"]+)"/g)].map(found => found[1] ?? '')
    if (sources.some(source => !known.urls.has(source))) return 40007
  }
  return 0
}

function checkCard(card: Json, known: Known): number {
  if (card.card_type === 'multiple_interaction') return checkLists(card, known)
  if (card.card_type !== 'button_interaction') return 42031
  if (card.button_selection !== undefined && !isList(card.button_selection as Json)) return 40058
  const task = String(card.task_id ?? '')
  if (!/^[0-9A-Za-z_\-@]{1,128}$/.test(task) || known.tasks.has(task)) return 42014
  const buttons = card.button_list as Json[] | undefined
  if (!Array.isArray(buttons) || buttons.length < 1 || buttons.length > 6) return 42038
  for (const { text, key, style } of buttons) {
    if (typeof text !== 'string' || text === '') return 42038
    if (typeof key !== 'string' || key === '' || Buffer.byteLength(key) > 1_024) return 42039
    if (![1, 2, 3, 4].includes(Number(style))) return 42038
  }
  const rows = (card.horizontal_content_list ?? []) as Json[]
  if (rows.length > 6 || rows.some(row => !row.keyname || (row.type === 3 && !row.userid))) return 40058
  const title = (card.main_title as Json | undefined)?.title
  if (!title && !card.sub_title_text) return 40058
  known.tasks.add(task)
  return 0
}

function checkLists(card: Json, known: Known): number {
  const task = String(card.task_id ?? '')
  if (!/^[0-9A-Za-z_\-@]{1,128}$/.test(task) || known.tasks.has(task)) return 42014
  const lists = card.select_list as Json[] | undefined
  if (!Array.isArray(lists) || lists.length < 1 || lists.length > 3 || !lists.every(isList)) return 40058
  const submit = card.submit_button as Json | undefined
  if (!submit?.key) return 42046
  if (!submit.text) return 42049
  known.tasks.add(task)
  return 0
}

function isList({ question_key: key, option_list: options }: Json): boolean {
  if (typeof key !== 'string' || key === '' || !Array.isArray(options)) return false
  const ids = new Set((options as Json[]).map(({ id }) => id))
  const fine = (options as Json[]).every(
    ({ id, text }) => Boolean(text) && Buffer.byteLength(String(id)) <= 128 && id !== '',
  )
  return options.length >= 1 && options.length <= 10 && ids.size === options.length && fine
}
