import { periodWord } from '#src/cards/lines.ts'
import { demoTitled, dotted } from '#src/cards/titles.ts'
import type { Card, Cell } from '#src/chat/card.ts'
import type { Period } from '#src/domain/period/index.ts'
import type { BonusBand } from '#src/domain/scoring/bonus.ts'
import type { ScoreTemplate } from '#src/domain/templates/template.ts'
import type { BonusRow } from '#src/features/scoring/bonus.ts'
import type { BonusTable } from '#src/features/scoring/store/bonus.ts'
import { formatMoney } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import { pointsText } from './line-words.ts'

/** What a band pays, in words. */
export function bandText({ percent, amount }: BonusBand, currency: string | null): Localized {
  return percent === null ? formatMoney(amount ?? '0', currency) : verbatim(`${percent}%`)
}

/** What the closed scores of a period are worth. */
export function bonusCard(rows: readonly BonusRow[], period: Period, demo: boolean): Card {
  const title = demoTitled(dotted([texts.title, period.label]), demo)
  if (rows.length === 0) return { title, tone: 'info', blocks: [{ type: 'text', text: texts.none }] }
  return {
    title,
    tone: 'info',
    blocks: [
      {
        type: 'table',
        columns: [{ label: texts.name }, { label: texts.score, align: 'end' }, { label: texts.bonus, align: 'end' }],
        rows: rows.map(row => [
          { text: row.open ? fill(texts.open, { name: verbatim(row.name) }) : verbatim(row.name) },
          { text: pointsText(row.score) },
          bonusCell(row),
        ]),
      },
      { type: 'text', style: 'muted', text: fill(texts.export, { period: periodWord(period) }) },
    ],
  }
}

function bonusCell({ band, currency, complete }: BonusRow): Cell {
  if (!complete) return { text: texts.incomplete, dim: true }
  return band ? { text: bandText(band, currency) } : { text: verbatim('–'), dim: true }
}

/** What scores are worth, per template; one that is retired since goes by its code. */
export function bonusTablesCard(
  tables: readonly BonusTable[],
  templates: readonly Pick<ScoreTemplate, 'code' | 'name'>[],
  done: Localized | null,
  demo: boolean,
): Card {
  const items = tables.map(({ template, bands, currency }) => {
    const pairs = bands.map(band => fill(texts.band, { from: band.from, pays: bandText(band, currency) }))
    const name = templates.find(({ code }) => code === template)?.name ?? verbatim(template)
    return fill(texts.table, { template: name, bands: join(pairs) })
  })
  return {
    title: demoTitled(done ?? texts.tables, demo),
    tone: done ? 'good' : 'info',
    blocks: items.length === 0 ? [{ type: 'text', text: texts.noTable }] : [{ type: 'list', items }],
  }
}

const texts = {
  title: { en: 'Bonus', ja: '賞与', 'zh-CN': '奖金' },
  tables: { en: 'Bonus tables', ja: '賞与テーブル', 'zh-CN': '奖金档位' },
  name: { en: 'Name', ja: '名前', 'zh-CN': '姓名' },
  score: { en: 'Score', ja: 'スコア', 'zh-CN': '得分' },
  bonus: { en: 'Bonus', ja: '賞与', 'zh-CN': '奖金' },
  open: { en: '{name} (objection open)', ja: '{name}（異議対応中）', 'zh-CN': '{name}（申诉中）' },
  incomplete: { en: 'incomplete: none', ja: 'データ不足のためなし', 'zh-CN': '数据不足，无' },
  none: {
    en: 'No score that is yours to see is closed for this period.',
    ja: 'この期間に確定した、閲覧できるスコアはありません。',
    'zh-CN': '本期没有您可查看的已结算评分。',
  },
  export: {
    en: 'For payroll: npm run kpi -- bonus export {period} bonus.csv (or .xlsx)',
    ja: '給与計算用：npm run kpi -- bonus export {period} bonus.csv（または .xlsx）',
    'zh-CN': '供薪资使用：npm run kpi -- bonus export {period} bonus.csv（或 .xlsx）',
  },
  noTable: {
    en: 'No bonus table is set. For example: bonus set ads 80 50% 100 100% 110 120%',
    ja: '賞与テーブルは未設定です。例：賞与 設定 ads 80 50% 100 100% 110 120%',
    'zh-CN': '尚未设定奖金档位。例如：奖金 设定 ads 80 50% 100 100% 110 120%',
  },
  table: { en: '{template}: {bands}', ja: '{template}：{bands}', 'zh-CN': '{template}：{bands}' },
  band: { en: 'from {from} points {pays}', ja: '{from}点以上 {pays}', 'zh-CN': '{from}分起 {pays}' },
} satisfies Record<string, Localized>

/** What bonuses and their tables are called. */
export const bonusTexts = { title: texts.title, tables: texts.tables }
