import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import { z } from 'zod'
import { asProgram, type DispatchParts, readAnswer } from '#src/features/conversation/index.ts'
import { exportedBy, makeFile } from '#src/features/exports/index.ts'
import type { Person } from '#src/features/people/index.ts'
import { outputShape, toolFault, toolResult } from './answer.ts'
import { strictInput, type ToolInput } from './input.ts'
import { type Tool, toolsFor } from './tools.ts'

/** Where the audit says that a question came from. */
const program = 'mcp'

/** The tools of one person, for one request. */
export function createToolServer(parts: DispatchParts, person: Person): McpServer {
  const locale = person.locale ?? 'en'
  const server = new McpServer({ name: 'linkstar-kpi', version: '1' }, { instructions })
  for (const tool of toolsFor(parts.commands)) {
    const { title, description, input, needs } = tool
    const inputSchema = strictInput(input, locale, needs)
    const config = { title, description, inputSchema, outputSchema: outputShape, annotations: readOnly }
    server.registerTool(tool.name, config, asked => answerTool(parts, person, tool, asked))
  }
  const config = {
    title: 'Make a file',
    description: exportDescription,
    inputSchema: strictInput(exportInput, locale),
    annotations: readOnly,
  }
  server.registerTool('export', config, input => exportFile(parts, person, input))
  return server
}

const instructions =
  'KPIs of cross-border e-commerce stores with targets, alerts and scores. Every tool reads as the person whose token ' +
  'it is: their stores, their rights, their language. Ratios are 0 to 1, money in major units. "–" and null: cannot be judged.'

const readOnly = { readOnlyHint: true, destructiveHint: false, openWorldHint: false } as const

const exportDescription = 'Makes a CSV or XLSX file of any answer and gives a signed address that works for 7 days.'

const exportInput = {
  line: z.string().min(1).max(400).describe('Such as "trend sales rakuten 90d" or "sales acos weekly 84d target"'),
  format: z.enum(['csv', 'xlsx']).default('xlsx'),
}

async function answerTool(parts: DispatchParts, person: Person, tool: Tool, input: ToolInput): Promise<CallToolResult> {
  const line = tool.line(input)
  const question = { person, program, verb: tool.name, line, readsOnly: true } as const
  const answer = await asProgram(parts, question, async (context, beside) => ({
    read: await readAnswer(line, context, beside),
    locale: context.caller.locale,
  }))
  if (!answer.ok) return toolFault(answer)
  const { read, locale } = answer.value
  const said = answer.said.map(text => text[locale])
  return toolResult(line, read?.answer ?? { cards: [] }, locale, said)
}

async function exportFile(
  parts: DispatchParts,
  person: Person,
  { line, format }: { readonly line: string; readonly format: 'csv' | 'xlsx' },
): Promise<CallToolResult> {
  const text = line.replace(/[\p{Cc}\s]+/gu, ' ').trim()
  const question = { person, program, verb: 'export', line: `export ${text} ${format}` }
  const answer = await asProgram(parts, question, async context => {
    const { link } = await makeFile(context, await exportedBy(`"${text}"`, null, context), format)
    return { url: link.url, name: link.file?.name ?? '' }
  })
  if (!answer.ok) return toolFault(answer)
  const { url, name } = answer.value
  return { content: [{ type: 'text', text: `${name}\n${url}` }] }
}
