import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'

/** A task as it stands in somebody's 任务. */
export interface FakeTask {
  readonly guid: string
  readonly token: string
  summary: string
  description: string
  due: { timestamp: string; is_all_day: boolean }
  readonly members: readonly { id: string; type: string; role: string }[]
  readonly mode: number
  completed_at: string
}

/** What the platform keeps of tasks. */
export interface TaskState {
  readonly tasks: Map<string, FakeTask>
  /** Whether the app asked to hear of its tasks. */
  readonly subscribed: { app: boolean }
  readonly people: ReadonlyMap<string, unknown>
  readonly appId: string
}

type Refuse = (reply: FastifyReply, code: number) => void

const fields = ['summary', 'description', 'due', 'members', 'mode', 'client_token', 'completed_at', 'extra', 'origin']

/** 任务 v2, as strict as the SDK's own types and comments: https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/task-v2/task/overview */
export function taskRoutes(app: FastifyInstance, state: TaskState, refuse: Refuse): void {
  app.post('/open-apis/task/v2/task_v2/task_subscription', async () => {
    state.subscribed.app = true
    return { code: 0, data: {} }
  })
  app.post('/open-apis/task/v2/tasks', async (request, reply) => {
    const body = request.body as Partial<FakeTask> & { client_token?: string }
    if (!isDraft(body, state) || Object.keys(body).some(key => !fields.includes(key))) return refuse(reply, 1470400)
    const token = body.client_token ?? ''
    const known = [...state.tasks.values()].find(task => token !== '' && task.token === token)
    const { summary = '', description = '', due = { timestamp: '0', is_all_day: true }, members = [], mode = 1 } = body
    const made = { guid: randomUUID(), token, summary, description, due, members, mode, completed_at: '0' }
    const task: FakeTask = known ?? made
    state.tasks.set(task.guid, task)
    return { code: 0, data: { task: shown(task) } }
  })
  app.get('/open-apis/task/v2/tasks/:guid', async (request, reply) => {
    const task = state.tasks.get((request.params as { guid: string }).guid)
    return task ? { code: 0, data: { task: shown(task) } } : refuse(reply, 1470404)
  })
  app.delete('/open-apis/task/v2/tasks/:guid', async (request, reply) => {
    const { guid } = request.params as { guid: string }
    return state.tasks.delete(guid) ? { code: 0, data: {} } : refuse(reply, 1470404)
  })
  app.patch('/open-apis/task/v2/tasks/:guid', async (request, reply) => {
    const task = state.tasks.get((request.params as { guid: string }).guid)
    if (!task) return refuse(reply, 1470404)
    const { task: change, update_fields: names } = request.body as { task: Partial<FakeTask>; update_fields: string[] }
    const known =
      names?.length > 0 && names.every(name => fields.includes(name) && name in change && name !== 'members')
    const isAgain = task.completed_at !== '0' && names?.includes('completed_at') && change.completed_at !== '0'
    if (!known || isAgain || !isTime(change.completed_at ?? '0')) return refuse(reply, 1470400)
    Object.assign(task, change)
    return { code: 0, data: { task: shown(task) } }
  })
}

function isDraft({ summary, due, members = [] }: Partial<FakeTask>, { people, appId }: TaskState): boolean {
  const known = members.every(({ id, type, role }) => {
    const exists = type === 'app' ? id === appId : people.has(id)
    return exists && ['assignee', 'follower'].includes(role)
  })
  return Boolean(summary) && Array.from(summary ?? '').length <= 3_000 && isTime(due?.timestamp ?? '0') && known
}

/** Milliseconds: in seconds the day would be one of 1970. */
function isTime(text: string): boolean {
  return text === '0' || /^\d{13}$/.test(text)
}

function shown(task: FakeTask) {
  const { token: _token, ...rest } = task
  return { ...rest, status: task.completed_at === '0' ? 'todo' : 'done' }
}
