import {
  asIfSet,
  type PlanChange,
  type PlanEntry,
  planChanges,
  planRows,
  readCell,
  readPaste,
} from '#src/features/planning/index.ts'
import { note } from '#src/http/page/frame.ts'
import { html } from '#src/http/page/html.ts'
import { texts } from '#src/http/settings/texts.ts'
import type { Posted, View } from '#src/http/settings/view.ts'
import { claimDelivery } from '#src/platform/database/claims.ts'
import { applyLines } from './apply.ts'
import { dataOf, fieldOf, type PlanData, shownValue, type TypedCell } from './data.ts'
import { filterHtml } from './filter.ts'
import { pasteHtml } from './paste-form.ts'
import { previewHtml } from './preview.ts'
import { sheetHtml } from './sheet-table.ts'

/** What was typed or pasted is looked at, or what was looked at is carried out. */
export async function postPlan(view: View, body: URLSearchParams): Promise<Posted> {
  if (body.get('step') === 'sums') return sums(view, body)
  if (body.get('step') !== 'apply') return look(view, body)
  const once = `page/${view.open.session.id}/${(body.get('once') ?? '').slice(0, 40)}`
  const isNew = await claimDelivery(view.parts.db, once, view.parts.now())
  const done = isNew
    ? await applyLines(view, body.getAll('line'))
    : { html: html`<div id="answer">${note('warning', texts.again[view.locale])}</div>`, left: '' }
  const data = await dataOf(view)
  return {
    html: html`${done.html}${filterHtml(view, data)}${sheetHtml(view, data, true)}${pasteHtml(view, data, done.left)}`,
    status: 200,
  }
}

/** The sheet as it would be with what stands in its fields: what a script shows while somebody types. Changes nothing. */
async function sums(view: View, body: URLSearchParams): Promise<Posted> {
  const data = await dataOf(view)
  const typed = typedCells(data, body)
  const changes = typed.flatMap(({ entry }) => {
    if (!entry) return []
    return [{ ...entry, before: null, after: entry.value, approval: false, needsReason: false, line: '' }]
  })
  return { html: sheetHtml(view, asItWouldBe(data, changes, typed), true), status: 200, bare: true }
}

async function look(view: View, body: URLSearchParams): Promise<Posted> {
  const data = await dataOf(view)
  const typed = typedCells(data, body)
  const table = body.get('table') ?? ''
  const pasted = readPaste(table, data)
  const entries = [...typed.flatMap(one => (one.entry ? [one.entry] : [])), ...pasted.entries]
  const reason = (body.get('reason') ?? '').trim().slice(0, 200)
  const { db } = view.parts
  const history = await data.historyOf(entries.map(({ kpi }) => kpi))
  const changes = await planChanges({ db, demo: view.context.caller.demo, history, reason }, entries)
  const shown = asItWouldBe(data, changes, typed)
  const above = previewHtml(view, { data, history, changes, pasted, typed, reason })
  const left =
    pasted.problems.length > 0 ? [pasted.head, ...new Set(pasted.problems.map(({ text }) => text))].join('\n') : ''
  const wrong = pasted.problems.length > 0 || typed.some(({ why }) => why !== null)
  return {
    html: html`${above}${filterHtml(view, data)}${sheetHtml(view, shown, true)}${pasteHtml(view, data, left)}`,
    status: wrong ? 422 : 200,
  }
}

/** The sheet with everything that was sent, so that its sums are those of what stands in it. */
function asItWouldBe(data: PlanData, changes: readonly PlanChange[], typed: readonly TypedCell[]): PlanData {
  const fields = new Map(typed.map(one => [one.name, one]))
  for (const change of changes) {
    const name = fieldOf(change, change.month)
    const entry = { ...change, value: change.after }
    if (!fields.has(name)) fields.set(name, { name, text: shownValue(change.after, change), entry, why: null })
  }
  const following = new Set<string>()
  const rows = data.rows.map(row => {
    const own = changes.filter(one => one.kpi === row.kpi && one.store.slug === row.store.slug)
    const [then] = planRows([...data.history, ...own.map(asIfSet)], {
      kpis: [row.kpi],
      stores: [row.store],
      year: data.year,
    })
    for (const [at, cell] of (then?.cells ?? []).entries()) {
      const name = fieldOf(row, cell.month)
      if (cell.value !== row.cells[at]?.value && !fields.has(name)) following.add(name)
    }
    return { ...row, cells: then?.cells ?? row.cells }
  })
  return { ...data, rows, typed: fields, following }
}

/** The fields that say something else than the sheet does. */
function typedCells(data: PlanData, body: URLSearchParams): readonly TypedCell[] {
  const rows = new Map(data.rows.map(row => [`${row.kpi.id}/${row.store.slug}`, row]))
  const found: TypedCell[] = []
  for (const [name, text] of body) {
    const [, kpiId, slug, month] = /^c\/([^/]+)\/([^/]+)\/(\d{4}-\d\d)$/.exec(name) ?? []
    const row = rows.get(`${kpiId}/${slug}`)
    const cell = row?.cells.find(one => one.month === `${month}-01`)
    if (!row || !cell) continue
    const { kpi, store } = row
    const same = [shownValue(cell.value, row), '', body.get(`b${name.slice(1)}`)]
    if (same.includes(text.trim())) continue
    const read = readCell(text, kpi, store)
    const entry: PlanEntry | null =
      read && 'value' in read ? { kpi, store, month: cell.month, value: read.value } : null
    found.push({ name, text, entry, why: read && 'why' in read ? read.why : null })
  }
  return found
}
