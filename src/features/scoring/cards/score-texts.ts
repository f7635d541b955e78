import type { Localized } from '#src/i18n/locale.ts'

/** What score cards say. */
export const scoreTexts = {
  title: { en: 'Score', ja: 'スコア', 'zh-CN': '评分' },
  score: {
    en: '{points} points (100 is target, 120 the most)',
    ja: '{points}点（目標達成で100点、上限120点）',
    'zh-CN': '{points}分（达标为100分，最高120分）',
  },
  incomplete: {
    en: 'Incomplete: {points} points from only {known}% of the weights. Below 70% there is no rank.',
    ja: 'データ不足：ウェイトの{known}%分だけで{points}点です。70%未満は順位がつきません。',
    'zh-CN': '数据不完整：仅{known}%的权重有数据，得{points}分。不足70%不参与排名。',
  },
  nothing: {
    en: 'No score yet: none of the KPIs has both data and a target.',
    ja: 'まだスコアはありません。データと目標の両方がある指標がありません。',
    'zh-CN': '暂无得分：没有同时具备数据和目标的指标。',
  },
  provisional: {
    en: 'Provisional: figures may still change.',
    ja: '速報値です。今後変わることがあります。',
    'zh-CN': '暂定：数据仍可能更新。',
  },
  gated: {
    en: 'Capped at {gate}: a line of a marketplace is broken. Without it: {points}.',
    ja: 'モールの基準に違反しているため上限{gate}点です（違反がなければ{points}点）。',
    'zh-CN': '因触及平台红线，上限为{gate}分（未触线时为{points}分）。',
  },
  closed: {
    en: 'Closed on {day}. Objections until {until}.',
    ja: '{day}に確定しました。異議申し立ては{until}まで。',
    'zh-CN': '已于{day}结算，可在{until}前申诉。',
  },
  objected: {
    en: 'Closed on {day}; an objection waits for its answer.',
    ja: '{day}に確定。異議申し立てへの回答待ちです。',
    'zh-CN': '已于{day}结算，有申诉待答复。',
  },
  reopened: {
    en: 'Reopened: it counts again when it is closed.',
    ja: '再開中：再度確定するまで暫定です。',
    'zh-CN': '已重新打开，再次结算后生效。',
  },
  by: {
    en: 'Measured by the template “{template}”.',
    ja: 'テンプレート「{template}」で評価しています。',
    'zh-CN': '按模板“{template}”考核。',
  },
  byTargets: {
    en: 'No template is set: the own targets count, with their weights.',
    ja: 'テンプレート未設定のため、担当する目標とそのウェイトで評価しています。',
    'zh-CN': '未设定模板：按本人负责的目标及其权重评分。',
  },
  fromTemplate: {
    en: '* The template proposes this target; none was set.',
    ja: '* 目標が未設定のため、テンプレートの目安を使用しています。',
    'zh-CN': '* 未设定目标，采用模板建议值。',
  },
  starred: { en: '{goal} *', ja: '{goal} *', 'zh-CN': '{goal} *' },
  kpi: { en: 'KPI', ja: '指標', 'zh-CN': '指标' },
  value: { en: 'Value', ja: '実績', 'zh-CN': '实际值' },
  target: { en: 'Target', ja: '目標', 'zh-CN': '目标' },
  reached: { en: 'Reached', ja: '達成率', 'zh-CN': '达成率' },
  points: { en: 'Points', ja: '得点', 'zh-CN': '得分' },
  none: { en: '–', ja: '–', 'zh-CN': '–' },
  overNothing: { en: 'over nothing', ja: '分母0', 'zh-CN': '分母为0' },
  broken: { en: 'Lines of marketplaces that are broken', ja: 'モール基準の違反', 'zh-CN': '触及的平台红线' },
  brokenLine: {
    en: '{store}: {kpi} {value}, the line is {limit}',
    ja: '{store}：{kpi} {value}（基準 {limit}）',
    'zh-CN': '{store}：{kpi} {value}（红线 {limit}）',
  },
  corrected: {
    en: 'Corrected after the close (not applied)',
    ja: '確定後の修正（スコアには反映していません）',
    'zh-CN': '结算后的更正（未计入得分）',
  },
  correctedLine: {
    en: '{kpi}: {kept} at the close, {now} now',
    ja: '{kpi}：確定時 {kept} → 現在 {now}',
    'zh-CN': '{kpi}：结算时{kept}，现为{now}',
  },
  wouldBe: {
    en: 'With these the score would be {points}.',
    ja: '反映した場合のスコア：{points}点',
    'zh-CN': '若计入，得分为{points}。',
  },
  lacking: {
    en: 'Counted, but parts are missing: it may look better than it is',
    ja: '一部のデータが欠けたまま評価しています（実際より良く見えることがあります）',
    'zh-CN': '部分数据缺失仍计入，可能偏高',
  },
  lackingLine: { en: '{kpi} lacks {parts}', ja: '{kpi}：{parts}がありません', 'zh-CN': '{kpi}缺少{parts}' },
  ownWindow: {
    en: 'As the platform counts it over its own window, at the end of the period',
    ja: 'モール独自の期間の集計値（期末時点）で評価',
    'zh-CN': '按平台自有周期统计的数值（期末）评分',
  },
  notCounted: {
    en: 'Not counted; its weight went to the others',
    ja: '対象外（ウェイトは他の指標に配分）',
    'zh-CN': '未计入（权重分摊给其他指标）',
  },
  why: {
    'no-data': {
      en: '{kpi} (weight {weight}): no data',
      ja: '{kpi}（ウェイト{weight}）：データなし',
      'zh-CN': '{kpi}（权重{weight}）：暂无数据',
    },
    'no-target': {
      en: '{kpi} (weight {weight}): no target',
      ja: '{kpi}（ウェイト{weight}）：目標未設定',
      'zh-CN': '{kpi}（权重{weight}）：未设目标',
    },
    sample: {
      en: '{kpi} (weight {weight}): too few cases',
      ja: '{kpi}（ウェイト{weight}）：件数不足',
      'zh-CN': '{kpi}（权重{weight}）：样本不足',
    },
  },
  left: { en: '{kpi}: has no source here', ja: '{kpi}：取得元がありません', 'zh-CN': '{kpi}：此处没有数据来源' },
  next: { en: 'Would bring {points} points more', ja: 'あと{points}点上げるには', 'zh-CN': '再得{points}分的途径' },
  nextLine: {
    en: '{kpi} at {value} (now {now})',
    ja: '{kpi}を{value}に（現在 {now}）',
    'zh-CN': '{kpi}达到{value}（目前{now}）',
  },
  rank: { en: 'Ranking', ja: '順位', 'zh-CN': '排名' },
  check: { en: 'Check the scorecard', ja: '評価表を点検', 'zh-CN': '检查评分表' },
  close: { en: 'Close the period', ja: '期間を確定', 'zh-CN': '结算' },
  closeConfirm: {
    en: 'The score is kept as it stands, with all it is made of. Corrections afterwards are listed, not applied.',
    ja: 'スコアを算出根拠ごと確定します。以後の修正は一覧に残り、反映されません。',
    'zh-CN': '将连同依据一起定格。之后的更正只列出，不会自动生效。',
  },
  object: { en: 'Object', ja: '異議を申し立てる', 'zh-CN': '申诉' },
  objectTitle: { en: 'What is wrong with the score?', ja: 'スコアのどこに誤りがありますか', 'zh-CN': '得分哪里有误？' },
  objectReason: { en: 'Reason', ja: '理由', 'zh-CN': '理由' },
} as const satisfies Record<string, Localized | Record<string, Localized>>
