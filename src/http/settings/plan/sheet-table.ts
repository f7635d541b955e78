import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { marketLabel } from '#src/domain/place-names.ts'
import { added, type PlanCell, type PlanRow, type PlanTotal, typedValue } from '#src/features/planning/index.ts'
import { type Html, html } from '#src/http/page/html.ts'
import type { View } from '#src/http/settings/view.ts'
import { formatDay } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { fieldOf, type PlanData, shownValue, totalsOf } from './data.ts'
import { hiddenMarks } from './marks.ts'

/** The sheet: a table for each KPI, stores down and months across, sums below; with entries where the reader may change. */
export function sheetHtml(view: View, data: PlanData, mayChange: boolean): Html {
  const { locale } = view
  if (data.rows.length === 0) return html`<section><p>${texts.empty[locale]}</p></section>`
  const tables = [...totalsOf(data)].map(([kpi, total]) => kpiTable(view, { data, kpi, total, mayChange }))
  if (!mayChange) return html`${tables}`
  return html`<form method="post" action="${view.href(planPath(data))}#answer" novalidate data-sums>${hiddenMarks(view, 'look')}${tables}
<section><label for="sheet-reason">${texts.reason[locale]} <span class="optional">${texts.optional[locale]}</span></label><input id="sheet-reason" name="reason" maxlength="200">
<p class="help">${texts.how[locale]}</p><div class="row"><button class="primary">${texts.look[locale]}</button></div></section></form>`
}

/** The address of the same sheet. */
export function planPath({ year, kpi, owner }: Pick<PlanData, 'year' | 'kpi' | 'owner'>): string {
  return `/settings/plan?year=${year}&kpi=${kpi.id}${owner ? `&who=${owner.id}` : ''}`
}

interface TableParts {
  readonly data: PlanData
  readonly kpi: Kpi
  readonly total: PlanTotal
  readonly mayChange: boolean
}

function kpiTable(view: View, parts: TableParts): Html {
  const { data, kpi, total } = parts
  const { locale } = view
  const rows = data.rows.filter(row => row.kpi === kpi)
  const month = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' })
  const heads = (rows[0]?.cells ?? []).map(
    cell => html`<th scope="col" class="number">${month.format(new Date(`${cell.month}T00:00:00Z`))}</th>`,
  )
  const quarter = (number: number) =>
    html`<th scope="col" class="number quarter">${fill(texts.quarter, { number })[locale]}</th>`
  const last = total.additive ? html`<th scope="col" class="number">${texts.year[locale]}</th>` : null
  const body = rows.map(row => rowHtml(view, row, total, parts))
  const caption = `${kpi.label[locale]} ${data.year}`
  return html`<section class="sheet"><div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table class="plan"><caption>${caption}</caption><thead><tr><th scope="col">${texts.store[locale]}</th>${byQuarter(heads, total.additive, quarter)}${last}</tr></thead>
<tbody>${body}</tbody><tfoot>${sumRows(view, kpi, total)}</tfoot></table></div>${remarks(view, total)}</section>`
}

function rowHtml(view: View, row: PlanRow, total: PlanTotal, parts: TableParts): Html {
  const { store, kpi, owner, cells } = row
  const currency = kpi.unit === 'money' ? store.currency : null
  const shown = cells.map(cell => cellHtml(view, row, cell, parts))
  const values = cells.map(({ value }) => value)
  const sum = sumCells(values, `${kpi.id}/${store.slug}`, value => typedValue(value, kpi, currency))
  const who = owner ? html`<span class="help"> ${owner.name}</span>` : null
  return html`<tr><th scope="row">${store.name}<span class="help"> ${currency}</span>${who}</th>${byQuarter(shown, total.additive, sum.quarter)}${total.additive ? sum.year : null}</tr>`
}

/** Twelve months with something after every third of them, where months add up. */
function byQuarter(months: readonly Html[], additive: boolean, after: (number: number) => Html): readonly Html[] {
  return months.map((month, at) => html`${month}${additive && at % 3 === 2 ? after((at + 1) / 3) : null}`)
}

/** The sums of a row, under a name by which they are found again while somebody types. */
function sumCells(months: readonly (number | null)[], name: string, write: (value: number) => string) {
  const text = (value: number | null) => (value === null ? '–' : write(value))
  const cell = (values: readonly (number | null)[], of: string, kind: string) =>
    html`<td class="number sum ${kind}" data-sum="${name}/${of}">${text(added(values))}</td>`
  return {
    quarter: (number: number) => cell(months.slice(number * 3 - 3, number * 3), `q${number}`, 'quarter'),
    year: cell(months, 'year', ''),
  }
}

const nothingTyped: NonNullable<PlanData['typed']> = new Map()

/** A month: a field with what counts, or with what was typed and is looked at; to be read only for who may not change. */
function cellHtml(
  { locale }: View,
  row: PlanRow,
  { month, value, own }: PlanCell,
  { mayChange, data }: TableParts,
): Html {
  const { typed = nothingTyped, following } = data
  const text = shownValue(value, row)
  const look = own ? '' : 'carried'
  if (!mayChange) return html`<td class="number ${look}">${text || '–'}</td>`
  const name = fieldOf(row, month)
  const label = `${row.store.name}, ${row.kpi.label[locale]}, ${month.slice(0, 7)}`
  const other = typed.get(name)
  const wrong = other?.why ? html` aria-invalid="true" title="${other.why[locale]}"` : null
  // What only goes on is not sent back as if somebody had typed it.
  const shown = following?.has(name) ? html`<input type="hidden" name="b${name.slice(1)}" value="${text}">` : null
  return html`<td class="${other ? 'changed' : look}"><input name="${name}" value="${other?.text ?? text}" inputmode="decimal" autocomplete="off" aria-label="${label}"${wrong}>${shown}</td>`
}

function sumRows({ locale }: View, kpi: Kpi, total: PlanTotal): readonly Html[] {
  const line = (label: string, { currency, months }: NonNullable<PlanTotal['all']>, kind: string) => {
    const name = `${kpi.id}/${kind}/${label}/${currency ?? ''}`
    const write = (value: number) => typedValue(value, kpi, currency)
    const sum = sumCells(months, name, write)
    const cells = months.map(
      (value, at) => html`<td class="number" data-sum="${name}/${at}">${value === null ? '–' : write(value)}</td>`,
    )
    return html`<tr class="${kind}"><th scope="row">${label}<span class="help"> ${currency}</span></th>${byQuarter(cells, true, sum.quarter)}${sum.year}</tr>`
  }
  const markets = total.sums.map(sum =>
    line(fill(texts.market, { market: marketLabel(sum.market) })[locale], sum, 'market'),
  )
  return total.all ? [...markets, line(texts.all[locale], total.all, 'all')] : markets
}

function remarks({ locale }: View, { additive, rates, missing }: PlanTotal): Html {
  const used = rates.map(
    ({ from, to, since, rate }) => `1 ${from} = ${rate} ${to} (${formatDay(since, { year: true })[locale]})`,
  )
  return html`${additive ? null : html`<p class="help">${texts.notAdded[locale]}</p>`}
${used.length > 0 ? html`<details class="change"><summary>${texts.rates[locale]}</summary><p class="help">${used.join(' · ')}</p></details>` : null}
${missing.length > 0 ? html`<p class="tone-warning">${fill(texts.missing, { codes: verbatim(missing.join(' · ')) })[locale]}</p>` : null}`
}

const texts = {
  empty: {
    en: 'No store or target to show.',
    ja: '表示できる店舗・目標がありません。',
    'zh-CN': '没有可显示的店铺或目标。',
  },
  store: { en: 'Store', ja: '店舗', 'zh-CN': '店铺' },
  quarter: { en: 'Q{number}', ja: '{number}Q計', 'zh-CN': '{number}季度' },
  year: { en: 'Year', ja: '年計', 'zh-CN': '全年' },
  market: { en: 'Sum {market}', ja: '{market} 計', 'zh-CN': '{market}合计' },
  all: { en: 'Sum of all', ja: '総計', 'zh-CN': '总计' },
  notAdded: {
    en: 'Rates and levels are not added up: the sum of percentages means nothing.',
    ja: '比率や水準の指標は合計しません（割合の合計には意味がないため）。',
    'zh-CN': '比率和水平类指标不做合计（百分比相加没有意义）。',
  },
  rates: {
    en: 'Exchange rates of the sum, by the first day of each month',
    ja: '総計に使用した為替レート（各月1日時点）',
    'zh-CN': '总计所用汇率（每月1日）',
  },
  missing: {
    en: 'There is no rate for {codes}: no sum of all.',
    ja: '{codes}のレートがないため総計は表示できません。',
    'zh-CN': '缺少{codes}的汇率，无法显示总计。',
  },
  reason: { en: 'Reason, for changes that need approval', ja: '承認が必要な変更の理由', 'zh-CN': '需审批的变更理由' },
  optional: { en: 'optional', ja: '任意', 'zh-CN': '选填' },
  how: {
    en: 'Grey values go on from an earlier month. A field that is emptied changes nothing; “target remove” ends a target. Nothing is changed before you have seen it.',
    ja: '灰色は前の月から引き継いだ値です。空にしても変更されません（終了は「目標 削除」）。確認画面の前に変更されることはありません。',
    'zh-CN': '灰色为沿用前月的目标。清空不会更改（结束目标请用“目标 删除”）。确认前不会做任何修改。',
  },
  look: { en: 'Look at the changes', ja: '変更内容を確認', 'zh-CN': '查看变更' },
} satisfies Record<string, Localized>
