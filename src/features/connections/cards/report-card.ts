import type { Block, Card } from '#src/chat/card.ts'
import { reportTexts as texts } from '#src/features/connections/report-texts.ts'
import type { BudgetLeft } from '#src/features/connections/store/feed-facts.ts'
import type { GrantBudgets, SyncReport } from '#src/features/connections/sync-report.ts'
import { syncCard } from '#src/features/sync/index.ts'
import { formatTime } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'

/** How every feed stands, and what calls are left. `url`: the same as a page. */
export function reportCard({ lines, budgets }: SyncReport, timeZone: string, url: string | null = null): Card {
  const card = syncCard(lines, timeZone)
  const left = budgets.map((grant): Block => budgetBlock(grant, timeZone))
  const link: readonly Block[] = url === null ? [] : [{ type: 'link', label: texts.page, url }]
  return { ...card, blocks: [...card.blocks, ...left, ...link] }
}

function budgetBlock({ connector, left }: GrantBudgets, timeZone: string): Block {
  const heading = fill(texts.budgets, { connector })
  return { type: 'list', heading, items: left.map(one => budgetText(one, timeZone)), folded: true }
}

function budgetText({ id, left, of, usedToday, blockedUntil }: BudgetLeft, timeZone: string): Localized {
  const parts = [fill(texts.budget, { id: verbatim(id), left, of })]
  if (usedToday !== null) parts.push(fill(texts.today, { used: usedToday }))
  if (blockedUntil !== null) parts.push(fill(texts.blocked, { until: formatTime(blockedUntil, timeZone) }))
  return join(parts, verbatim(''))
}
