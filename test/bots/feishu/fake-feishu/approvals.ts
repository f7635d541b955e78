import { createCipheriv, createHash, randomBytes, randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'

type Fields = Record<string, unknown>

/** A definition of a third party's approval. */
export interface FakeDefinition {
  readonly code: string
  readonly url: string | null
  readonly token: string
  readonly key: string
}

/** A request as it stands in people's 审批中心. */
export interface FakeInstance {
  readonly id: string
  status: string
  title: string
  form: readonly { readonly name: string; readonly value: string }[]
  applicant: string
  tasks: readonly FakeApprovalTask[]
  syncs: number
}

interface FakeApprovalTask {
  readonly task_id: string
  readonly open_id: string
  readonly status: string
  readonly action_context?: string
  readonly action_configs?: readonly { readonly action_type: string }[]
}

/** What the platform keeps of approvals. */
export interface ApprovalState {
  readonly definitions: Map<string, FakeDefinition>
  readonly instances: Map<string, FakeInstance>
  readonly people: ReadonlyMap<string, unknown>
}

type Refuse = (reply: FastifyReply, code: number) => void

const invalid = 1390001

/** 三方审批 as its documentation has it: https://open.feishu.cn/document/server-docs/approval-v4/external_instance/create */
export function approvalRoutes(app: FastifyInstance, state: ApprovalState, refuse: Refuse): void {
  app.post('/open-apis/approval/v4/external_approvals', async (request, reply) => {
    const body = request.body as Fields & { external?: Fields }
    const { external = {} } = body
    const texts = textsOf(body)
    const named = ['approval_name', 'group_name', 'description'].every(name => texts?.has(String(body[name])))
    const shown = external.support_pc === true || external.support_mobile === true
    if (!named || !shown || String(body.approval_name).length < 9) return refuse(reply, invalid)
    const known = state.definitions.get(String(body.approval_code))
    const code = known?.code ?? randomUUID().toUpperCase()
    const url = typeof external.action_callback_url === 'string' ? external.action_callback_url : null
    const [token, key] = [String(external.action_callback_token ?? ''), String(external.action_callback_key ?? '')]
    state.definitions.set(code, { code, url, token, key })
    return { code: 0, data: { approval_code: code } }
  })
  app.post('/open-apis/approval/v4/external_instances', async (request, reply) => {
    const body = request.body as Fields
    const instance = readInstance(body, state)
    if (!instance) return refuse(reply, invalid)
    state.instances.set(instance.id, { ...instance, syncs: (state.instances.get(instance.id)?.syncs ?? 0) + 1 })
    return { code: 0, data: { data: { instance_id: instance.id } } }
  })
  app.get('/open-apis/contact/v3/users/:id', async (request, reply) => {
    const { id } = request.params as { id: string }
    const { user_id_type: type } = request.query as Fields
    const openId = `ou_${id.replace(/^u_/, '')}`
    if (type !== 'user_id' || !state.people.has(openId)) return refuse(reply, 99992351)
    return { code: 0, data: { user: { open_id: openId } } }
  })
}

function readInstance(body: Fields, { definitions, people }: ApprovalState): Omit<FakeInstance, 'syncs'> | null {
  const texts = textsOf(body)
  const times = ['start_time', 'end_time', 'update_time'].every(name => isTime(body[name]))
  const known = definitions.has(String(body.approval_code)) && hasLink(body.links)
  const states = ['PENDING', 'APPROVED', 'REJECTED', 'CANCELED', 'DELETED', 'HIDDEN', 'TERMINATED']
  const form = (body.form ?? []) as { name: string; value: string }[]
  const tasks = (body.task_list ?? []) as (FakeApprovalTask & Fields)[]
  const applicant = String(body.open_id ?? texts?.get(String(body.user_name)) ?? '')
  const length = form.map(({ name, value }) => `${texts?.get(name)}${texts?.get(value)}`).join('').length
  if (!texts || !times || !known || !states.includes(String(body.status)) || applicant === '') return null
  if (body.open_id !== undefined && !people.has(String(body.open_id))) return null
  if (length > 2_048 || tasks.length > 300 || !tasks.every(task => isTask(task, people, texts))) return null
  if (!form.every(({ name, value }) => texts.has(name) && texts.has(value)) || body.update_mode !== 'REPLACE')
    return null
  return {
    id: String(body.instance_id),
    status: String(body.status),
    title: texts.get(String(body.title)) ?? '',
    form: form.map(({ name, value }) => ({ name: texts.get(name) ?? '', value: texts.get(value) ?? '' })),
    applicant,
    tasks,
  }
}

function isTask(task: FakeApprovalTask & Fields, people: ApprovalState['people'], texts: ReadonlyMap<string, string>) {
  const fine = ['PENDING', 'APPROVED', 'REJECTED', 'TRANSFERRED', 'DONE'].includes(task.status)
  const times = [task.create_time, task.end_time, task.update_time ?? '0'].every(isTime)
  const actions = task.action_configs ?? []
  const known = people.has(task.open_id) && texts.has(String(task.title)) && hasLink(task.links)
  return fine && times && known && actions.length <= 2 && (actions.length === 0 || task.status === 'PENDING')
}

/** Texts for everybody by their key; `null` where a key has none, or nobody's language is the default. */
function textsOf({ i18n_resources: resources }: Fields): ReadonlyMap<string, string> | null {
  const list = (resources ?? []) as { locale: string; is_default: boolean; texts: { key: string; value: string }[] }[]
  const locales = ['zh-CN', 'en-US', 'ja-JP', 'zh-HK', 'zh-TW']
  if (list.filter(({ is_default: isDefault }) => isDefault).length !== 1) return null
  if (
    !list.every(({ locale, texts }) => locales.includes(locale) && texts.every(({ key }) => key.startsWith('@i18n@')))
  )
    return null
  const chosen = list.find(({ is_default: isDefault }) => isDefault)
  return new Map((chosen?.texts ?? []).map(({ key, value }) => [key, value]))
}

function hasLink(links: unknown): boolean {
  return typeof (links as Fields | undefined)?.pc_link === 'string'
}

/** Milliseconds; 0 for what is not over. */
function isTime(text: unknown): boolean {
  return text === '0' || (typeof text === 'string' && /^\d{13}$/.test(text))
}

/** A press in 审批 as the platform calls it: encrypted with the definition's key. */
export function pressed(definition: FakeDefinition, fields: Fields): string {
  const body = { approval_code: definition.code, token: definition.token, ...fields }
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(definition.key).digest(), iv)
  const sealed = Buffer.concat([iv, cipher.update(JSON.stringify(body), 'utf8'), cipher.final()])
  return JSON.stringify({ encrypt: sealed.toString('base64') })
}
