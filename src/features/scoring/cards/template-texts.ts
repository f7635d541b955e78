import type { Localized } from '#src/i18n/locale.ts'

/** What template cards say. */
export const templateTexts = {
  title: { en: 'Templates', ja: 'テンプレート', 'zh-CN': '模板' },
  template: { en: 'Template', ja: 'テンプレート', 'zh-CN': '模板' },
  code: { en: 'Code', ja: 'コード', 'zh-CN': '代码' },
  name: { en: 'Name', ja: '名称', 'zh-CN': '名称' },
  kind: { en: 'Kind', ja: '種類', 'zh-CN': '类型' },
  kpis: { en: 'KPIs', ja: '指標数', 'zh-CN': '指标数' },
  used: { en: 'Measures', ja: '対象', 'zh-CN': '考核对象' },
  nobody: { en: 'nobody yet', ja: 'まだなし', 'zh-CN': '暂无' },
  builtIn: { en: 'built in', ja: '標準', 'zh-CN': '内置' },
  version: { en: 'own, version {version}', ja: '自社（第{version}版）', 'zh-CN': '自建，第{version}版' },
  howTo: {
    en: '“template apply operator @ken west” shows a preview; “template copy operator "Our operators"” makes your own.',
    ja: '「テンプレート 適用 operator @ken west」でプレビュー、「テンプレート コピー operator 「自社の運営」」で自社用を作成できます。',
    'zh-CN': '“模板 应用 operator @ken west”可预览；“模板 复制 operator “本公司运营””可建立自己的模板。',
  },
  kpi: { en: 'KPI', ja: '指標', 'zh-CN': '指标' },
  or: { en: '{kpi} (else {other})', ja: '{kpi}（なければ{other}）', 'zh-CN': '{kpi}（无则用{other}）' },
  weight: { en: 'Weight', ja: 'ウェイト', 'zh-CN': '权重' },
  goal: { en: 'Target', ja: '目標', 'zh-CN': '目标' },
  reachedLast: { en: 'Reached', ja: '達成率', 'zh-CN': '达成率' },
  plan: { en: 'to be set', ja: '要設定', 'zh-CN': '需设定' },
  mean: { en: 'last 3 months, {step} better', ja: '直近3か月平均より{step}改善', 'zh-CN': '近三个月均值改善{step}' },
  meanFlat: { en: 'as the last 3 months', ja: '直近3か月並み', 'zh-CN': '与近三个月持平' },
  share: { en: '{factor} of {kpi}', ja: '{kpi}の{factor}', 'zh-CN': '{kpi}的{factor}' },
  about: { en: 'About {kpi}', ja: '{kpi}とは', 'zh-CN': '{kpi}说明' },
  rules: {
    en: 'A KPI counts up to {most}. While a line of a marketplace is broken, the whole is at most {gate} points.',
    ja: '1指標の達成率は{most}が上限です。モール基準の違反中は合計{gate}点が上限になります。',
    'zh-CN': '单项达成率最高计{most}；触及平台红线期间总分最高{gate}分。',
  },
  noGate: {
    en: 'A KPI counts up to {most}.',
    ja: '1指標の達成率は{most}が上限です。',
    'zh-CN': '单项达成率最高计{most}。',
  },
  preview: {
    en: 'A preview: nothing is set yet.',
    ja: 'プレビューです。まだ何も設定していません。',
    'zh-CN': '预览：尚未生效。',
  },
  applied: { en: 'Counts from {from} on.', ja: '{from}から適用します。', 'zh-CN': '自{from}起生效。' },
  leftOut: {
    en: 'Left out, because nobody tells them of these stores: {kpis}.',
    ja: 'この店舗では取得元がないため対象外：{kpis}。',
    'zh-CN': '这些店铺没有数据来源，已剔除：{kpis}。',
  },
  noTarget: {
    en: 'Without a target, so they do not count yet: {kpis}. “target suggest” proposes one.',
    ja: '目標が未設定のため、まだ評価されません：{kpis}。「目標 提案」で目安を表示します。',
    'zh-CN': '尚未设定目标，暂不计分：{kpis}。可用“目标 建议”获取建议值。',
  },
  noData: {
    en: 'No data in {month}: {kpis}. Until figures come, they take their weight away from what can be scored.',
    ja: '{month}のデータがありません：{kpis}。データが入るまで、そのウェイト分だけ評価できる範囲が狭くなります。',
    'zh-CN': '{month}没有数据：{kpis}。有数据之前，可评分的权重会相应减少。',
  },
  byHand: {
    en: 'People have to write these down or rate them: {kpis}.',
    ja: '手入力または採点が必要です：{kpis}。',
    'zh-CN': '需要人工录入或打分：{kpis}。',
  },
  rescaled: {
    en: 'The weights of the others were scaled to 100.',
    ja: '残りのウェイトは合計100に調整しました。',
    'zh-CN': '其余权重已折算为合计100。',
  },
  would: {
    en: '{month} would have scored {points}.',
    ja: '{month}に適用した場合：{points}点。',
    'zh-CN': '若用于{month}，得分为{points}。',
  },
  wouldPart: {
    en: '{month} would have been incomplete: {points} points from only {known}% of the weights, below 70% and without a rank.',
    ja: '{month}に適用した場合：データ不足（ウェイトの{known}%分だけで{points}点）。70%未満は順位がつきません。',
    'zh-CN': '若用于{month}，数据不完整：仅{known}%的权重有数据，得{points}分；不足70%不参与排名。',
  },
  wouldNothing: {
    en: '{month} would have no score: no KPI has both data and a target.',
    ja: '{month}に適用した場合：データと目標がそろった指標がなく、スコアは出ません。',
    'zh-CN': '若用于{month}，没有指标同时具备数据和目标，无法评分。',
  },
  apply: { en: 'Apply', ja: '適用する', 'zh-CN': '应用' },
  applyMeasured: {
    en: 'Apply without what has no data',
    ja: 'データのない指標を除いて適用',
    'zh-CN': '剔除无数据指标后应用',
  },
  problems: {
    sum: {
      en: 'The weights sum to {sum}, not to 100.',
      ja: 'ウェイトの合計が{sum}です（100にしてください）。',
      'zh-CN': '权重合计为{sum}，应为100。',
    },
    count: {
      en: 'A role has four to eight KPIs, not {count}.',
      ja: '役割の指標は4〜8個です（現在{count}個）。',
      'zh-CN': '岗位模板应有4至8个指标（现为{count}个）。',
    },
    whole: {
      en: 'The weight of {kpi} must be a whole number above zero.',
      ja: '{kpi}のウェイトは1以上の整数にしてください。',
      'zh-CN': '{kpi}的权重须为正整数。',
    },
    twice: { en: '{kpi} stands twice.', ja: '{kpi}が重複しています。', 'zh-CN': '{kpi}重复出现。' },
    range: {
      en: '{kpi} weighs {weight}; 5 to 40 is allowed.',
      ja: '{kpi}のウェイトは{weight}です（5〜40）。',
      'zh-CN': '{kpi}权重为{weight}，应在5至40之间。',
    },
    quality: {
      en: 'At least one KPI must speak of quality (service, delivery, reviews, returns).',
      ja: '品質の指標（対応・配送・レビュー・返品など）を1つ以上入れてください。',
      'zh-CN': '至少要有一个质量类指标（客服、物流、评价、退货等）。',
    },
    influence: {
      en: '{kpis} weigh {weight}, but the role does not move them; 20 at most.',
      ja: 'この役割では動かせない指標（{kpis}）のウェイトが{weight}です（上限20）。',
      'zh-CN': '该岗位无法影响的指标（{kpis}）权重合计{weight}，最多20。',
    },
  },
} as const satisfies Record<string, Localized | Record<string, Localized>>
