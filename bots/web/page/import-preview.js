// @ts-check
import { h } from './dom.js'
import { drawColumns } from './import-columns.js'
import { addTexts, page, t } from './texts.js'

addTexts({
  dropTitle: {
    en: 'Choose a file or drop it here',
    ja: 'ファイルを選択またはドロップ',
    'zh-CN': '选择文件或拖放到此处',
  },
  dropText: {
    en: 'CSV or XLSX with orders or daily figures. Nothing is stored before you say so.',
    ja: '受注または日次データのCSV・XLSX。確定するまで保存されません。',
    'zh-CN': '订单或每日数据的 CSV、XLSX。确认之前不会写入。',
  },
  reading: { en: 'Reading {name}…', ja: '{name}を読み込み中…', 'zh-CN': '正在读取 {name}…' },
  otherFile: { en: 'Another file', ja: '別のファイル', 'zh-CN': '换一个文件' },
  apply: { en: 'Import', ja: '取り込む', 'zh-CN': '导入' },
  applying: { en: 'Importing…', ja: '取り込み中…', 'zh-CN': '正在导入…' },
  applied: { en: 'The file is imported.', ja: 'ファイルを取り込みました。', 'zh-CN': '文件已导入。' },
  alreadyApplied: {
    en: 'This file is imported already. Importing it again would change nothing.',
    ja: 'このファイルは取り込み済みです。再度取り込んでも変わりません。',
    'zh-CN': '该文件已导入过，再次导入不会有任何变化。',
  },
  undo: { en: 'Undo this import', ja: '取り込みを取り消す', 'zh-CN': '撤销本次导入' },
  undoing: { en: 'Undoing…', ja: '取り消し中…', 'zh-CN': '正在撤销…' },
  undone: { en: 'The import is undone.', ja: '取り込みを取り消しました。', 'zh-CN': '已撤销导入。' },
  inserted: { en: 'New days', ja: '新規の日', 'zh-CN': '新增天数' },
  changed: { en: 'Changed', ja: '変更', 'zh-CN': '变更' },
  unchanged: { en: 'Unchanged', ja: '変更なし', 'zh-CN': '未变' },
  corrected: { en: 'Corrected', ja: '訂正', 'zh-CN': '事后修正' },
  restored: { en: 'Put back', ja: '元に戻した数', 'zh-CN': '已恢复' },
  orders: { en: 'Order lines', ja: '受注明細', 'zh-CN': '订单明细' },
  daily: { en: 'Daily figures', ja: '日次データ', 'zh-CN': '每日数据' },
  rowsRead: { en: 'Rows read', ja: '読込行数', 'zh-CN': '读取行数' },
  rowsSkipped: { en: 'Skipped', ja: 'スキップ', 'zh-CN': '跳过' },
  period: { en: 'Days', ja: '期間', 'zh-CN': '日期范围' },
  format: { en: 'Read as', ja: '読込形式', 'zh-CN': '读取格式' },
  recognised: { en: 'Recognised: {name}', ja: '認識した形式：{name}', 'zh-CN': '已识别：{name}' },
  remembered: {
    en: 'Columns are read as was said before for files like this one.',
    ja: '同じ形式のファイルで以前指定された列の意味を使っています。',
    'zh-CN': '沿用此前为同类文件指定的列含义。',
  },
  notes: { en: 'Good to know', ja: '読み取りについて', 'zh-CN': '读取说明' },
  newStores: { en: 'New stores: where do they sell?', ja: '新しい店舗の設定', 'zh-CN': '新店铺设置' },
  stores: { en: 'Stores', ja: '店舗', 'zh-CN': '店铺' },
  newStore: { en: 'new', ja: '新規', 'zh-CN': '新建' },
  market: { en: 'Market', ja: '市場', 'zh-CN': '市场' },
  currency: { en: 'Currency', ja: '通貨', 'zh-CN': '币种' },
  zone: { en: 'Time zone', ja: 'タイムゾーン', 'zh-CN': '时区' },
  store: { en: 'Store', ja: '店舗', 'zh-CN': '店铺' },
  firstRows: {
    en: 'First rows, as they will be stored',
    ja: '保存される内容（先頭）',
    'zh-CN': '将写入的内容（前几行）',
  },
  day: { en: 'Day', ja: '日付', 'zh-CN': '日期' },
  row: { en: 'Row {row}: {reason}', ja: '{row}行目：{reason}', 'zh-CN': '第{row}行：{reason}' },
  skippedRows: { en: 'Skipped rows and why', ja: 'スキップした行と理由', 'zh-CN': '跳过的行及原因' },
})

/**
 * What a file would come to.
 * @param {any} preview
 * @param {any} options
 * @param {(options: any) => void} correct
 * @returns {HTMLElement[]}
 */
export function drawPreview(preview, options, correct) {
  const head = [drawFacts(preview), drawStores(preview, options, correct)]
  const parts = [
    ...head,
    drawDifferences(preview),
    drawNotes(preview),
    drawRows(preview),
    drawSkipped(preview),
    drawColumns(preview, options, correct),
  ]
  return parts.filter(part => part !== null)
}

/** @param {any} preview */
function drawFacts({ fileName, kind, rowsRead, rowsSkipped, from, to, encoding, format }) {
  const count = (/** @type {number} */ number) => number.toLocaleString(page.locale)
  const facts = [
    [fileName, t(kind)],
    [t('rowsRead'), count(rowsRead)],
    [t('rowsSkipped'), count(rowsSkipped)],
    [t('period'), from === null ? '–' : `${from} – ${to}`],
    [t('format'), [format?.toUpperCase(), encoding].filter(Boolean).join(' · ')],
  ]
  const cells = facts.map(([label = '', value = '']) =>
    h('div', { class: 'fact' }, h('dt', {}, label), h('dd', {}, value)),
  )
  return h('dl', { class: 'facts' }, cells)
}

/** What a large file holds beyond its beginning. @param {any} preview */
function drawDifferences({ look, differences }) {
  if (look) return h('p', { class: 'text-strong' }, t('looked', { rows: look.rows.toLocaleString(page.locale) }))
  if (!differences?.length) return null
  const items = differences.map((/** @type {any} */ one) => h('li', {}, one[page.locale]))
  return h('section', {}, h('h3', {}, t('differs')), h('ul', { class: 'items' }, items))
}

/** @param {any} preview */
function drawNotes({ notes, recognisedAs, remembered }) {
  const known = recognisedAs === null ? [] : [t('recognised', { name: recognisedAs[page.locale] })]
  const lines = [
    ...known,
    ...(remembered ? [t('remembered')] : []),
    ...notes.map((/** @type {any} */ note) => note[page.locale]),
  ]
  if (lines.length === 0) return null
  const items = lines.map((/** @type {string} */ line) => h('li', {}, line))
  return h('section', {}, h('h3', {}, t('notes')), h('ul', { class: 'items' }, items))
}

/**
 * @param {any} preview
 * @param {any} options
 * @param {(options: any) => void} correct
 */
function drawStores({ stores }, options, correct) {
  const chips = stores.map((/** @type {any} */ store) =>
    h(
      'li',
      { class: 'store' },
      h('strong', {}, store.name),
      ` ${store.market.toUpperCase()} · ${store.currency} · ${store.timeZone}`,
      store.isNew ? h('span', { class: 'new' }, t('newStore')) : null,
    ),
  )
  const fresh = stores.find((/** @type {any} */ store) => store.isNew)
  const list = h('ul', { class: 'stores' }, chips)
  if (!fresh) return h('section', {}, h('h3', {}, t('stores')), list)
  return h(
    'section',
    {},
    list,
    storeFields(fresh, () => options, correct),
  )
}

/** Markets offered; others may be written in the command line tool. */
const marketCodes = [
  'jp',
  'us',
  'cn',
  'gb',
  'de',
  'fr',
  'it',
  'es',
  'ca',
  'mx',
  'au',
  'sg',
  'my',
  'th',
  'ph',
  'vn',
  'id',
  'tw',
  'br',
]

/**
 * Where new stores sell, in which currency, and in which zone their day begins.
 * @param {any} store one of them, as far as it is known
 * @param {() => any} options
 * @param {(options: any) => void} correct
 */
export function storeFields(store, options, correct) {
  const names = new Intl.DisplayNames([page.locale], { type: 'region' })
  const market = /** @type {HTMLSelectElement} */ (
    h(
      'select',
      {},
      h('option', { value: '' }, t('choose')),
      marketCodes.map(code => h('option', { value: code }, names.of(code.toUpperCase()) ?? code)),
    )
  )
  market.value = options().market ?? store?.market ?? ''
  const currency = /** @type {HTMLInputElement} */ (h('input', { type: 'text', maxlength: 3, placeholder: 'USD' }))
  currency.value = options().currency ?? store?.currency ?? ''
  const zone = /** @type {HTMLInputElement} */ (
    h('input', { type: 'text', maxlength: 40, placeholder: 'America/New_York' })
  )
  zone.value = options().zone ?? store?.timeZone ?? ''
  const name = /** @type {HTMLInputElement} */ (h('input', { type: 'text', maxlength: 100 }))
  name.value = options().store ?? ''
  const controls = store ? { market, currency, zone } : { store: name, market, currency, zone }
  const fields = Object.entries(controls).map(([name, control]) => {
    control.addEventListener('change', () => correct({ ...options(), [name]: control.value.trim() || undefined }))
    return h('label', { class: 'column' }, h('span', {}, t(name)), control)
  })
  return h('section', {}, h('h3', {}, t('newStores')), h('div', { class: 'columns' }, fields))
}

/** @param {any} preview */
function drawRows({ days, measureLabels }) {
  if (days.length === 0) return null
  const measures = Object.keys(measureLabels).filter(name =>
    days.some((/** @type {any} */ row) => row.figures[name] !== undefined),
  )
  const labels = [t('day'), t('store'), 'SKU', ...measures.map(name => measureLabels[name][page.locale])]
  const head = h(
    'tr',
    {},
    labels.map((label, index) => h('th', { scope: 'col', class: index > 2 ? 'align-end' : '' }, label)),
  )
  const rows = days.map((/** @type {any} */ row) => {
    const figures = measures.map(name => h('td', { class: 'align-end' }, row.figures[name] ?? '–'))
    return h('tr', {}, h('th', { scope: 'row' }, row.day), h('td', {}, row.store), h('td', {}, row.sku || '–'), figures)
  })
  const table = h('table', {}, h('thead', {}, head), h('tbody', {}, rows))
  return h('section', {}, h('h3', {}, t('firstRows')), h('div', { class: 'table-scroll', tabindex: 0 }, table))
}

/** @param {any} preview */
function drawSkipped({ skipped, rowsSkipped }) {
  if (skipped.length === 0) return null
  const items = skipped.map((/** @type {any} */ one) =>
    h('li', {}, t('row', { row: one.row, reason: one.reason[page.locale] })),
  )
  const summary = h('summary', {}, `${t('skippedRows')} (${rowsSkipped.toLocaleString(page.locale)})`)
  return h('details', { class: 'list', open: true }, summary, h('ul', { class: 'items' }, items))
}
