import type { Card } from '#src/chat/card.ts'
import type { RatesResult } from '#src/features/imports/rates.ts'
import { formatCount } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

const texts = {
  title: { en: 'Exchange rates: {name}', ja: '為替レート：{name}', 'zh-CN': '汇率：{name}' },
  stored: {
    en: 'Exchange rates stored: {rates}; rows left out: {skipped}.',
    ja: '為替レートを{rates}件登録しました（除外{skipped}行）。',
    'zh-CN': '已保存 {rates} 条汇率，未采用 {skipped} 行。',
  },
  row: { en: 'Row {row}: {reason}', ja: '{row}行目：{reason}', 'zh-CN': '第 {row} 行：{reason}' },
} satisfies Record<string, Localized>

/** Rows that are named (judgement). */
const most = 8

/** What came of a file of exchange rates, in one sentence. */
export function ratesText({ rates, rowsSkipped }: RatesResult): Localized {
  return fill(texts.stored, { rates: formatCount(rates), skipped: formatCount(rowsSkipped) })
}

/** What came of a file of exchange rates, with the rows that could not be used. */
export function ratesCard(name: string, result: RatesResult): Card {
  const items = result.skipped.slice(0, most).map(({ row, reason }) => fill(texts.row, { row, reason }))
  return {
    title: fill(texts.title, { name: verbatim(name) }),
    tone: result.rowsSkipped > 0 ? 'warning' : 'good',
    blocks: [
      { type: 'text', text: ratesText(result) },
      ...(items.length > 0 ? [{ type: 'list' as const, items }] : []),
    ],
  }
}
