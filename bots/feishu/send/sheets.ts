import { randomUUID } from 'node:crypto'
import type { FeishuApi } from '#bots/feishu/api/client.ts'
import { batchesOf, type SheetCells, type SheetColumn, type SheetRow, type Sheets } from '#src/chat/sheets.ts'
import { TransportError } from '#src/errors.ts'

/** Rows of one request: https://open.feishu.cn/document/server-docs/docs/bitable-v1/app-table-record/batch_create */
const mostRows = 500

/** 多维表格 as tables that people edit together: https://open.feishu.cn/document/server-docs/docs/bitable-v1/bitable-overview */
export function createSheets(api: FeishuApi): Sheets {
  const post = (path: string, data: Readonly<Record<string, unknown>>, signal: AbortSignal, params = {}) =>
    api({ method: 'POST', path, data, params, signal, optional: true })
  const write = async (ref: string, verb: string, rows: readonly unknown[], signal: AbortSignal, params = {}) => {
    await post(`${recordsOf(ref)}/${verb}`, { records: rows }, signal, params)
  }
  return {
    create: async ({ name, columns, owner }, signal) => {
      const { app } = await post('bitable/v1/apps', { name }, signal)
      const { app_token: token, url, default_table_id: first } = record(app)
      if (typeof token !== 'string' || typeof url !== 'string') throw incomplete()
      const table = { name, default_view_name: 'KPI', fields: columns.map(fieldOf) }
      const { table_id: id } = await post(`bitable/v1/apps/${token}/tables`, { table }, signal)
      if (typeof id !== 'string') throw incomplete()
      await share(api, token, owner, signal)
      if (typeof first === 'string') await dropTable(api, `${token}/tables/${first}`, signal)
      return { ref: JSON.stringify({ app: token, table: id }), url: `${url}?table=${id}` }
    },
    read: (ref, signal) => readAll(api, ref, signal),
    add: async (ref, rows, signal) => {
      for (const batch of batchesOf(rows, mostRows)) {
        const made = batch.map(cells => ({ fields: filled(cells) }))
        await write(ref, 'batch_create', made, signal, { client_token: randomUUID() })
      }
    },
    change: async (ref, rows, signal) => {
      for (const batch of batchesOf(rows, mostRows)) {
        const made = batch.map(({ id, cells }) => ({ record_id: id, fields: cleared(cells) }))
        await write(ref, 'batch_update', made, signal)
      }
    },
    remove: async (ref, ids, signal) => {
      for (const batch of batchesOf(ids, mostRows)) await write(ref, 'batch_delete', batch, signal)
    },
  }
}

function recordsOf(ref: string): string {
  const { app, table } = JSON.parse(ref) as { readonly app: string; readonly table: string } // written above
  return `bitable/v1/apps/${encodeURIComponent(app)}/tables/${encodeURIComponent(table)}/records`
}

/** Types and formats: https://open.feishu.cn/document/server-docs/docs/bitable-v1/app-table-field/guide */
function fieldOf({ name, kind }: SheetColumn) {
  return kind === 'number'
    ? { field_name: name, type: 2, property: { formatter: '0.0000' } }
    : { field_name: name, type: 1 }
}

/** The app owns what it makes: the person gets every right. https://open.feishu.cn/document/server-docs/docs/permission/permission-member/create */
async function share(api: FeishuApi, token: string, owner: string, signal: AbortSignal): Promise<void> {
  const path = `drive/v1/permissions/${encodeURIComponent(token)}/members`
  const params = { type: 'bitable', need_notification: 'false' }
  const data = { member_type: 'openid', member_id: owner, perm: 'full_access' }
  await api({ method: 'POST', path, params, data, signal, optional: true })
}

/** The empty table that every new base has; where it stays, it is only one more. */
async function dropTable(api: FeishuApi, table: string, signal: AbortSignal): Promise<void> {
  await api({ method: 'DELETE', path: `bitable/v1/apps/${table}`, signal, optional: true }).catch(error => {
    if (!(error instanceof TransportError)) throw error
  })
}

/** https://open.feishu.cn/document/docs/bitable-v1/app-table-record/search */
async function readAll(api: FeishuApi, ref: string, signal: AbortSignal): Promise<readonly SheetRow[]> {
  const rows: SheetRow[] = []
  let token: string | null = null
  do {
    const params: Record<string, string> = { page_size: String(mostRows), user_id_type: 'open_id' }
    if (token !== null) params.page_token = token
    const path = `${recordsOf(ref)}/search`
    const data = { automatic_fields: true }
    const answer = await api({ method: 'POST', path, params, data, signal, optional: true })
    if (Array.isArray(answer.items)) rows.push(...answer.items.map(record).map(rowOf))
    token = answer.has_more === true && typeof answer.page_token === 'string' ? answer.page_token : null
  } while (token !== null)
  return rows
}

function rowOf({ record_id: id, fields, last_modified_by: by }: Readonly<Record<string, unknown>>): SheetRow {
  const editor = record(by).id
  const cells = Object.fromEntries(Object.entries(record(fields)).map(([name, value]) => [name, cellOf(value)]))
  const isPerson = typeof editor === 'string' && editor.startsWith('ou_')
  return { id: String(id), cells, editor: isPerson ? editor : null }
}

/** Text comes in pieces, each of its own style. */
function cellOf(value: unknown): SheetRow['cells'][string] {
  if (typeof value === 'number' || typeof value === 'string') return value
  if (!Array.isArray(value)) return null
  return value.map(piece => String(record(piece).text ?? '')).join('')
}

/** Empty text is no value there. */
function cleared(cells: SheetCells): SheetCells {
  return Object.fromEntries(Object.entries(cells).map(([name, value]) => [name, value === '' ? null : value]))
}

/** A new row needs no word about what is empty. */
function filled(cells: SheetCells): SheetCells {
  return Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== null && value !== ''))
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

function incomplete(): TransportError {
  return new TransportError('Feishu made a table without saying where it stands', { fault: 'permanent' })
}
