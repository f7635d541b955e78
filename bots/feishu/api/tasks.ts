import type { FeishuApi } from './client.ts'

/** A task as we write it. */
export interface TaskDraft {
  readonly summary: string
  readonly description: string
  /** Milliseconds since 1970 of midnight in UTC: a task for a whole day. */
  readonly dueMs: number
}

/** What we read of a task. */
export interface TaskState {
  readonly done: boolean
  /** Milliseconds since 1970 as the platform writes them; `0`: it is open. */
  readonly doneAt: string
  /** Open ids of whom it is for. */
  readonly assignees: readonly string[]
}

const params = { user_id_type: 'open_id' }

/**
 * Both take 3,000 characters: https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/task-v2/task/create. Judgement: a title
 * beyond 256 cannot be read in a list; what is cut stands whole in the description.
 */
const longest = { summary: 256, description: 3_000 } as const

/** Any one of those whom a task is for completes it; the other mode waits for all of them. The same page. */
const anyOne = 2

/**
 * Makes a task for a person; the app is on it as well, because it only hears of tasks that it is responsible for. The
 * same `token` makes one task however often it is sent. Answers its id.
 * https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/task-v2/task/create
 */
export async function createTask(
  api: FeishuApi,
  draft: TaskDraft,
  { person, app, token }: { readonly person: string; readonly app: string; readonly token: string },
): Promise<string | null> {
  const members = [
    { id: person, type: 'user', role: 'assignee' },
    { id: app, type: 'app', role: 'assignee' },
  ]
  const data = { ...fieldsOf(draft), members, mode: anyOne, client_token: token }
  const { task } = await api({ method: 'POST', path: 'task/v2/tasks', params, data })
  const guid = isRecord(task) ? task.guid : null
  return typeof guid === 'string' ? guid : null
}

/** https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/task-v2/task/get */
export async function readTask(api: FeishuApi, guid: string): Promise<TaskState> {
  const { task } = await api({ method: 'GET', path: pathOf(guid), params, optional: true })
  const { status, members, completed_at: doneAt } = isRecord(task) ? task : {}
  const list = Array.isArray(members) ? members.filter(isRecord) : []
  const people = list.filter(({ role, type }) => role === 'assignee' && (type ?? 'user') === 'user')
  const at = typeof doneAt === 'string' ? doneAt : '0'
  return {
    done: status === 'done',
    doneAt: at,
    assignees: people.flatMap(({ id }) => (typeof id === 'string' ? [id] : [])),
  }
}

/** Changes a task, completes it (one that is completed cannot be completed again), or with 0 opens it again. https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/task-v2/task/patch */
export async function changeTask(
  api: FeishuApi,
  guid: string,
  change: TaskDraft | { readonly doneMs: number },
): Promise<void> {
  const task = 'doneMs' in change ? { completed_at: String(change.doneMs) } : fieldsOf(change)
  const data = { task, update_fields: Object.keys(task) }
  await api({ method: 'PATCH', path: pathOf(guid), params, data })
}

/** Takes a task away; one that is gone already is fine. https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/task-v2/task/delete */
export async function deleteTask(api: FeishuApi, guid: string): Promise<void> {
  await api({ method: 'DELETE', path: pathOf(guid), optional: true })
}

/** Asks to hear of tasks that the app is responsible for. https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/task-v2/task/events/update_user_access */
export async function hearOfTasks(api: FeishuApi): Promise<void> {
  await api({ method: 'POST', path: 'task/v2/task_v2/task_subscription', params, optional: true })
}

function fieldsOf({ summary, description, dueMs }: TaskDraft) {
  const title = cut(summary, longest.summary)
  return {
    summary: title,
    description: cut(title === summary ? description : `${summary}\n\n${description}`, longest.description),
    due: { timestamp: String(dueMs), is_all_day: true },
  }
}

function cut(text: string, most: number): string {
  const characters = Array.from(text)
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`
}

function pathOf(guid: string): string {
  return `task/v2/tasks/${encodeURIComponent(guid)}`
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
