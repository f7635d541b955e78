import type { Json } from './server.ts'

/** A table in a document. */
export interface FakeSheet {
  readonly docid: string
  readonly name: string
  readonly admins: readonly string[]
  readonly columns: Map<string, string>
  readonly records: Map<string, Json>
}

const invalid = { errcode: 2022005, errmsg: 'invalid parameter' }

/** Answers a call of 文档; `null`: it is none. Documents 97460, 101154, 99904, 99907, 99909 and 99915. */
export function sheetAnswer(sheets: FakeSheet[], scope: ReadonlySet<string>, path: string, body: Json): Json | null {
  if (path === '/wedoc/create_doc') {
    const admins = (body.admin_users ?? []) as string[]
    if (body.doc_type !== 10 || admins.some(user => !scope.has(user.toLowerCase()))) return invalid
    const docid = `doc-${sheets.length + 1}`
    const blank = new Map<string, Json>([['rblank', {}]])
    sheets.push({
      docid,
      name: String(body.doc_name),
      admins,
      columns: new Map([['文本', 'FIELD_TYPE_TEXT']]),
      records: blank,
    })
    return { docid, url: `https://doc.weixin.qq.com/smartsheet/${docid}` }
  }
  const verb = /^\/wedoc\/smartsheet\/(\w+)$/.exec(path)?.[1]
  if (verb === undefined) return null
  const sheet = sheets.find(({ docid }) => docid === body.docid)
  if (!sheet) return invalid
  if (verb === 'get_sheet')
    return {
      sheet_list: [
        { sheet_id: 'dash', type: 'dashboard' },
        { sheet_id: 's1', type: 'smartsheet' },
      ],
    }
  return body.sheet_id === 's1' ? inSheet(sheet, verb, body) : invalid
}

function inSheet(sheet: FakeSheet, verb: string, body: Json): Json {
  const records = (body.records ?? []) as { record_id?: string; values: Json }[]
  if (records.length > 500) return invalid
  switch (verb) {
    case 'add_fields': {
      const fields = body.fields as { field_title: string; field_type: string; property_number?: unknown }[]
      if (fields.some(one => one.field_type === 'FIELD_TYPE_NUMBER' && !one.property_number)) return invalid
      for (const { field_title: title, field_type: type } of fields) sheet.columns.set(title, type)
      return { fields: [] }
    }
    case 'get_records': {
      const [offset, limit] = [Number(body.offset ?? 0), Number(body.limit ?? 1_000)]
      const all = [...sheet.records].map(([record_id, values]) => ({ record_id, values }))
      const more = offset + limit < all.length
      return { total: all.length, has_more: more, next: offset + limit, records: all.slice(offset, offset + limit) }
    }
    case 'delete_records':
      for (const id of body.record_ids as string[]) sheet.records.delete(id)
      return {}
    case 'add_records':
    case 'update_records':
      return records.every(one => put(sheet, verb, one)) ? { records: [] } : invalid
    default:
      return { errcode: 404 }
  }
}

function put(sheet: FakeSheet, verb: string, { record_id: id, values }: { record_id?: string; values: Json }): boolean {
  const fine = Object.entries(values).every(([title, value]) => {
    const type = sheet.columns.get(title)
    if (type === 'FIELD_TYPE_NUMBER') return value === null || typeof value === 'number'
    return type === 'FIELD_TYPE_TEXT' && Array.isArray(value) && value.every(piece => piece.type === 'text')
  })
  const standing = id === undefined ? undefined : sheet.records.get(id)
  if (!fine || (verb === 'update_records') !== (standing !== undefined)) return false
  sheet.records.set(id ?? `r${sheet.records.size + 1}`, { ...standing, ...values })
  return true
}
