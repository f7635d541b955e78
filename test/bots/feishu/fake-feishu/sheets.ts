import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'

type Fields = Record<string, unknown>

/** A table of a base. */
export interface FakeTable {
  readonly id: string
  readonly columns: ReadonlyMap<string, number>
  readonly records: Map<string, { fields: Fields; editor: string }>
}

/** A base. */
export interface FakeBase {
  readonly token: string
  readonly name: string
  readonly tables: Map<string, FakeTable>
  readonly members: Map<string, string>
}

/** What the platform keeps of bases. */
export interface SheetState {
  readonly bases: Map<string, FakeBase>
  readonly people: ReadonlyMap<string, unknown>
}

type Refuse = (reply: FastifyReply, code: number) => void

const codes = { wrongName: 1254045, tooMany: 1254104, wrongText: 1254060, wrongNumber: 1254061, noRecord: 1254043 }

/** 多维表格 v1: https://open.feishu.cn/document/server-docs/docs/bitable-v1/bitable-overview */
export function sheetRoutes(app: FastifyInstance, state: SheetState, refuse: Refuse): void {
  const root = '/open-apis/bitable/v1/apps'
  app.post(root, async request => {
    const { name } = request.body as { name: string }
    const token = `bas${randomUUID().replaceAll('-', '')}`
    const first: FakeTable = { id: 'tblfirst', columns: new Map(), records: new Map() }
    state.bases.set(token, { token, name, tables: new Map([[first.id, first]]), members: new Map() })
    return {
      code: 0,
      data: { app: { app_token: token, url: `https://x.feishu.cn/base/${token}`, default_table_id: first.id } },
    }
  })
  app.post(`${root}/:app/tables`, async (request, reply) => {
    const base = state.bases.get((request.params as { app: string }).app)
    const { table } = request.body as { table: { name: string; fields: { field_name: string; type: number }[] } }
    if (!base || !table.name || table.fields.some(({ type }) => type !== 1 && type !== 2)) return refuse(reply, 1254001)
    const id = `tbl${base.tables.size}`
    const columns = new Map(table.fields.map(({ field_name: name, type }) => [name, type]))
    base.tables.set(id, { id, columns, records: new Map() })
    return { code: 0, data: { table_id: id } }
  })
  app.delete(`${root}/:app/tables/:table`, async request => {
    const { app: token, table } = request.params as { app: string; table: string }
    state.bases.get(token)?.tables.delete(table)
    return { code: 0, data: {} }
  })
  app.post('/open-apis/drive/v1/permissions/:token/members', async (request, reply) => {
    const { member_type: type, member_id: id, perm } = request.body as Record<string, string>
    const base = state.bases.get((request.params as { token: string }).token)
    const fine = (request.query as Fields).type === 'bitable' && type === 'openid' && perm === 'full_access'
    if (!base || !fine || !state.people.has(id ?? '')) return refuse(reply, 1063001)
    base.members.set(id ?? '', perm)
    return { code: 0, data: {} }
  })
  app.post(`${root}/:app/tables/:table/records/:verb`, async (request, reply) => {
    const { app: token, table: name, verb } = request.params as Record<string, string>
    const table = state.bases.get(token ?? '')?.tables.get(name ?? '')
    if (!table) return refuse(reply, 1254041)
    if (verb === 'search') return search(table, request.query as Record<string, string>)
    const { records = [] } = request.body as { records?: unknown[] }
    const code = records.length > 500 ? codes.tooMany : write(table, verb ?? '', records)
    return code === 0 ? { code: 0, data: {} } : refuse(reply, code)
  })
}

function search({ records, columns }: FakeTable, { page_size: size, page_token: from = '0' }: Record<string, string>) {
  const [at, most] = [Number(from), Number(size ?? 20)]
  const shown = [...records].map(([id, { fields, editor }]) => ({
    record_id: id,
    last_modified_by: { id: editor },
    fields: Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        name,
        columns.get(name) === 1 ? [{ type: 'text', text: value }] : value,
      ]),
    ),
  }))
  const more = at + most < shown.length
  return {
    code: 0,
    data: { items: shown.slice(at, at + most), has_more: more, ...(more && { page_token: String(at + most) }) },
  }
}

function write(table: FakeTable, verb: string, records: readonly unknown[]): number {
  for (const one of records) {
    if (verb === 'batch_delete') {
      if (!table.records.delete(String(one))) return codes.noRecord
      continue
    }
    const { record_id: id = `rec${randomUUID()}`, fields } = one as { record_id?: string; fields: Fields }
    const standing = table.records.get(id)
    if (verb === 'batch_update' && !standing) return codes.noRecord
    const code = faultIn(table, fields)
    if (code !== 0) return code
    const kept = Object.entries({ ...standing?.fields, ...fields }).filter(([, value]) => value !== null)
    table.records.set(id, { fields: Object.fromEntries(kept), editor: 'cli_app' })
  }
  return 0
}

function faultIn({ columns }: FakeTable, fields: Fields): number {
  for (const [name, value] of Object.entries(fields)) {
    const type = columns.get(name)
    if (type === undefined) return codes.wrongName
    if (type === 1 && value !== null && (typeof value !== 'string' || value === '')) return codes.wrongText
    if (type === 2 && value !== null && typeof value !== 'number') return codes.wrongNumber
  }
  return 0
}
