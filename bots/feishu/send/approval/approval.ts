import { resourcesOf, syncInstance, type Texts } from '#bots/feishu/api/approvals.ts'
import { FeishuError } from '#bots/feishu/api/faults.ts'
import { remedies } from '#bots/feishu/api/remedies.ts'
import type { Feishu } from '#bots/feishu/context.ts'
import type { MessageReference } from '#bots/feishu/send/reference.ts'
import type { CardApproval } from '#src/chat/card.ts'
import type { Outgoing } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'
import { fill, type Locale, type Localized } from '#src/i18n/locale.ts'
import { callbackOf, chatLink, definitionCode } from './definition.ts'

/**
 * Puts a request into the 审批 of those who are asked, or brings it to its present state. It stands under our own id, so
 * that sending it twice is one request. What the platform refuses is told to the administrators and holds up nothing: the
 * same is decided in the chat. @throws TransportError for what passes.
 */
export async function showApproval(
  feishu: Feishu,
  message: Outgoing,
  approval: CardApproval,
  since: number | null,
): Promise<MessageReference> {
  const { api, deps } = feishu
  const at = since ?? deps.now().getTime()
  try {
    const code = await definitionCode(feishu)
    const id = `${code.slice(0, 8)}-${approval.name.replaceAll('/', '-')}`.toLowerCase()
    await keepInstance(feishu, id, { approval, revision: message.deliveryId })
    await syncInstance(api, instanceOf(feishu, { approval, message, code, id, at }))
    return { ids: [id], at, as: 'approval' }
  } catch (error) {
    if (!isRefused(error)) throw calm(error)
    await tellRefused(feishu, error)
    return { ids: [], at, as: 'approval' }
  }
}

/** What stands of a request: what deciding it types, and which state of it people see. */
export interface KeptInstance {
  readonly approval: Pick<CardApproval, 'name' | 'lines'>
  readonly revision: string
}

/** `null`: none of ours. */
export async function findInstance({ deps }: Feishu, id: string): Promise<KeptInstance | null> {
  const kept = await deps.messages.find(`approval/${id}`)
  return kept ? (kept.body as KeptInstance) : null // written below
}

async function keepInstance({ deps }: Feishu, id: string, { approval, revision }: KeptInstance): Promise<void> {
  const { name, lines } = approval
  const body: KeptInstance = { approval: { name, lines }, revision }
  await deps.messages.put({ id: `approval/${id}`, channel: 'approvals', at: deps.now(), body })
}

interface Drawn {
  readonly approval: CardApproval
  readonly message: Outgoing
  readonly code: string
  readonly id: string
  readonly at: number
}

const states = { waiting: 'PENDING', approved: 'APPROVED', rejected: 'REJECTED', withdrawn: 'CANCELED' } as const
const taskStates = { asked: 'PENDING', approved: 'APPROVED', rejected: 'REJECTED' } as const

/** The platform shows three; the others stand in the chat. */
const formRows = 3
/** `form` takes 2,048 characters; judgement: three rows of this length stay below in every language. */
const cellLength = 200

function instanceOf(feishu: Feishu, { approval, message, code, id, at }: Drawn) {
  const now = String(feishu.deps.now().getTime())
  const facts = approval.facts.slice(0, formRows)
  const ended = approval.state === 'waiting' ? '0' : now
  return {
    approval_code: code,
    status: states[approval.state],
    instance_id: id,
    links: linksOf(feishu),
    title: '@i18n@title',
    form: facts.map((_, row) => ({ name: `@i18n@name${row}`, value: `@i18n@value${row}` })),
    ...applicantOf(message, approval),
    start_time: String(at),
    end_time: ended,
    update_time: now,
    update_mode: 'REPLACE',
    task_list: tasksOf(feishu, { approval, message, at, now }),
    i18n_resources: resourcesOf({
      'zh-CN': textsOf(approval, 'zh-CN'),
      'en-US': textsOf(approval, 'en'),
      'ja-JP': textsOf(approval, 'ja'),
    }),
  }
}

/** Somebody without an account there has a name. */
function applicantOf({ handles }: Outgoing, { applicant }: CardApproval) {
  const account = applicant ? handles.get(applicant.id) : undefined
  return account === undefined ? { user_name: '@i18n@applicant' } : { open_id: account }
}

interface Tasks {
  readonly approval: CardApproval
  readonly message: Outgoing
  readonly at: number
  readonly now: string
}

/** One task for each person with an account there, named by it. */
function tasksOf(feishu: Feishu, { approval, message, at, now }: Tasks) {
  const decidesThere = callbackOf(feishu) !== null
  return approval.people.flatMap(({ id, how }) => {
    const account = message.handles.get(id)
    if (account === undefined) return []
    const waits = how === 'asked' && approval.state === 'waiting'
    return {
      task_id: account,
      open_id: account,
      title: '@i18n@title',
      links: linksOf(feishu),
      status: how === 'asked' && !waits ? 'DONE' : taskStates[how],
      create_time: String(at),
      end_time: waits ? '0' : now,
      update_time: now,
      ...(waits && decidesThere && { action_context: message.deliveryId, action_configs: actions }),
    }
  })
}

const actions = [
  { action_type: 'APPROVE', is_need_reason: false },
  { action_type: 'REJECT', is_need_reason: true, is_reason_required: true },
]

function linksOf({ config }: Feishu) {
  return { pc_link: chatLink(config), mobile_link: chatLink(config) }
}

function textsOf({ title, facts, applicant }: CardApproval, locale: Locale): Texts {
  const rows = facts.slice(0, formRows).flatMap(({ label, value }, row) => [
    [`@i18n@name${row}`, cut(label[locale])],
    [`@i18n@value${row}`, cut(value[locale])],
  ])
  return {
    '@i18n@title': cut(title[locale]),
    '@i18n@applicant': cut(applicant?.name ?? '–'),
    ...Object.fromEntries(rows),
  }
}

function cut(text: string): string {
  const characters = Array.from(text)
  return characters.length <= cellLength ? text : `${characters.slice(0, cellLength - 1).join('')}…`
}

/** What does not pass: a permission, or the platform's word about the request. */
function isRefused(error: unknown): error is FeishuError {
  if (!(error instanceof FeishuError)) return false
  return error.fault === 'unreachable' || error.fault === 'permanent' || remedies.has(error.code)
}

/** A limit of 审批 is none of the chat: messages to the same person do not wait for it. */
function calm(error: unknown): unknown {
  if (!(error instanceof TransportError) || error.retryAfterSeconds === null) return error
  return new TransportError(error.message, { fault: 'retryable' })
}

async function tellRefused({ deps }: Feishu, error: FeishuError): Promise<void> {
  deps.log.warn({ err: error }, 'Feishu takes no approval: it is decided in the chat')
  const card = {
    title: fill(texts.title, { code: error.code }),
    tone: 'warning',
    blocks: [{ type: 'text', text: texts.what }],
  } as const
  const key = `approval/${error.code}/${deps.now().toISOString().slice(0, 10)}`
  await deps.tell(key, card).catch(err => deps.log.error({ err }, 'The administrators could not be told'))
}

const texts = {
  title: {
    en: 'Feishu takes no approvals (code {code})',
    ja: 'Feishuの承認に登録できません（コード{code}）',
    'zh-CN': '无法写入飞书审批（错误码 {code}）',
  },
  what: {
    en: 'Proposals are decided in the chat meanwhile; nothing is lost. Developer console → 权限管理: grant approval:external_approval and approval:external_instance as application identity, then publish a version.',
    ja: 'その間もチャットで承認でき、申請は失われません。開発者コンソールの「权限管理」で approval:external_approval と approval:external_instance をアプリとして追加し、新しいバージョンを公開してください。',
    'zh-CN':
      '期间仍可在聊天中审批，不会丢失。请在开发者后台“权限管理”中以应用身份开通 approval:external_approval 和 approval:external_instance，并发布新版本。',
  },
} satisfies Record<string, Localized>
