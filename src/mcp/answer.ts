import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import { z } from 'zod'
import { plainText } from '#src/chat/plain.ts'
import type { CommandAnswer } from '#src/contracts/command.ts'
import type { DataTable, DataValue } from '#src/contracts/data-table.ts'
import type { ProgramAnswer } from '#src/features/conversation/index.ts'
import { tablesOfCards } from '#src/features/tables/index.ts'
import type { Locale } from '#src/i18n/locale.ts'

/** What every tool gives besides its text: the same answer as rows. */
export const outputShape = {
  line: z.string().describe('The line of the command language that was answered'),
  tables: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      columns: z.array(z.object({ id: z.string(), label: z.string() })),
      rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
    }),
  ),
} as const

/** Rows of one table at most; what is left out is said (judgement: what a model can read). */
const maxRows = 2_000

/** An answer as a tool gives it: the text that a person reads, above it what is `said` of all of it, and rows. */
export function toolResult(
  line: string,
  answer: CommandAnswer,
  locale: Locale,
  said: readonly string[] = [],
): CallToolResult {
  const tables = answer.tables?.() ?? tablesOfCards(answer.cards)
  const text = [...said, ...answer.cards.map(card => plainText(card, locale))].join('\n\n')
  const cut = tables.filter(table => table.rows.length > maxRows)
  const note = cut.map(({ rows }) => `\n\n${rows.length - maxRows} more rows: use the tool export.`).join('')
  return {
    content: [{ type: 'text', text: `${text}${note}` }],
    structuredContent: { line, tables: tables.map(table => tableOut(table, locale)) },
  }
}

function tableOut({ id, title, columns, rows }: DataTable, locale: Locale) {
  return {
    id,
    title: title[locale],
    columns: columns.map(column => ({ id: column.id, label: column.label[locale] })),
    rows: rows
      .slice(0, maxRows)
      .map(row => Object.fromEntries(columns.map((column, at) => [column.id, valueOut(row[at] ?? null, locale)]))),
  }
}

function valueOut(value: DataValue, locale: Locale): string | number | boolean | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  return value !== null && typeof value === 'object' ? value[locale] : value
}

/** What is wrong, with lines that may have been meant. */
export function toolFault({ text, suggestions, person }: Extract<ProgramAnswer<never>, { ok: false }>): CallToolResult {
  const locale = person.locale ?? 'en'
  const lines = suggestions.map(({ line }) => `- ${line}`)
  return { content: [{ type: 'text', text: [text[locale], ...lines].join('\n') }], isError: true }
}
