import type { Target } from '#src/domain/targets/target.ts'
import { asIfSet, type PlanChange, planRows, type ReadPaste, typedValue } from '#src/features/planning/index.ts'
import { type Html, html } from '#src/http/page/html.ts'
import type { View } from '#src/http/settings/view.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { type PlanData, type TypedCell, totalsOf } from './data.ts'
import { hiddenMarks } from './marks.ts'
import { planPath } from './sheet-table.ts'

/** What was sent, and what it would change. */
export interface Previewed {
  readonly data: PlanData
  readonly history: readonly Target[]
  readonly changes: readonly PlanChange[]
  readonly pasted: ReadPaste
  readonly typed: readonly TypedCell[]
  readonly reason: string
}

/** What would change, what the sums would be, and what cannot be used and why; nothing is changed yet. */
export function previewHtml(view: View, previewed: Previewed): Html {
  const { locale } = view
  const { changes, pasted, typed } = previewed
  const ready = changes.filter(({ needsReason }) => !needsReason)
  const unready = changes.length - ready.length
  const faults = pasted.problems.length + typed.filter(({ why }) => why !== null).length
  const title = changes.length === 0 ? texts.none : fill(texts.title, { count: changes.length })
  const approvals = changes.filter(({ approval }) => approval).length
  return html`<section id="answer" class="answer ${faults + unready > 0 ? 'mixed' : ''}" role="status"><h2>${title[locale]}</h2>
${approvals > 0 ? html`<p>${fill(texts.approvals, { count: approvals })[locale]}</p>` : null}
${unready > 0 ? html`<p class="problem" role="alert">${fill(texts.needReason, { count: unready })[locale]}</p>` : null}
${pasted.sums.length > 0 ? html`<p class="help">${fill(texts.sums, { rows: pasted.sums.join(', ') })[locale]}</p>` : null}
${faultsHtml(view, previewed)}
${changes.length > 0 ? html`${changeTable(view, changes)}<p class="help">${texts.goesOn[locale]}</p>${sumsHtml(view, previewed)}` : null}
${ready.length > 0 ? applyForm(view, previewed.data, ready) : null}</section>`
}

function faultsHtml({ locale }: View, { pasted, typed }: Previewed): Html | null {
  const rows = pasted.problems.map(
    ({ row, text, why }) =>
      html`<li><strong>${fill(texts.row, { row })[locale]}</strong> ${why[locale]} <code>${text.replaceAll('\t', ' · ').slice(0, 160)}</code></li>`,
  )
  const cells = typed.flatMap(({ text, name, why }) =>
    why
      ? [html`<li><strong>${name.split('/').slice(1).join(' · ')}</strong> ${why[locale]} <code>${text}</code></li>`]
      : [],
  )
  if (rows.length + cells.length === 0) return null
  return html`<div class="note bad" role="alert"><p><strong>${texts.faults[locale]}</strong> ${texts.faultsHow[locale]}</p><ul class="plain">${rows}${cells}</ul></div>`
}

function changeTable({ locale }: View, changes: readonly PlanChange[]): Html {
  const percent = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  })
  const rows = changes.map(({ kpi, store, month, before, after, approval, needsReason, line }) => {
    const currency = kpi.unit === 'money' ? store.currency : null
    const was = before === null ? '–' : typedValue(before, kpi, currency)
    const moved =
      before !== null && before !== 0 && kpi.unit !== 'ratio' ? percent.format((after - before) / Math.abs(before)) : ''
    const mark = needsReason
      ? html`<span class="tag bad">${texts.reasonMissing[locale]}</span>`
      : approval
        ? html`<span class="tag warning">${texts.approval[locale]}</span>`
        : html`<span class="tag good">${texts.atOnce[locale]}</span>`
    return html`<tr><th scope="row">${store.name}<span class="help"> ${kpi.label[locale]}</span></th><td>${month.slice(0, 7)}</td><td class="number">${was}</td><td class="number"><strong>${typedValue(after, kpi, currency)}</strong> ${currency}</td><td class="number">${moved}</td><td>${mark}</td><td><code>${line}</code></td></tr>`
  })
  const heads = [texts.store, texts.month, texts.before, texts.after, texts.change, texts.how, texts.inChat]
  const head = heads.map(
    (label, at) => html`<th scope="col" class="${at >= 2 && at <= 4 ? 'number' : ''}">${label[locale]}</th>`,
  )
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${texts.changes[locale]}"><table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>`
}

/** The sums of the year as they are and as they would be, all approvals given. */
function sumsHtml({ locale }: View, { data, history, changes }: Previewed): Html | null {
  const kpis = [...new Set(changes.map(({ kpi }) => kpi))]
  const [stores, year] = [data.stores, data.year]
  const sums = (targets: readonly Target[]) =>
    totalsOf({ rows: planRows(targets, { kpis, stores, year }), rates: data.rates, base: data.base })
  const [now, then] = [sums(history), sums([...history, ...changes.map(asIfSet)])]
  const items = kpis.flatMap(kpi => {
    const [before, after] = [now.get(kpi)?.all, then.get(kpi)?.all]
    if (!after) return []
    const text = (value: number | null | undefined) => (value == null ? '–' : typedValue(value, kpi, after.currency))
    return [
      html`<li>${fill(texts.sum, { kpi: kpi.label, year: String(year) })[locale]} ${text(before?.year)} → <strong>${text(after.year)}</strong> ${after.currency}</li>`,
    ]
  })
  return items.length > 0 ? html`<ul class="plain">${items}</ul>` : null
}

function applyForm(view: View, data: PlanData, ready: readonly PlanChange[]): Html {
  const lines = ready.map(({ line }) => html`<input type="hidden" name="line" value="${line}">`)
  const label = fill(texts.apply, { count: ready.length })[view.locale]
  return html`<form method="post" action="${view.href(planPath(data))}#answer">${hiddenMarks(view, 'apply')}${lines}<div class="row"><button class="primary">${label}</button></div></form>`
}

const texts = {
  none: { en: 'Nothing would change', ja: '変更はありません', 'zh-CN': '没有变更' },
  title: { en: '{count} targets would change', ja: '変更される目標：{count}件', 'zh-CN': '将变更{count}个目标' },
  approvals: {
    en: '{count} of them need approval: they are proposed, and count once they are approved.',
    ja: 'うち{count}件は承認が必要なため申請となり、承認後に有効になります。',
    'zh-CN': '其中{count}个需要审批：将作为申请提交，批准后生效。',
  },
  needReason: {
    en: '{count} change the target by more than 30% and need approval: write the reason below and look again.',
    ja: '{count}件は30%を超える変更で承認が必要です。下に理由を入力してもう一度確認してください。',
    'zh-CN': '有{count}个变动超过30%且需审批：请在下方填写理由后重新查看。',
  },
  sums: {
    en: 'Rows of sums were left out: {rows}. The sheet adds up by itself.',
    ja: '合計行は読み飛ばしました：{rows}行目（合計は自動計算です）。',
    'zh-CN': '已跳过合计行：第{rows}行（合计自动计算）。',
  },
  row: { en: 'Row {row}:', ja: '{row}行目：', 'zh-CN': '第{row}行：' },
  faults: { en: 'These cannot be used.', ja: '次は取り込めません。', 'zh-CN': '以下内容无法使用。' },
  faultsHow: {
    en: 'The others can be carried out all the same; these stay in the field below to be put right.',
    ja: '他の行は実行できます。該当行は下の入力欄に残しているので、直してもう一度確認してください。',
    'zh-CN': '其余可照常执行；这些行保留在下方，可修改后重试。',
  },
  goesOn: {
    en: 'A target goes on in the months after it until one of its own is set there; the sum counts that.',
    ja: '次の目標が設定されるまで、以降の月にも引き継がれます（合計に含む）。',
    'zh-CN': '目标会沿用到之后未单独设定的月份，合计已计入。',
  },
  changes: { en: 'Changes', ja: '変更', 'zh-CN': '变更' },
  store: { en: 'Store', ja: '店舗', 'zh-CN': '店铺' },
  month: { en: 'Month', ja: '月', 'zh-CN': '月份' },
  before: { en: 'Now', ja: '現在', 'zh-CN': '现值' },
  after: { en: 'Then', ja: '変更後', 'zh-CN': '新值' },
  change: { en: 'Change', ja: '変化', 'zh-CN': '变化' },
  how: { en: 'How', ja: '方法', 'zh-CN': '方式' },
  inChat: { en: 'Same in chat', ja: 'チャットでは', 'zh-CN': '聊天中输入' },
  approval: { en: 'needs approval', ja: '要承認', 'zh-CN': '需审批' },
  reasonMissing: { en: 'needs a reason', ja: '理由が必要', 'zh-CN': '需填理由' },
  atOnce: { en: 'at once', ja: '即時', 'zh-CN': '立即生效' },
  sum: { en: '{kpi} {year}, sum of all:', ja: '{year}年 {kpi} 総計：', 'zh-CN': '{year}年{kpi}总计：' },
  apply: { en: 'Carry out {count} changes', ja: '{count}件を実行', 'zh-CN': '执行{count}项变更' },
} satisfies Record<string, Localized>
