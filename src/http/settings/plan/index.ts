import { includes } from '#src/contracts/command.ts'
import { clientScript, hashedAsset } from '#src/http/page/hashed-assets.ts'
import { html } from '#src/http/page/html.ts'
import type { Section } from '#src/http/settings/view.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { dataOf } from './data.ts'
import { filterHtml } from './filter.ts'
import { pasteHtml } from './paste-form.ts'
import { postPlan } from './post.ts'
import { sheetHtml } from './sheet-table.ts'

/** A year of monthly targets as a sheet: typed or pasted, looked at before it is carried out. */
export const planSection: Section = {
  id: 'plan',
  title: { en: 'Targets of a year', ja: '年間目標シート', 'zh-CN': '年度目标表' },
  about: {
    en: 'Monthly targets by store, paste from Excel',
    ja: '店舗別の月間目標・Excelから貼り付け',
    'zh-CN': '各店月度目标，可从Excel粘贴',
  },
  line: 'target list',
  role: 'viewer',
  wide: true,
  script: hashedAsset('plan.js', clientScript('plan.js')),
  state: async view => {
    const data = await dataOf(view)
    const without = data.rows.filter(row => row.cells.every(cell => cell.value === null)).length
    if (data.rows.length === 0 || without > 0) {
      const text = fill(texts.without, { count: without, kpi: data.kpi.label, year: verbatim(String(data.year)) })
      return { text, tone: includes(view.person.role, 'operator') && data.rows.length > 0 ? 'missing' : 'none' }
    }
    return { text: fill(texts.complete, { kpi: data.kpi.label, year: verbatim(String(data.year)) }), tone: 'fine' }
  },
  body: async view => {
    const data = await dataOf(view)
    const mayChange = includes(view.person.role, 'operator')
    return html`${filterHtml(view, data)}${sheetHtml(view, data, mayChange)}${mayChange ? pasteHtml(view, data) : null}`
  },
  post: postPlan,
}

const texts = {
  without: {
    en: '{count} stores without a target of {kpi} in {year}',
    ja: '{year}年の{kpi}の目標がない店舗：{count}件',
    'zh-CN': '{year}年有{count}家店铺没有{kpi}目标',
  },
  complete: {
    en: '{kpi} {year}: every store has targets',
    ja: '{year}年の{kpi}：全店舗に目標あり',
    'zh-CN': '{year}年{kpi}：各店均有目标',
  },
} satisfies Record<string, Localized>
