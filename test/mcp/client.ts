import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'

/** A table as tools give it. */
export interface ToolTable {
  readonly id: string
  readonly title: string
  readonly columns: readonly { readonly id: string; readonly label: string }[]
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

interface Structured {
  readonly line: string
  readonly tables: readonly ToolTable[]
}

/** The official client, connected with a token. It is to be closed. */
export async function connectTo(address: string, token: string): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' })
  const requestInit = { headers: { authorization: `Bearer ${token}` } }
  await client.connect(new StreamableHTTPClientTransport(new URL(`${address}/mcp`), { requestInit }) as Transport)
  return client
}

/** What a tool answers; the client holds structured content against the tool's schema once it knows the tools. */
export async function callTool(address: string, token: string, name: string, args: Record<string, unknown>) {
  const client = await connectTo(address, token)
  await client.listTools()
  const result = (await client.callTool({ name, arguments: args })) as CallToolResult
  await client.close()
  const [first] = result.content
  const structured = result.structuredContent as Structured | undefined
  return {
    ...result,
    text: first?.type === 'text' ? first.text : '',
    tables: structured?.tables ?? [],
    rows: structured?.tables.flatMap(one => one.rows) ?? [],
  }
}
