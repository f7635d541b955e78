import { builtInKpis } from '#src/domain/kpis/index.ts'
import type { AskedVerb, Step } from '#src/features/training/drills/drill.ts'
import { fill, type Localized, localized } from '#src/i18n/locale.ts'

/** What is to be done, for the person who does it. */
export function stepText(step: Step): Localized {
  if (step.do === 'ask') return fill(asked[step.verb], { kpi: kpiName(step.kpi) })
  const kpi = 'kpi' in step ? kpiName(step.kpi) : ''
  return fill(done[step.do], { kpi })
}

/** A line that does a step, in each language. */
export function hintLine(step: Step): Localized {
  switch (step.do) {
    case 'ask':
      return words(askWords[step.verb], step.kpi === undefined ? null : kpiName(step.kpi), store)
    case 'note':
      return words(verbs.note, store, noteText)
    case 'target':
      return words(verbs.target, kpiName(step.kpi), store, same(step.value))
    case 'rule':
      return words(verbs.ruleSave, kpiName(step.kpi), store, same(step.limit))
    case 'stop-rule':
      return words(verbs.ruleStop, same('12'))
    case 'ack':
      return words(verbs.ack, same('12'), reasonText)
    case 'snooze':
      return words(verbs.snooze, same('12'), tomorrow)
    case 'resolve':
      return words(verbs.resolve, same('12'))
    case 'undo':
      return verbs.undo
    default:
      return step satisfies never
  }
}

/** Whether the number in a hint stands for one that the person sees in an answer. */
export function needsNumber(step: Step): boolean {
  return ['stop-rule', 'ack', 'snooze', 'resolve'].includes(step.do)
}

/** A line that shows the number that a step needs; also what the step does where there is nothing to choose. */
export function lookLine(step: Step): string | null {
  if (step.do === 'ask') return hintLine(step).en
  if (step.do === 'undo') return null
  if (step.do === 'stop-rule') return 'rule practice'
  return needsNumber(step) ? 'alerts practice' : null
}

function kpiName(id: string | undefined): Localized {
  const kpi = builtInKpis.find(one => one.id === id)
  return kpi?.label ?? same(id ?? '')
}

function words(...parts: readonly (Localized | null)[]): Localized {
  return localized(locale => parts.flatMap(part => part?.[locale] ?? []).join(' '))
}

function same(text: string): Localized {
  return { en: text, ja: text, 'zh-CN': text }
}

const store: Localized = { en: 'practice', ja: '練習店', 'zh-CN': '练习店' }
const tomorrow: Localized = { en: 'until tomorrow 09:00', ja: '明日 9:00 まで', 'zh-CN': '到明天 9:00' }
const noteText: Localized = { en: '"what you found out"', ja: '"分かったこと"', 'zh-CN': '"您查到的原因"' }
const reasonText: Localized = { en: '"what you will do"', ja: '"これから行うこと"', 'zh-CN': '"处理方式"' }

const askWords: Readonly<Record<AskedVerb, Localized>> = {
  status: { en: 'status', ja: '状況', 'zh-CN': '状态' },
  trend: { en: 'trend', ja: '推移', 'zh-CN': '趋势' },
  why: { en: 'why', ja: '要因', 'zh-CN': '原因' },
  top: { en: 'top sku', ja: '上位 SKU', 'zh-CN': '榜单 SKU' },
  forecast: { en: 'forecast', ja: '予測', 'zh-CN': '预测' },
  alerts: { en: 'alerts', ja: 'アラート', 'zh-CN': '告警' },
  suggest: { en: 'target suggest', ja: '目標 提案', 'zh-CN': '目标 建议' },
  rules: { en: 'rule list', ja: 'ルール 一覧', 'zh-CN': '规则 列表' },
}

const verbs = {
  note: { en: 'note', ja: 'メモ', 'zh-CN': '备注' },
  target: { en: 'target', ja: '目標', 'zh-CN': '目标' },
  ruleSave: { en: 'rule save', ja: 'ルール 保存', 'zh-CN': '规则 保存' },
  ruleStop: { en: 'rule stop', ja: 'ルール 停止', 'zh-CN': '规则 停用' },
  ack: { en: 'ack', ja: '確認', 'zh-CN': '确认' },
  snooze: { en: 'snooze', ja: 'スヌーズ', 'zh-CN': '稍后' },
  resolve: { en: 'resolve', ja: '解決', 'zh-CN': '解决' },
  undo: { en: 'undo', ja: '取り消し', 'zh-CN': '撤销' },
} satisfies Record<string, Localized>

const asked: Readonly<Record<AskedVerb, Localized>> = {
  status: {
    en: 'Look at {kpi} of the practice store',
    ja: '練習店の{kpi}を確認する',
    'zh-CN': '查看练习店的{kpi}',
  },
  trend: {
    en: 'Look at {kpi} of the practice store day by day',
    ja: '練習店の{kpi}を日ごとに見る',
    'zh-CN': '按天查看练习店的{kpi}',
  },
  why: { en: 'Find out why {kpi} moved', ja: '{kpi}が動いた要因を調べる', 'zh-CN': '查明{kpi}变动的原因' },
  top: {
    en: 'See which products lead by {kpi}',
    ja: '{kpi}の上位の商品を見る',
    'zh-CN': '查看{kpi}排名靠前的商品',
  },
  forecast: {
    en: 'See where {kpi} will land this month',
    ja: '今月の{kpi}の着地見込みを見る',
    'zh-CN': '查看本月{kpi}的预计落点',
  },
  alerts: { en: 'See which alerts are open', ja: '未対応のアラートを見る', 'zh-CN': '查看未处理的告警' },
  suggest: {
    en: 'Let a target for {kpi} be suggested',
    ja: '{kpi}の目標案を出してもらう',
    'zh-CN': '获取{kpi}的目标建议',
  },
  rules: { en: 'See which rules watch the store', ja: '店舗を見守るルールを見る', 'zh-CN': '查看监控该店铺的规则' },
}

const done: Readonly<Record<Exclude<Step['do'], 'ask'>, Localized>> = {
  note: {
    en: 'Tell the team: write a note next to the number',
    ja: 'チームに伝える：数値にメモを残す',
    'zh-CN': '告知团队：在数据旁写备注',
  },
  target: { en: 'Set a target for {kpi}', ja: '{kpi}の目標を設定する', 'zh-CN': '设定{kpi}的目标' },
  rule: { en: 'Save a rule for {kpi}', ja: '{kpi}のルールを保存する', 'zh-CN': '保存{kpi}的规则' },
  'stop-rule': { en: 'Stop the rule', ja: 'ルールを停止する', 'zh-CN': '停用该规则' },
  ack: {
    en: 'Take the alert on, with the reason',
    ja: '理由を添えてアラートを確認する',
    'zh-CN': '填写原因并确认告警',
  },
  snooze: {
    en: 'Let the alert ask again tomorrow',
    ja: 'アラートを明日まで後回しにする',
    'zh-CN': '将告警推迟到明天提醒',
  },
  resolve: { en: 'End the alert', ja: 'アラートを解決済みにする', 'zh-CN': '将告警标为已解决' },
  undo: { en: 'Take your last change back', ja: '直前の変更を取り消す', 'zh-CN': '撤销刚才的修改' },
}
