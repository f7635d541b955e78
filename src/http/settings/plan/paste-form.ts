import { type Html, html } from '#src/http/page/html.ts'
import type { View } from '#src/http/settings/view.ts'
import type { Localized } from '#src/i18n/locale.ts'
import type { PlanData } from './data.ts'
import { hiddenMarks } from './marks.ts'
import { planPath } from './sheet-table.ts'

/** Where a table is pasted; `text` is what was pasted before and is to be put right. */
export function pasteHtml(view: View, data: PlanData, text = ''): Html {
  const { locale } = view
  return html`<section id="paste"><h2>${texts.paste[locale]}</h2><form method="post" action="${view.href(planPath(data))}#answer" novalidate>${hiddenMarks(view, 'look')}
<label for="paste-text">${texts.table[locale]}</label><textarea id="paste-text" name="table" rows="8" wrap="off" spellcheck="false" placeholder="${texts.example[locale]}">${text}</textarea>
<p class="help">${texts.how[locale]}</p>
<label for="paste-reason">${texts.reason[locale]} <span class="optional">${texts.optional[locale]}</span></label><input id="paste-reason" name="reason" maxlength="200">
<div class="row"><button class="primary">${texts.look[locale]}</button></div></form></section>`
}

const texts = {
  paste: { en: 'Paste from a spreadsheet', ja: 'スプレッドシートから貼り付け', 'zh-CN': '从表格粘贴' },
  table: { en: 'Rows with their headings', ja: '見出し行を含む範囲', 'zh-CN': '包含表头的区域' },
  example: {
    en: 'Store\tKPI\tJan\tFeb\nLinkStar Amazon.com\tSales\t$50,000\t1.2M',
    ja: '店舗\t指標\t1月\t2月\nLinkStar 楽天市場店\t売上\t500万\t¥6,200,000',
    'zh-CN': '店铺\t指标\t1月\t2月\nLinkStar Amazon.com\t销售额\t5万\t6.5万',
  },
  how: {
    en: 'Stores down and months across, or one row for each store and month with a column for the target. Columns and rows in any order, headings in English, Japanese or Chinese; 500万, 1.2億, ¥5,000,000, 8% and 1.2M are understood. Without a KPI column the KPI chosen above is meant. Rows of sums are left out.',
    ja: '縦に店舗・横に月、または「店舗・月・目標」の縦持ちの表。列や行の順序は自由で、見出しは日本語・英語・中国語に対応します。500万、1.2億、¥5,000,000、8%、1.2M も読み取れます。指標の列がない場合は上で選んだ指標になります。合計行は無視します。',
    'zh-CN':
      '纵向店铺、横向月份，或每行一个店铺和月份加目标列。行列顺序不限，表头支持中文、日文、英文；可识别 500万、1.2亿、¥5,000,000、8%、1.2M。没有指标列时按上方所选指标。合计行会跳过。',
  },
  reason: { en: 'Reason, for changes that need approval', ja: '承認が必要な変更の理由', 'zh-CN': '需审批的变更理由' },
  optional: { en: 'optional', ja: '任意', 'zh-CN': '选填' },
  look: { en: 'Look at the changes', ja: '変更内容を確認', 'zh-CN': '查看变更' },
} satisfies Record<string, Localized>
