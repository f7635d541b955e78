import type { Card } from '#src/chat/card.ts'
import type { Amount } from '#src/contracts/command.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { RuleDraft } from '#src/domain/rules/rule.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { readAsPercent } from './parse-rule.ts'

/** What of a rule was understood otherwise than it was typed: a bare number of a rate as percent. `null`: nothing. */
export function remarkOn({ parameters }: RuleDraft, kpi: Kpi, amounts: readonly Amount[]): Localized | null {
  const line = parameters.kind === 'threshold' || parameters.kind === 'budget' ? parameters.value : null
  if (line === null) return null
  const isLine = ({ value }: Amount) => Math.abs(value / 100 - line) <= 1e-9 * Math.abs(line)
  const bare = amounts.find(amount => readAsPercent(amount, kpi) && isLine(amount)) // not the 2 of “2 days”
  return bare ? fill(percent, { typed: verbatim(bare.decimal) }) : null
}

/** A card with a remark below its first line. */
export function remarked(card: Card, remark: Localized | null): Card {
  if (remark === null) return card
  const [first, ...others] = card.blocks
  const said = { type: 'text', style: 'muted', text: remark } as const
  return { ...card, blocks: first ? [first, said, ...others] : [said] }
}

const percent: Localized = {
  en: 'This KPI is a rate: {typed} was read as {typed}%.',
  ja: 'この指標は率のため、{typed} を {typed}% と読みました。',
  'zh-CN': '该指标是比率，{typed} 已按 {typed}% 理解。',
}
