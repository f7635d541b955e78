import { FeishuError } from '#bots/feishu/api/faults.ts'
import { uuidOf } from '#bots/feishu/api/messages.ts'
import { remedies } from '#bots/feishu/api/remedies.ts'
import { changeTask, createTask, deleteTask, hearOfTasks, readTask, type TaskDraft } from '#bots/feishu/api/tasks.ts'
import type { Feishu } from '#bots/feishu/context.ts'
import type { CardTask } from '#src/chat/card.ts'
import type { Outgoing } from '#src/chat/messenger.ts'
import type { Locale } from '#src/i18n/locale.ts'
import type { MessageReference } from './reference.ts'

/**
 * Puts what a card asks for into the person's 任务. `null`: the platform takes no task, such as without the permission: the
 * card itself is sent. @throws TransportError for what passes.
 */
export async function sendTask(feishu: Feishu, message: Outgoing, task: CardTask): Promise<MessageReference | null> {
  const { config, deps } = feishu
  if (task.gone) return null // it never became one: the card says so
  try {
    await hearOfTasks(feishu.api).catch(err => deps.log.warn({ err }, 'Feishu does not tell when tasks are done'))
    const whose = { person: message.to.channel, app: config.appId, token: uuidOf(message.deliveryId, 0) }
    const guid = await createTask(feishu.api, draftOf(task, message.locale), whose)
    if (guid === null) return null
    await keepTask(feishu, guid, task)
    if (task.done) await changeTask(feishu.api, guid, { doneMs: deps.now().getTime() })
    return { ids: [guid], at: deps.now().getTime(), as: 'task' }
  } catch (error) {
    if (!isRefused(error)) throw error
    deps.log.warn({ err: error }, 'Feishu takes no task: its card is sent instead')
    return null
  }
}

/**
 * Brings a task up to date: one that was done there is left as it is, and closed here; one that is nobody's goes away; one
 * that somebody deleted there is made anew. Answers where it stands now.
 */
export async function updateTask(
  feishu: Feishu,
  standing: MessageReference,
  message: Outgoing,
  task: CardTask,
): Promise<MessageReference> {
  const [guid = ''] = standing.ids
  if (task.gone) {
    await deleteTask(feishu.api, guid).catch(ignoreMissing)
    return standing
  }
  const found = await readTask(feishu.api, guid).catch(ignoreMissing)
  if (!found) return (task.done ? null : await sendTask(feishu, message, task)) ?? standing
  await keepTask(feishu, guid, task)
  const { done } = found
  if (done && !task.done && !task.reopened) feishu.background.run(() => feishu.taskDone(guid))
  if (done && !task.reopened) return standing
  if (done) await changeTask(feishu.api, guid, { doneMs: 0 })
  const change = task.done ? { doneMs: feishu.deps.now().getTime() } : draftOf(task, message.locale)
  await changeTask(feishu.api, guid, change)
  return standing
}

/** https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/task-v2/task/get: the task is not there. */
const missing = 1470404

function ignoreMissing(error: unknown): undefined {
  if (error instanceof FeishuError && error.code === missing) return undefined
  throw error
}

/** The line that closes what a task is about; `null`: none of ours. */
export async function lineOfTask({ deps }: Feishu, guid: string): Promise<string | null> {
  const kept = await deps.messages.find(idOf(guid))
  return kept ? (kept.body as Pick<CardTask, 'line'>).line : null // written below
}

async function keepTask({ deps }: Feishu, guid: string, { line }: CardTask): Promise<void> {
  await deps.messages.put({ id: idOf(guid), channel: 'tasks', at: deps.now(), body: { line } })
}

function idOf(guid: string): string {
  return `task/${guid}`
}

function draftOf({ what, about, due }: CardTask, locale: Locale): TaskDraft {
  return { summary: what, description: about[locale], dueMs: Date.parse(`${due}T00:00:00Z`) }
}

/** What does not pass: a permission, the platform's word about the request, or that the task is gone. */
function isRefused(error: unknown): boolean {
  if (!(error instanceof FeishuError)) return false
  return error.fault === 'unreachable' || error.fault === 'permanent' || remedies.has(error.code)
}
