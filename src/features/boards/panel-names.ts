import type { Localized } from '#src/i18n/locale.ts'
import { nameKey } from '#src/language/text.ts'
import { type PanelKind, panelKinds } from './board.ts'

/** What panels are called where people choose them. */
export const panelNames: Readonly<Record<PanelKind, Localized>> = {
  tiles: { en: 'KPI tiles', ja: '指標タイル', 'zh-CN': '指标卡片' },
  trend: { en: 'Trend', ja: '推移グラフ', 'zh-CN': '趋势图' },
  stores: { en: 'Table of stores', ja: '店舗別の表', 'zh-CN': '店铺表格' },
  heat: { en: 'Heat map', ja: 'ヒートマップ', 'zh-CN': '热力图' },
  scorecard: { en: 'Scorecard', ja: 'スコアカード', 'zh-CN': '计分卡' },
  notes: { en: 'Notes', ja: 'メモ', 'zh-CN': '备注' },
}

/** What people type: one word, without blanks. */
const shortNames: Readonly<Record<PanelKind, readonly string[]>> = {
  tiles: ['タイル', '指標タイル', '卡片', '指标卡片'],
  trend: ['推移', '推移グラフ', '趋势', '趋势图'],
  stores: ['店舗', '店舗別', '店铺', '店铺表格'],
  heat: ['heatmap', 'ヒートマップ', '热力图'],
  scorecard: ['スコアカード', '计分卡'],
  notes: ['メモ', '备注'],
}

/** Panels that a line names, such as `tiles` or 热力图; empty: none. The words left over are the rest. */
export function panelsIn(words: readonly string[]): {
  readonly panels: readonly PanelKind[]
  readonly rest: readonly string[]
} {
  const panels: PanelKind[] = []
  const rest: string[] = []
  for (const word of words) {
    const kind = panelOf(word)
    if (kind === null) rest.push(word)
    else if (!panels.includes(kind)) panels.push(kind)
  }
  return { panels, rest }
}

function panelOf(word: string): PanelKind | null {
  const key = nameKey(word)
  return panelKinds.find(kind => [kind, ...shortNames[kind]].some(name => nameKey(name) === key)) ?? null
}
