import type { Action, Card } from '#src/chat/card.ts'
import type { SavedReport } from '#src/features/exports/store/saved-reports.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** A report was saved, or one of the same name replaced. */
export function reportSavedCard(name: string, isNew: boolean): Card {
  return {
    title: fill(isNew ? texts.saved : texts.replaced, { name: verbatim(name) }),
    tone: 'good',
    blocks: [{ type: 'actions', actions: buttonsOf(name) }],
  }
}

/** All reports that people saved. */
export function reportsCard(reports: readonly SavedReport[]): Card {
  if (reports.length === 0) return { title: texts.none, tone: 'info', blocks: [{ type: 'text', text: texts.how }] }
  return {
    title: fill(texts.list, { n: reports.length }),
    tone: 'info',
    blocks: [
      { type: 'list', items: reports.map(itemOf) },
      { type: 'actions', actions: reports.slice(0, 5).map(({ name }) => exportAction(name, verbatim(name))) },
    ],
  }
}

function itemOf({ name, spec, creatorName }: SavedReport): Localized {
  return fill(texts.item, {
    name: verbatim(name),
    kpis: verbatim(spec.kpis.join(', ') || 'sales'),
    places: verbatim(spec.places.join(', ') || 'all'),
    grain: texts.grains[spec.grain],
    period: verbatim(spec.period ?? '–'),
    by: verbatim(creatorName ?? '–'),
  })
}

/** Buttons of a report: its file, a look, an order. */
export function buttonsOf(name: string): readonly Action[] {
  return [
    exportAction(name, texts.file),
    { label: texts.show, line: `export preview "${name}"` },
    { label: texts.order, line: `export subscribe "${name}" 09:00 weekly monday` },
  ]
}

function exportAction(name: string, label: Localized): Action {
  return { label, line: `export "${name}" xlsx` }
}

const grains = {
  day: { en: 'by day', ja: '日別', 'zh-CN': '按天' },
  week: { en: 'by week', ja: '週別', 'zh-CN': '按周' },
  month: { en: 'by month', ja: '月別', 'zh-CN': '按月' },
  total: { en: 'total', ja: '合計', 'zh-CN': '汇总' },
}

const texts = {
  grains,
  saved: { en: 'Report “{name}” saved', ja: 'レポート「{name}」を保存しました', 'zh-CN': '已保存报表“{name}”' },
  replaced: { en: 'Report “{name}” changed', ja: 'レポート「{name}」を更新しました', 'zh-CN': '已更新报表“{name}”' },
  title: { en: 'Saved reports', ja: '保存したレポート', 'zh-CN': '已保存的报表' },
  list: { en: '{n} saved reports', ja: '保存したレポート {n}件', 'zh-CN': '已保存的报表（{n}个）' },
  none: { en: 'No report is saved yet.', ja: '保存されたレポートはまだありません。', 'zh-CN': '还没有保存的报表。' },
  how: {
    en: 'For example: export save "Weekly ads" ad spend acos roas amazon-us weekly target change',
    ja: '例：エクスポート 保存 "週次広告" 広告費 ACoS 楽天 週別 目標 増減',
    'zh-CN': '例如：导出 保存 "广告周报" 广告花费 ACoS 乐天 按周 目标 变化',
  },
  item: {
    en: '{name}: {kpis} · {places} · {grain} · {period} (by {by})',
    ja: '{name}：{kpis}・{places}・{grain}・{period}（作成：{by}）',
    'zh-CN': '{name}：{kpis}·{places}·{grain}·{period}（创建：{by}）',
  },
  file: { en: 'Make the file', ja: 'ファイルを作成', 'zh-CN': '生成文件' },
  show: { en: 'Show', ja: '表示', 'zh-CN': '查看' },
  order: { en: 'Every Monday 09:00', ja: '毎週月曜9:00に配信', 'zh-CN': '每周一9:00发送' },
}

/** What saved reports and their grains are called. */
export const reportTexts = { title: texts.title, grains }
