import type { Words } from '#src/contracts/command.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { parsePlaceKey, type ResolvedPlace } from '#src/domain/place.ts'
import { UserError } from '#src/errors.ts'
import { type Goal, goalOf, targetWords } from '#src/features/targets/index.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { amountAt } from '#src/language/amounts.ts'
import { isWordCharacter, lower } from '#src/language/text.ts'
import type { Proposal } from './store/proposals.ts'

/** Numbers of proposals, and what was written behind them. */
export interface DecisionWords {
  readonly ids: readonly number[]
  readonly comment: string | null
}

/** Reads `12`, `#12 13 14`, `12 "reason"` and `12 reason`. @throws UserError without a number. */
export function readDecision({ rest }: Words): DecisionWords {
  const found = /^((?:\s*[#＃]?\d{1,9}(?![\d.,%]|[^\s\d#＃,、，"“”「」]))(?:\s*[,、，]?\s*))+/u.exec(rest)
  const ids = [...(found?.[0] ?? '').matchAll(/\d+/gu)].map(([digits]) => Number(digits))
  if (ids.length === 0) throw new UserError(texts.number)
  return { ids: [...new Set(ids)], comment: unquoted(rest.slice(found?.[0].length ?? 0)) }
}

/** Reads `12 55000 "reason"`: the number of a proposal, the new value and why. @throws UserError */
export function readAmendment({ rest }: Words): {
  readonly id: number
  readonly value: string
  readonly reason: string | null
} {
  const found = /^\s*[#＃]?(\d{1,9})\s+(.+)$/su.exec(rest)
  if (!found) throw new UserError(texts.amend)
  const typed = found[2] ?? ''
  const quote = typed.search(/["“”「『]/u)
  const value = (quote < 0 ? typed : typed.slice(0, quote)).trim()
  return { id: Number(found[1]), value, reason: quote < 0 ? null : unquoted(typed.slice(quote)) }
}

function unquoted(text: string): string | null {
  const inner = text
    .trim()
    .replace(/^["“”「『]\s*/u, '')
    .replace(/\s*["“”」』]$/u, '')
    .trim()
  return inner === '' ? null : inner.slice(0, maxComment)
}

/** Longer comments are cut; judgement: what a card shows. */
const maxComment = 500

/** The value that somebody wants instead, in the terms of the proposal's KPI. @throws UserError */
export function amendedGoal(value: string, proposal: Proposal, kpi: Kpi, label: Localized): Goal {
  const place: Pick<ResolvedPlace, 'label'> = { label }
  if (parsePlaceKey(proposal.place) === null) throw new UserError(texts.amend)
  const words = targetWords(bare(value), '2000-01-01')
  const [odd] = words.unknown
  if (odd !== undefined || words.amounts.length === 0) throw new UserError(texts.amend)
  const again = (typed: string) => `target amend ${proposal.id} ${typed}`
  return goalOf({ ...words, kpi, place: place.label, currency: proposal.currency, example: again('…'), again })
}

/** The words of a line that holds amounts alone. */
function bare(value: string): Words {
  const text = lower(value)
  const amounts: Words['amounts'][number][] = []
  let unknown = ''
  for (let at = 0; at < text.length; at++) {
    const found = isWordCharacter(text, at - 1) && isWordCharacter(text, at) ? null : amountAt(text, at)
    if (found) amounts.push(found.amount)
    else unknown += value[at] ?? ''
    at = Math.max(found?.end ?? 0, at + 1) - 1
  }
  const left = unknown.split(/\s+/u).filter(word => /[\p{L}\p{N}]/u.test(word))
  const none = { subverb: null, kpis: [], places: [], periods: [], people: [], ids: [], quoted: [] } as const
  return { ...none, line: value, verb: 'target', amounts, unknown: left, rest: value, open: value }
}

const texts = {
  number: {
    en: 'Which proposal? Name its number: target approve 12',
    ja: 'どの申請ですか？番号を入れてください：目標 承認 12',
    'zh-CN': '是哪项申请？请写编号：目标 批准 12',
  },
  amend: {
    en: 'Name the number of the proposal and the new value: target amend 12 55000',
    ja: '申請の番号と新しい値を入れてください：目標 修正 12 55000',
    'zh-CN': '请写申请编号和新数值：目标 修订 12 55000',
  },
} satisfies Record<string, Localized>
