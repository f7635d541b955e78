import { createHash } from 'node:crypto'
import {
  type Application,
  apply,
  createTemplate,
  listApprovals,
  readApproval,
  type SpokenText,
} from '#bots/wecom/api/approvals.ts'
import { WecomError } from '#bots/wecom/api/faults.ts'
import type { Wecom } from '#bots/wecom/context.ts'
import type { CardApproval } from '#src/chat/card.ts'
import type { MessageRef, Outgoing } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { findApproval, keepApproval } from './kept.ts'
import { tellRefused } from './refused.ts'

/** Where a request stands; `null`: the platform took none. */
interface Standing {
  readonly approval: { readonly spNo: string | null }
}

/** The request in 审批 that stands in place of a message; `null`: it is none. */
export function approvalIn(ref: MessageRef): Standing | null {
  const standing = JSON.parse(ref) as Partial<Standing> // written below, and by send
  return standing.approval ? { approval: standing.approval } : null
}

/**
 * Submits a request to those who are asked, or looks what became of the one that stands. Other people's turn is a request
 * of its own, because one that stands cannot be changed; nor can the platform be told that it is over, so that whoever
 * decides it later reads who was first. What the platform refuses is told to the administrators and holds up nothing: the
 * same is decided in the chat. @throws TransportError for what passes.
 */
export async function showApproval(
  wecom: Wecom,
  message: Outgoing,
  approval: CardApproval,
  standing: Standing | null,
): Promise<MessageRef> {
  try {
    return refOf(await bring(wecom, message, approval, standing?.approval.spNo ?? null))
  } catch (error) {
    if (!isRefused(error)) throw calm(error)
    await tellRefused(wecom.deps, error)
    return refOf(standing?.approval.spNo ?? null)
  }
}

function refOf(spNo: string | null): MessageRef {
  return JSON.stringify({ approval: { spNo } } satisfies Standing)
}

async function bring(wecom: Wecom, message: Outgoing, approval: CardApproval, spNo: string | null) {
  const users = askedOf(message, approval)
  if (approval.state !== 'waiting' || users.length === 0) return spNo
  const kept = spNo === null ? null : await findApproval(wecom.deps, spNo)
  if (spNo === null || !kept || !sameUsers(kept.users, users)) return submit(wecom, message, approval, users)
  if (kept.spent === 'refused') return submit(wecom, message, approval, users)
  if ((await readApproval(wecom.client, spNo)).state !== 'waiting')
    wecom.background.run(() => wecom.approvalEnded(spNo))
  return spNo
}

function askedOf({ handles }: Outgoing, { people }: CardApproval): readonly string[] {
  return people.flatMap(({ id, how }) => (how === 'asked' ? (handles.get(id) ?? []) : []))
}

function sameUsers(before: readonly string[], after: readonly string[]): boolean {
  return before.length === after.length && before.every(user => after.includes(user))
}

/**
 * The platform drops no twins: before an attempt is repeated it is asked whether the one before got through, by the number
 * that our request carries.
 */
async function submit(
  wecom: Wecom,
  message: Outgoing,
  approval: CardApproval,
  users: readonly string[],
): Promise<string> {
  const { client, deps } = wecom
  const creator = (approval.applicant ? message.handles.get(approval.applicant.id) : undefined) ?? message.to.channel
  const template = await templateId(wecom)
  const number = numberOf(message.deliveryId)
  const tried = `approval-tried/${message.deliveryId}`
  const before = await deps.messages.find(tried)
  const found = before ? await findSubmitted(wecom, { template, creator, number, since: before.at }) : null
  if (!before) await deps.messages.put({ id: tried, channel: 'approvals', at: deps.now(), body: {} })
  const spNo =
    found ?? (await apply(client, { template, creator, users, number, ...wordsOf(approval, message.locale) }))
  await keepApproval(deps, spNo, { approval, users, spent: 'no' })
  return spNo
}

/** Clocks differ by so much at most (judgement). */
const clockMs = 120_000

async function findSubmitted(
  { client, deps }: Wecom,
  { number, since, ...whose }: Pick<Application, 'template' | 'creator' | 'number'> & { readonly since: Date },
): Promise<string | null> {
  const from = new Date(since.getTime() - clockMs)
  for (const spNo of await listApprovals(client, whose, from, deps.now())) {
    if ((await readApproval(client, spNo)).number === number) return spNo
  }
  return null
}

function numberOf(deliveryId: string): string {
  return `KPI-${createHash('sha256').update(deliveryId).digest('hex').slice(0, 12)}`
}

/** A line of a summary in characters, and how many there are: document 91853. */
const summary = { lines: 3, length: 20 } as const
/** The document names no limit of a text with several lines; judgement. */
const contentLength = 1_500

function wordsOf({ title, facts }: CardApproval, locale: Locale): Pick<Application, 'content' | 'summary'> {
  const lines = facts.map(({ label, value }) => `${label[locale]}：${value[locale].replace(/\s+/g, ' ')}`)
  const lang: SpokenText['lang'] = locale === 'en' ? 'en' : 'zh_CN'
  const heads = [title[locale], ...lines].slice(0, summary.lines)
  return {
    content: cut([title[locale], ...lines].join('\n'), contentLength),
    summary: heads.map(line => ({ text: cut(line, summary.length), lang })),
  }
}

function cut(text: string, most: number): string {
  const characters = Array.from(text)
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`
}

const templateKey = 'approval/template'

/** The id of our template, made at the first need: its name must be one that the company does not have yet. */
async function templateId({ client, deps }: Wecom): Promise<string> {
  const kept = await deps.vault.find(templateKey)
  if (kept !== null) return kept
  const id = await createTemplate(client, name).catch(error => {
    if (!isRefused(error)) throw error
    return createTemplate(client, `${name} ${deps.now().toISOString().slice(0, 10)}`)
  })
  await deps.vault.put(templateKey, id)
  return id
}

const name = 'KPI目标审批'

/** What does not pass: a permission, or the platform's word about the request. */
function isRefused(error: unknown): error is WecomError {
  return error instanceof WecomError && (error.fault !== 'retryable' || error.code === noRight)
}

/** The app may not use this function. */
const noRight = 48002

/** A limit of 审批 is none of the app: messages to the same person do not wait for it. */
function calm(error: unknown): unknown {
  if (!(error instanceof TransportError) || error.retryAfterSeconds === null) return error
  return new TransportError(error.message, { fault: 'retryable' })
}
