// @ts-check
import { h } from './dom.js'
import { addTexts, page, t } from './texts.js'

addTexts({
  columns: {
    en: 'Columns: correct what was not recognised',
    ja: '列の意味（誤りは選び直せます）',
    'zh-CN': '列的含义（识别有误可在此更正）',
  },
  nameColumns: {
    en: 'What do the columns mean? It is kept for files like this one.',
    ja: '列の意味を選んでください（同じ形式のファイルでは次回から自動で使われます）',
    'zh-CN': '请选择各列的含义（同类文件以后会自动沿用）',
  },
  leaveOut: { en: 'leave out', ja: '使わない', 'zh-CN': '不使用' },
  fileDay: { en: 'Day of all rows', ja: '全行の日付', 'zh-CN': '所有行的日期' },
})

/**
 * Every column with what it is taken for, to be corrected.
 * @param {any} preview
 * @param {any} options
 * @param {(options: any) => void} correct
 */
export function drawColumns({ columns, choices }, options, correct) {
  const fields = columns.map((/** @type {any} */ column) => field(column, choices, () => options, correct))
  return h('section', {}, h('h3', {}, t('columns')), h('div', { class: 'columns' }, fields))
}

/**
 * The columns of a file that is not understood, each with some of its cells.
 * @param {any} details
 * @param {() => any} options
 * @param {(options: any) => void} correct
 */
export function drawQuestion({ columns, choices }, options, correct) {
  const fields = columns.map((/** @type {any} */ column) => field(column, choices, options, correct))
  const day = /** @type {HTMLInputElement} */ (h('input', { type: 'date' }))
  day.value = options().day ?? ''
  day.addEventListener('change', () => correct({ ...options(), day: day.value || undefined }))
  const ofDay = h('label', { class: 'column' }, h('span', {}, t('fileDay')), day)
  return h('section', {}, h('h3', {}, t('nameColumns')), h('div', { class: 'columns' }, [...fields, ofDay]))
}

/**
 * @param {any} column
 * @param {readonly any[]} choices
 * @param {() => any} options
 * @param {(options: any) => void} correct
 */
function field(column, choices, options, correct) {
  const select = /** @type {HTMLSelectElement} */ (
    h(
      'select',
      {},
      h('option', { value: '' }, t('leaveOut')),
      choices.map(choice => h('option', { value: choice.role }, choice.label[page.locale])),
    )
  )
  select.value = options().mapping?.[column.name] ?? column.role ?? ''
  select.addEventListener('change', () =>
    correct({
      ...options(),
      mapping: { ...options().mapping, [column.name]: select.value === '' ? null : select.value },
    }),
  )
  const samples = column.samples?.length ? h('small', { class: 'detail' }, column.samples.join(' · ')) : null
  return h(
    'label',
    { class: `column ${column.role === null ? 'unused' : ''}` },
    h('span', {}, column.name),
    samples,
    select,
  )
}
