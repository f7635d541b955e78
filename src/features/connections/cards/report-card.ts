import type { Action, Block, Card } from '#src/chat/card.ts'
import { includes, type Role } from '#src/contracts/command.ts'
import { reportTexts as texts } from '#src/features/connections/report-texts.ts'
import type { BudgetLeft } from '#src/features/connections/store/feed-facts.ts'
import type { GrantBudgets, SyncReport } from '#src/features/connections/sync-report.ts'
import { isTroubled, syncCard } from '#src/features/sync/index.ts'
import { formatTime } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'

/** Who reads the report, and where. */
export interface ReportReader {
  readonly timeZone: string
  /** Absent: nothing is offered to press. */
  readonly role?: Role
  /** The same as a page; absent: there is none. */
  readonly url?: string
}

/** How every feed stands, what calls are left, and what the reader can do about it by a press. */
export function reportCard(report: SyncReport, { timeZone, role, url }: ReportReader): Card {
  const card = syncCard(report.lines, timeZone)
  const left = report.budgets.map((grant): Block => budgetBlock(grant, timeZone))
  const actions = role === undefined ? [] : actionsOf(report, role)
  const press: readonly Block[] = actions.length === 0 ? [] : [{ type: 'actions', actions }]
  const link: readonly Block[] = url === undefined ? [] : [{ type: 'link', label: texts.page, url }]
  return { ...card, blocks: [...card.blocks, ...left, ...press, ...link] }
}

/** Judgement: more buttons than this are a wall. */
const [mostRenewed, mostChecked] = [3, 3]

function actionsOf({ lines, toRenew }: SyncReport, role: Role): readonly Action[] {
  const renew = toRenew.slice(0, mostRenewed).map(
    ({ id, label }): Action => ({
      label: fill(texts.renew, { connector: label }),
      line: `connect ${id}`,
      style: 'primary',
    }),
  )
  const amiss = new Map(lines.filter(isTroubled).map(line => [line.slug, line.store]))
  const check = [...amiss].slice(0, mostChecked).flatMap(([slug, store]): readonly Action[] => {
    return slug ? [{ label: fill(texts.check, { store: verbatim(store) }), line: `sync check ${slug}` }] : []
  })
  return [
    ...(role === 'administrator' ? renew : []),
    ...(includes(role, 'operator') ? check : []),
    ...(includes(role, 'manager') && lines.length > 0 ? [{ label: texts.fetchNow, line: 'sync now' }] : []),
  ]
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
