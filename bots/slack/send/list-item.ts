import { refusedName } from '#bots/slack/api/faults.ts'
import {
  addItem,
  changeItem,
  createList,
  findItem,
  giveList,
  isItemDone,
  type ListTask,
  removeItem,
  type TaskList,
} from '#bots/slack/api/lists.ts'
import type { Workspace } from '#bots/slack/api/workspaces.ts'
import type { Slack } from '#bots/slack/context.ts'
import type { CardTask } from '#src/chat/card.ts'
import type { MessageRef, Outgoing } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'
import type { Locale, Localized } from '#src/i18n/locale.ts'

/** Where a task stands. */
interface ItemRef {
  readonly item: string
  readonly list: string
}

/** The item that stands in place of a message; `null`: it is a message. */
export function itemIn(ref: MessageRef): ItemRef | null {
  const standing = JSON.parse(ref) as Partial<ItemRef> // written below, or by send
  const { item, list } = standing
  return typeof item === 'string' && typeof list === 'string' ? { item, list } : null
}

/**
 * Puts what a card asks for into the workspace's list. `null`: the workspace has no lists (they need a paid plan and the
 * permission): the card itself is sent. @throws TransportError for what passes.
 */
export async function sendItem(slack: Slack, message: Outgoing, task: CardTask): Promise<MessageRef | null> {
  if (task.gone) return null // it never became one: the card says so
  const { deps } = slack
  try {
    const { workspace } = await slack.post.places.find(message.to)
    const list = await listOf(slack, workspace)
    if (!list) return null
    const { client } = workspace
    const owner = message.to.channel
    await giveList(client, list, owner)
    const tried = `list-item/${message.deliveryId}`
    const found = (await deps.messages.find(tried)) ? await findItem(client, list, message.deliveryId) : null
    await deps.messages.put({ id: tried, channel: 'tasks', at: deps.now(), body: {} })
    const item = found ?? (await addItem(client, list, itemOf(task, owner, message.locale), message.deliveryId))
    return item === null ? null : JSON.stringify({ item, list: list.id } satisfies ItemRef)
  } catch (error) {
    if (!isRefused(error)) throw error
    if (refusedName(error) === 'list_not_found') await forgetList(slack, message)
    deps.log.warn({ reason: refusedName(error) }, 'Slack takes no task: its card is sent instead.')
    return null
  }
}

/**
 * Brings an item up to date: one that was completed there stays so, and its line is carried out; one that is nobody's goes
 * away; one that somebody deleted there is made anew.
 */
export async function updateItem(
  slack: Slack,
  standing: ItemRef,
  message: Outgoing,
  task: CardTask,
): Promise<MessageRef> {
  const ref = JSON.stringify(standing)
  const { workspace } = await slack.post.places.find(message.to)
  const list = await listOf(slack, workspace)
  if (!list || list.id !== standing.list) return ref
  const { client } = workspace
  if (task.gone) {
    await removeItem(client, list, standing.item).catch(ignoreMissing)
    return ref
  }
  const done = await isItemDone(client, list, standing.item).catch(ignoreMissing)
  if (done === undefined) return (task.done ? null : await sendItem(slack, message, task)) ?? ref
  if (done && !task.done && !task.reopened) {
    await complete(slack, message, task)
    return ref
  }
  const owner = message.to.channel
  await changeItem(client, list, standing.item, itemOf(task, owner, message.locale)).catch(ignoreMissing)
  return ref
}

/** Somebody completed it there: what it is about is closed as if its owner had typed it. */
async function complete({ deps }: Slack, { to }: Outgoing, { line }: CardTask): Promise<void> {
  const { workspace, channel } = to
  await deps.answer({ messenger: 'slack', workspace, person: channel, channel, kind: 'direct', line, via: 'button' })
}

function itemOf({ what, about, due, done }: CardTask, owner: string, locale: Locale): ListTask {
  return { what, about: about[locale], due, owner, done }
}

/** The list of a workspace, made at the first need. `null`: Slack made one that lacks a column. */
async function listOf({ deps }: Slack, workspace: Workspace): Promise<TaskList | null> {
  const key = `list/${workspace.id}`
  const kept = await deps.vault.find(key)
  if (kept !== null) return JSON.parse(kept) as TaskList // written below
  const list = await createList(workspace.client, inEnglish)
  if (list) await deps.vault.put(key, JSON.stringify(list))
  return list
}

/** Somebody deleted it: the next task makes another one. */
async function forgetList({ deps, post }: Slack, { to }: Outgoing): Promise<void> {
  const { workspace } = await post.places.find(to)
  await deps.vault.remove(`list/${workspace.id}`)
}

const texts = {
  list: { en: 'KPI actions', ja: 'KPI改善アクション', 'zh-CN': 'KPI改善措施' },
  what: { en: 'Action', ja: 'アクション', 'zh-CN': '措施' },
  about: { en: 'About', ja: '対象', 'zh-CN': '相关' },
  mark: { en: 'KPI bot', ja: 'KPI bot', 'zh-CN': 'KPI bot' },
} satisfies Record<string, Localized>

/** One list is for everybody in the workspace. */
const inEnglish = { list: texts.list.en, what: texts.what.en, about: texts.about.en, mark: texts.mark.en }

const missing = ['item_not_found', 'record_not_found', 'invalid_row_id', 'row_not_found']

function ignoreMissing(error: unknown): undefined {
  if (missing.includes(refusedName(error) ?? '')) return undefined
  throw error
}

/** Whatever Slack itself refuses, except for what passes: no plan, no permission, a list that is full or gone. */
function isRefused(error: unknown): boolean {
  if (!(error instanceof TransportError) || refusedName(error) === null) return false
  return error.fault === 'permanent' || error.fault === 'unreachable' || needed.has(refusedName(error) ?? '')
}

/** Faults that wait for an administrator elsewhere: here the card does instead. */
const needed = new Set(['missing_scope', 'not_allowed_token_type', 'no_permission', 'access_denied', 'team_not_found'])
