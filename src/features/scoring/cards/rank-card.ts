import { demoTitled, dotted } from '#src/cards/titles.ts'
import type { Block, Card, Cell } from '#src/chat/card.ts'
import type { Catalog } from '#src/domain/catalog.ts'
import type { Period } from '#src/domain/period/index.ts'
import type { ScoreFinding } from '#src/domain/scoring/check.ts'
import type { ScorecardCheck } from '#src/features/scoring/check-scorecard.ts'
import type { Ranking, RankNames, RankRow } from '#src/features/scoring/ranking.ts'
import { formatPercent } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import { lineWords, pointsText } from './line-words.ts'
import { problemTexts } from './template-card.ts'

/** Who stands where, per template. */
export function rankCard(rankings: readonly Ranking[], period: Period, names: RankNames, demo: boolean): Card {
  const title = demoTitled(dotted([texts.title, period.label]), demo)
  if (rankings.length === 0) return { title, tone: 'info', blocks: [{ type: 'text', text: texts.empty }] }
  return {
    title,
    tone: 'info',
    blocks: [
      ...rankings.flatMap(({ template, rows }): readonly Block[] => [
        { type: 'text', style: 'strong', text: template.name },
        {
          type: 'table',
          columns: [
            { label: texts.rank },
            { label: texts.name },
            { label: texts.points, align: 'end' },
            { label: texts.change, align: 'end' },
          ],
          rows: rows.map(row),
        },
      ]),
      { type: 'text', style: 'muted', text: names === 'public' ? texts.public : texts.private },
    ],
  }
}

function row({ rank, name, own, result, before, closed }: RankRow): readonly Cell[] {
  const points = pointsText(result.score)
  return [
    rank === null ? { text: texts.none, dim: true } : { text: verbatim(String(rank)) },
    { text: own ? fill(texts.you, { name: name ?? texts.none }) : (name ?? texts.none) },
    rank === null
      ? { text: fill(texts.incomplete, { known: Math.floor(result.known) }), dim: true }
      : { text: closed ? points : fill(texts.open, { points }) },
    changeCell(rank, before),
  ]
}

function changeCell(rank: number | null, before: number | null): Cell {
  if (rank === null || before === null) return { text: texts.none, dim: true }
  if (rank === before) return { text: texts.same }
  const steps = Math.abs(before - rank)
  return rank < before
    ? { text: fill(texts.up, { steps }), tone: 'good' }
    : { text: fill(texts.down, { steps }), tone: 'bad' }
}

/** What distorts a scorecard, each with what to do. */
export function checkCard(
  check: ScorecardCheck,
  name: Localized,
  catalog: Pick<Catalog, 'findKpi'>,
  demo: boolean,
): Card {
  const items = [
    ...problemTexts(check.problems, catalog),
    ...check.findings.map(finding => findingText(finding, catalog)),
  ]
  return {
    title: demoTitled(dotted([texts.check, name]), demo),
    tone: items.length === 0 ? 'good' : 'warning',
    blocks: items.length === 0 ? [{ type: 'text', text: texts.fine }] : [{ type: 'list', items }],
  }
}

function findingText(finding: ScoreFinding, catalog: Pick<Catalog, 'findKpi'>): Localized {
  const label = (id: string) => lineWords(id, catalog.findKpi(id), null).label
  switch (finding.kind) {
    case 'dominates':
      return fill(texts.dominates, { kpi: label(finding.kpiId), share: formatPercent(finding.share, 0) })
    case 'overlap':
      return fill(texts.overlap, { kpis: join(finding.kpiIds.map(label)), weight: finding.weight })
    case 'always-met':
      return fill(texts.always, { kpi: label(finding.kpiId), periods: finding.periods })
    case 'never-met':
      return fill(texts.never, { kpi: label(finding.kpiId), periods: finding.periods })
    case 'no-data':
      return fill(texts.noData, { kpi: label(finding.kpiId), weight: finding.weight })
    case 'together':
      return fill(texts.together, { kpis: join(finding.kpiIds.map(label)) })
    default:
      return finding satisfies never
  }
}

const texts = {
  title: { en: 'Ranking', ja: '順位', 'zh-CN': '排名' },
  empty: {
    en: 'Nobody whose score you may see is measured by a template in this period. “template” shows them.',
    ja: 'この期間、閲覧できるスコアの対象者がいません。「テンプレート」で設定を確認できます。',
    'zh-CN': '本期没有您可查看的考核对象。输入“模板”查看设置。',
  },
  rank: { en: 'Rank', ja: '順位', 'zh-CN': '名次' },
  name: { en: 'Name', ja: '名前', 'zh-CN': '名称' },
  points: { en: 'Points', ja: '得点', 'zh-CN': '得分' },
  change: { en: 'vs before', ja: '前期比', 'zh-CN': '较上期' },
  none: { en: '–', ja: '–', 'zh-CN': '–' },
  you: { en: '{name} (you)', ja: '{name}（あなた）', 'zh-CN': '{name}（您）' },
  incomplete: { en: 'incomplete ({known}%)', ja: 'データ不足（{known}%）', 'zh-CN': '数据不足（{known}%）' },
  open: { en: '{points} provisional', ja: '{points}（暫定）', 'zh-CN': '{points}（暂定）' },
  same: { en: '=', ja: '→', 'zh-CN': '持平' },
  up: { en: '▲ {steps}', ja: '↑ {steps}', 'zh-CN': '▲ {steps}' },
  down: { en: '▼ {steps}', ja: '↓ {steps}', 'zh-CN': '▼ {steps}' },
  public: {
    en: 'Everybody who takes part sees all names.',
    ja: '参加者全員に全員の名前が表示されます。',
    'zh-CN': '参与者可见全部名单。',
  },
  private: {
    en: 'Private: only scores that are yours to see are listed, each with its place among all.',
    ja: '非公開：閲覧できるスコアだけを、全体での順位とともに表示しています。',
    'zh-CN': '非公开：仅显示您可查看的得分及其在全体中的名次。',
  },
  check: { en: 'Check of the scorecard', ja: '評価表の点検', 'zh-CN': '评分表检查' },
  fine: { en: 'Nothing distorts this scorecard.', ja: '偏りは見つかりませんでした。', 'zh-CN': '未发现失真之处。' },
  dominates: {
    en: '{kpi} alone makes {share} of the ups and downs of the score. Lower its weight, or take its target apart.',
    ja: 'スコア変動の{share}が{kpi}だけで決まっています。ウェイトを下げるか、目標を分割してください。',
    'zh-CN': '得分波动的{share}由{kpi}一项决定。请降低权重或拆分目标。',
  },
  overlap: {
    en: '{kpis} say nearly the same and weigh {weight} together. Keep one of them.',
    ja: '{kpis}はほぼ同じ内容で、合計ウェイトが{weight}です。1つに絞ってください。',
    'zh-CN': '{kpis}含义相近，合计权重{weight}，保留其一即可。',
  },
  always: {
    en: '{kpi} met its target in all of the last {periods} months: the target is no challenge.',
    ja: '{kpi}は直近{periods}か月すべて達成しています。目標が低すぎる可能性があります。',
    'zh-CN': '{kpi}近{periods}个月全部达标，目标可能过低。',
  },
  never: {
    en: '{kpi} stayed below 80% in all of the last {periods} months: the target is out of reach, or nobody works on it.',
    ja: '{kpi}は直近{periods}か月すべて80%未満です。目標が高すぎるか、手が打たれていません。',
    'zh-CN': '{kpi}近{periods}个月均低于80%，目标过高或无人跟进。',
  },
  noData: {
    en: '{kpi} weighs {weight}, but has had no data or target for months.',
    ja: '{kpi}（ウェイト{weight}）は数か月間データまたは目標がありません。',
    'zh-CN': '{kpi}权重为{weight}，但数月没有数据或目标。',
  },
  together: {
    en: '{kpis} move together week by week: one of them decides twice.',
    ja: '{kpis}は週ごとに同じ動きをしています。同じものを二重に評価しています。',
    'zh-CN': '{kpis}逐周同步变化，等于重复计分。',
  },
} satisfies Record<string, Localized>
