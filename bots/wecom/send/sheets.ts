import type { Client } from '#bots/wecom/api/client.ts'
import { batchesOf, type SheetCells, type SheetColumn, type SheetRow, type Sheets } from '#src/chat/sheets.ts'
import { TransportError } from '#src/errors.ts'

/** Rows of one request, and of one page: documents 99907, 99909 and 99915. */
const mostRows = 500
const pageRows = 1_000

/** 智能表格 in a document of 文档: documents 97460 and 99904. */
const smartSheet = 10

/** 智能表格 as tables that people edit together. The platform names no editor by their id. */
export function createSheets(client: Client): Sheets {
  const write = async (ref: string, verb: string, data: Readonly<Record<string, unknown>>, signal: AbortSignal) => {
    const body = { ...placeOf(ref), key_type: byTitle, ...data }
    await client.call({ path: `/cgi-bin/wedoc/smartsheet/${verb}`, body, signal })
  }
  return {
    create: async ({ name, columns, owner }, signal) => {
      const body = { doc_type: smartSheet, doc_name: name, admin_users: [owner] }
      const { docid, url } = await client.call({ path: '/cgi-bin/wedoc/create_doc', body, signal })
      if (typeof docid !== 'string' || typeof url !== 'string') throw incomplete()
      const sheet = await firstSheet(client, docid, signal)
      const fields = { docid, sheet_id: sheet, fields: columns.map(fieldOf) }
      await client.call({ path: '/cgi-bin/wedoc/smartsheet/add_fields', body: fields, signal })
      return { ref: JSON.stringify({ docid, sheet_id: sheet }), url }
    },
    read: (ref, signal) => readAll(client, ref, signal),
    add: async (ref, rows, signal) => {
      for (const batch of batchesOf(rows, mostRows)) {
        await write(ref, 'add_records', { records: batch.map(cells => ({ values: valuesOf(cells, true) })) }, signal)
      }
    },
    change: async (ref, rows, signal) => {
      for (const batch of batchesOf(rows, mostRows)) {
        const records = batch.map(({ id, cells }) => ({ record_id: id, values: valuesOf(cells, false) }))
        await write(ref, 'update_records', { records }, signal)
      }
    },
    remove: async (ref, ids, signal) => {
      for (const batch of batchesOf(ids, mostRows)) await write(ref, 'delete_records', { record_ids: batch }, signal)
    },
  }
}

const byTitle = 'CELL_VALUE_KEY_TYPE_FIELD_TITLE'

function placeOf(ref: string): { readonly docid: string; readonly sheet_id: string } {
  return JSON.parse(ref) as { readonly docid: string; readonly sheet_id: string } // written above
}

/** A new document has one. https://developer.work.weixin.qq.com/document/path/101154 */
async function firstSheet(client: Client, docid: string, signal: AbortSignal): Promise<string> {
  const { sheet_list: all } = await client.call({
    path: '/cgi-bin/wedoc/smartsheet/get_sheet',
    body: { docid },
    signal,
  })
  const list = Array.isArray(all) ? all.map(record) : []
  const found = list.find(({ type }) => type === undefined || type === 'smartsheet')
  if (typeof found?.sheet_id !== 'string') throw incomplete()
  return found.sheet_id
}

/** https://developer.work.weixin.qq.com/document/path/99904 */
function fieldOf({ name, kind }: SheetColumn) {
  if (kind === 'text') return { field_title: name, field_type: 'FIELD_TYPE_TEXT' }
  const property_number = { decimal_places: 4, use_separate: true }
  return { field_title: name, field_type: 'FIELD_TYPE_NUMBER', property_number }
}

async function readAll(client: Client, ref: string, signal: AbortSignal): Promise<readonly SheetRow[]> {
  const rows: SheetRow[] = []
  let offset = 0
  for (;;) {
    const body = { ...placeOf(ref), key_type: byTitle, offset, limit: pageRows }
    const answer = await client.call({ path: '/cgi-bin/wedoc/smartsheet/get_records', body, signal })
    if (Array.isArray(answer.records)) rows.push(...answer.records.map(record).map(rowOf))
    const next = Number(answer.next)
    if (answer.has_more !== true || !(next > offset)) return rows
    offset = next
  }
}

function rowOf({ record_id: id, values }: Readonly<Record<string, unknown>>): SheetRow {
  const cells = Object.fromEntries(Object.entries(record(values)).map(([name, value]) => [name, cellOf(value)]))
  return { id: String(id), cells, editor: null }
}

/** Text comes in pieces. */
function cellOf(value: unknown): SheetRow['cells'][string] {
  if (typeof value === 'number' || typeof value === 'string') return value
  if (!Array.isArray(value)) return null
  return value.map(piece => String(record(piece).text ?? '')).join('')
}

/** A new row needs no word about what is empty; a row that stands is told that it is. */
function valuesOf(cells: SheetCells, isNew: boolean) {
  const wanted = Object.entries(cells).filter(([, value]) => !isNew || value !== null)
  return Object.fromEntries(
    wanted.map(([name, value]) => [name, typeof value === 'string' ? [{ type: 'text', text: value }] : value]),
  )
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

function incomplete(): TransportError {
  return new TransportError('WeCom made a table without saying where it stands', { fault: 'permanent' })
}
