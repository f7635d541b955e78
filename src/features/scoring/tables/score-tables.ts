import { columnTexts } from '#src/cards/column-texts.ts'
import { type CellOf, type DataTable, dataTable } from '#src/contracts/data-table.ts'
import type { LineResult } from '#src/domain/scoring/score.ts'
import { numberOf, unitOf } from '#src/features/figures/index.ts'
import type { ShownLine, ShownScore } from '#src/features/scoring/cards/score-card.ts'
import type { Ranking, RankRow } from '#src/features/scoring/ranking.ts'
import { type Localized, verbatim } from '#src/i18n/locale.ts'

const texts = {
  ranking: { en: 'Ranking', ja: '順位', 'zh-CN': '排名' },
  score: { en: 'Score', ja: 'スコア', 'zh-CN': '评分' },
  template: { en: 'Template', ja: 'テンプレート', 'zh-CN': '模板' },
  rank: { en: 'Rank', ja: '順位', 'zh-CN': '名次' },
  who: { en: 'Who', ja: '対象', 'zh-CN': '对象' },
  points: { en: 'Points', ja: '得点', 'zh-CN': '得分' },
  before: { en: 'Rank before', ja: '前回の順位', 'zh-CN': '上期名次' },
  closed: { en: 'Closed', ja: '確定済み', 'zh-CN': '已结算' },
  provisional: { en: 'Provisional', ja: '速報値', 'zh-CN': '暂估' },
  weight: { en: 'Weight', ja: 'ウェイト', 'zh-CN': '权重' },
  attained: { en: 'Attainment (1 = 100%)', ja: '達成率（1＝100%）', 'zh-CN': '达成率（1=100%）' },
  worth: { en: 'Worth', ja: '配点', 'zh-CN': '满分' },
  left: { en: 'Not counted because', ja: '対象外の理由', 'zh-CN': '未计入原因' },
  total: { en: 'Total', ja: '合計', 'zh-CN': '合计' },
} satisfies Record<string, Localized>

/** Rankings as rows; names and points only as far as the reader may see them. */
export function rankTable(rankings: readonly Ranking[]): DataTable {
  const rows = rankings.flatMap(({ template, rows: list }) => list.map(row => ({ template: template.name, row })))
  return dataTable('ranking', texts.ranking, rankColumns, rows)
}

const rankColumns: readonly CellOf<{ readonly template: Localized; readonly row: RankRow }>[] = [
  ['template', texts.template, ({ template }) => template],
  ['rank', texts.rank, ({ row }) => row.rank],
  ['name', texts.who, ({ row }) => row.name],
  ['points', texts.points, ({ row }) => row.result.score],
  ['before', texts.before, ({ row }) => row.before],
  ['closed', texts.closed, ({ row }) => row.closed],
  ['provisional', texts.provisional, ({ row }) => row.result.provisional],
]

/** A score as rows, one for each KPI, and its total. */
export function scoreTable(score: ShownScore): DataTable {
  const lines = score.lines.flatMap((line, at) => {
    const result = score.result.lines[at]
    return result ? [{ line, result }] : []
  })
  const { score: points, provisional } = score.result
  const total = { kpiId: 'total', attained: null, points, worth: score.result.known, why: null }
  return dataTable('score', texts.score, scoreColumns(score), [...lines, { line: null, result: total, provisional }])
}

interface Scored {
  /** `null`: the total. */
  readonly line: ShownLine | null
  readonly result: LineResult
  readonly provisional?: boolean
}

function scoreColumns({ name, period }: ShownScore): readonly CellOf<Scored>[] {
  const value = ({ line }: Scored) =>
    line?.kpi ? numberOf(line.kpi, line.currency, line.scored.value) : (line?.scored.value ?? null)
  return [
    ['who', texts.who, () => name],
    ['from', columnTexts.from, () => period.from],
    ['to', columnTexts.to, () => period.end],
    ['kpi', columnTexts.kpi, ({ result }) => result.kpiId],
    [
      'name',
      columnTexts.name,
      ({ line, result }) => (line ? (line.kpi?.label ?? verbatim(result.kpiId)) : texts.total),
    ],
    ['place', columnTexts.place, ({ line }) => line?.where ?? null],
    ['value', columnTexts.value, value],
    ['unit', columnTexts.unit, ({ line }) => (line?.kpi ? unitOf(line.kpi, line.currency) : null)],
    ['weight', texts.weight, ({ line }) => line?.scored.weight ?? null],
    ['attained', texts.attained, ({ result }) => result.attained],
    ['points', texts.points, ({ result }) => result.points],
    ['worth', texts.worth, ({ result }) => result.worth],
    ['not_counted', texts.left, ({ result }) => result.why],
    ['provisional', texts.provisional, ({ line, provisional }) => line?.scored.provisional ?? provisional ?? null],
  ]
}
