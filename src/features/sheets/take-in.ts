import type { Invocation, Reply } from '#src/chat/messenger.ts'
import type { SheetRow } from '#src/chat/sheets.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import type { ColumnId } from './columns.ts'
import type { FigureRow } from './figure-rows.ts'
import type { KeptSheet } from './store/sheets.ts'

/** What was typed into a row, and what it came to. */
export interface TakenIn {
  readonly id: string
  readonly key: string
  readonly typed: string
  readonly accepted: boolean
  /** In the language of whoever typed it. */
  readonly said: string
}

/** What typed targets are read with. */
export interface TakeInParts {
  readonly sheet: KeptSheet
  readonly names: Readonly<Record<ColumnId, string>>
  readonly rows: ReadonlyMap<string, FigureRow>
  /** Answers a line as a message of the person would be. */
  readonly answer: (invocation: Invocation) => Promise<Reply>
}

/** An amount with its sign, range or unit: nothing that could be another word of a line. */
const amount = /^[\p{N}\p{Sc}.,%+\-–~～、，．％ a-zA-Z万亿億千]{1,40}$/u
const reasonLength = 400

/**
 * Proposes what somebody typed as a new target, as if they had typed it to the bot: their own rights, checks and approval;
 * it never comes into force by itself. What was refused is left until it is changed.
 */
export async function takeIn(parts: TakeInParts, standing: readonly SheetRow[]): Promise<readonly TakenIn[]> {
  const { sheet, names, rows } = parts
  const taken: TakenIn[] = []
  for (const row of standing) {
    const [wanted, reason, key] = (['wanted', 'reason', 'key'] as const).map(id => textOf(row.cells[names[id]]))
    const typed = `${wanted}|${reason}`
    if (!wanted || sheet.refused[key || row.id] === typed) continue
    const about = rows.get(key ?? '')?.about
    const outcome = about === undefined ? refusal(unknownRow) : await propose(parts, row, about, { wanted, reason })
    taken.push({ id: row.id, key: key || row.id, typed, ...outcome })
  }
  return taken
}

type Outcome = Pick<TakenIn, 'accepted' | 'said'>

async function propose(
  { sheet, answer }: TakeInParts,
  { editor }: SheetRow,
  about: string,
  { wanted, reason = '' }: { readonly wanted: string; readonly reason: string | undefined },
): Promise<Outcome> {
  const { messenger, workspace } = sheet
  const person = editor ?? sheet.account
  const quoted = reason === '' ? '' : ` "${reason.replaceAll('"', '”').replace(/\s+/g, ' ').slice(0, reasonLength)}"`
  if (!amount.test(wanted)) return refusal(noAmount)
  const line = `target propose ${about} ${wanted}${quoted}`
  const reply = await answer({ messenger, workspace, person, channel: person, kind: 'direct', line, via: 'form' })
  const title = reply.cards[0]?.title
  if (reply.refused) return { accepted: false, said: reply.refused[reply.locale] }
  if (reply.form || !title) return { accepted: false, said: noAmount[reply.locale] }
  return { accepted: true, said: fill(proposed, { title })[reply.locale] }
}

function refusal(text: Localized): Outcome {
  return { accepted: false, said: join(text) }
}

/** Nobody was asked yet, so that nobody's language is known. */
function join(text: Localized): string {
  return `${text['zh-CN']} ${text.en}`
}

function textOf(value: SheetRow['cells'][string] | undefined): string {
  return value === null || value === undefined ? '' : String(value).trim()
}

const proposed: Localized = {
  en: 'Proposed, waits for approval: {title}',
  ja: '申請しました（承認待ち）：{title}',
  'zh-CN': '已提交，等待审批：{title}',
}
const noAmount: Localized = {
  en: 'Write an amount such as 50000, 8% or 20%-30%.',
  ja: '50000、8%、20%-30%のように入力してください。',
  'zh-CN': '请填写数值，例如 50000、8% 或 20%-30%。',
}
const unknownRow: Localized = {
  en: 'Write it into one of the rows that the bot made.',
  ja: 'ボットが作成した行に入力してください。',
  'zh-CN': '请填写在机器人生成的行中。',
}
