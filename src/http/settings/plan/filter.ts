import { type Html, html } from '#src/http/page/html.ts'
import type { View } from '#src/http/settings/view.ts'
import type { Localized } from '#src/i18n/locale.ts'
import type { PlanData } from './data.ts'

/** Which year, and which KPI or whose targets. */
export function filterHtml({ locale, path, query }: View, { year, kpi, owner, kpis, people }: PlanData): Html {
  const chosen = html` selected`
  const years = Array.from({ length: 5 }, (_, at) => year - 2 + at)
  const yearOptions = years.map(one => html`<option value="${one}"${one === year ? chosen : null}>${one}</option>`)
  const kpiOptions = kpis.map(
    one => html`<option value="${one.id}"${one === kpi ? chosen : null}>${one.label[locale]}</option>`,
  )
  const peopleOptions = people.map(
    one => html`<option value="${one.id}"${one.id === owner?.id ? chosen : null}>${one.name}</option>`,
  )
  return html`<form method="get" action="${path}" class="filter"><section>${query.lang ? html`<input type="hidden" name="lang" value="${query.lang}">` : null}
<div class="fields"><div><label for="p-year">${texts.year[locale]}</label><select id="p-year" name="year">${yearOptions}</select></div>
<div><label for="p-kpi">${texts.kpi[locale]}</label><select id="p-kpi" name="kpi">${kpiOptions}</select></div>
<div><label for="p-who">${texts.who[locale]}</label><select id="p-who" name="who"><option value="">${texts.stores[locale]}</option>${peopleOptions}</select></div></div>
<div class="row"><button>${texts.show[locale]}</button></div></section></form>`
}

const texts = {
  year: { en: 'Year', ja: '年', 'zh-CN': '年份' },
  kpi: { en: 'KPI', ja: '指標', 'zh-CN': '指标' },
  who: { en: 'Or all targets of', ja: '担当者別', 'zh-CN': '或按负责人' },
  stores: { en: '– one KPI, all stores –', ja: '（指標ごとに全店舗）', 'zh-CN': '（单个指标，全部店铺）' },
  show: { en: 'Show', ja: '表示', 'zh-CN': '显示' },
} satisfies Record<string, Localized>
