import { periodWord } from '#src/cards/lines.ts'
import type { Action, Block, Card, Field } from '#src/chat/card.ts'
import type { Period } from '#src/domain/period/index.ts'
import { meetingPeriod } from '#src/features/meetings/meeting-period.ts'
import type { Point } from '#src/features/meetings/store/meetings.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** What the buttons of a point offer: the day for an action, the periods for a target. */
interface Offered {
  readonly due: string
  readonly periods: readonly Period[]
}

/** One point of a meeting, with what can be done about it. */
export function pointCard(
  points: readonly Point[],
  at: number,
  { mayWrite, ...offered }: Offered & { readonly mayWrite: boolean },
): Card {
  const point = points[at]
  if (!point) throw new RangeError('there is no such point')
  const carried: readonly Block[] = point.carried ? [{ type: 'text', style: 'muted', text: carriedText(point) }] : []
  return {
    title: fill(texts.title, { n: at + 1, all: points.length, kind: kinds[point.kind] }),
    tone: point.kind === 'goal' || point.kind === 'alert' ? 'warning' : 'info',
    blocks: [
      { type: 'text', style: 'strong', text: point.text },
      ...carried,
      { type: 'actions', actions: mayWrite ? stepsOf(point, at + 1, offered) : [] },
    ],
  }
}

function carriedText({ since }: Point): Localized {
  return since ? fill(texts.carriedFrom, { period: meetingPeriod(since).label }) : texts.carried
}

/** Each says which point it is about: somebody else may have dealt with it when it is pressed. */
function stepsOf(point: Point, n: number, { due, periods }: Offered): readonly Action[] {
  const skip = { label: texts.skip, line: `meeting skip #${n}` }
  const end = { label: texts.end, line: 'meeting end' }
  const target = numbered(targetAction(point, periods), n)
  if (point.kind === 'proposal') {
    const approve = { label: texts.approve, line: `meeting decide #${n}`, style: 'primary' } as const
    return [approve, numbered(amendAction(point), n), skip, end]
  }
  return [numbered(point.kind === 'action' ? doneAction : decideAction(due), n), target, skip, end]
}

function numbered(action: Action, n: number): Action {
  return { ...action, line: action.line.replace(/^meeting \w+/, verb => `${verb} #${n}`) }
}

function decideAction(due: string): Action {
  return {
    label: texts.decide,
    line: 'meeting decide {what} {who} until {due}',
    style: 'primary',
    form: {
      title: texts.decide,
      submit: texts.save,
      fields: [
        { name: 'what', label: texts.what, kind: 'text' },
        { name: 'who', label: texts.who, kind: 'person', optional: true },
        { name: 'due', label: texts.due, kind: 'date', initial: due },
      ],
    },
  }
}

/** What the closing of a meeting says: what was decided, and what the next one begins with. */
export function endCard(points: readonly Point[]): Card {
  const decided = points.filter(point => point.state === 'decided')
  const left = points.filter(point => point.state !== 'decided')
  return {
    title: fill(points.length === 0 ? texts.nothing : texts.ended, { decided: decided.length, left: left.length }),
    tone: 'good',
    blocks: [
      ...listOf(
        texts.decisions,
        decided.map(point => decisionText(point)),
      ),
      ...listOf(texts.leftOver, left.map(leftText)),
      { type: 'actions', actions: [{ label: texts.actions, line: 'action list' }] },
    ],
  }
}

/** A point that stays open, with the period since which it does. */
function leftText(point: Point): Localized {
  return point.since ? fill(texts.leftSince, { point: point.text, since: carriedText(point) }) : point.text
}

/** A point and what was decided about it. */
export function decisionText({ text, outcome, decision }: Point): Localized {
  return fill(texts.decision, { point: text, what: outcome ?? verbatim(decision ?? '') })
}

function listOf(heading: Localized, items: readonly Localized[]): readonly Block[] {
  return items.length === 0 ? [] : [{ type: 'list', heading, items }]
}

const kinds = {
  goal: { en: 'missed target', ja: '未達の目標', 'zh-CN': '未达成的目标' },
  alert: { en: 'alert', ja: 'アラート', 'zh-CN': '告警' },
  action: { en: 'action', ja: '改善アクション', 'zh-CN': '改善措施' },
  proposal: { en: 'proposed target', ja: '申請中の目標', 'zh-CN': '待审批目标' },
} satisfies Record<Point['kind'], Localized>

const texts = {
  title: { en: 'Point {n} of {all}: {kind}', ja: '議題{n}/{all}：{kind}', 'zh-CN': '议题{n}/{all}：{kind}' },
  carried: { en: 'Left open by the last meeting.', ja: '前回からの持ち越しです。', 'zh-CN': '上次复盘遗留。' },
  leftSince: { en: '{point} · {since}', ja: '{point} · {since}', 'zh-CN': '{point} · {since}' },
  carriedFrom: {
    en: 'Left open since the meeting about {period}.',
    ja: '{period}の振り返りからの持ち越しです。',
    'zh-CN': '自{period}的复盘遗留。',
  },
  decide: { en: 'Decide an action', ja: '対策を決める', 'zh-CN': '决定措施' },
  target: { en: 'Set a target', ja: '目標を設定', 'zh-CN': '设定目标' },
  approve: { en: 'Approve', ja: '承認する', 'zh-CN': '批准' },
  close: { en: 'Done', ja: '完了にする', 'zh-CN': '完成' },
  skip: { en: 'Next, leave open', ja: '保留して次へ', 'zh-CN': '保留并继续' },
  end: { en: 'End the meeting', ja: '終了する', 'zh-CN': '结束复盘' },
  save: { en: 'Save', ja: '保存', 'zh-CN': '保存' },
  what: { en: 'What will be done?', ja: '何をしますか', 'zh-CN': '要做什么？' },
  outcome: { en: 'What came of it?', ja: '結果', 'zh-CN': '结果如何？' },
  who: { en: 'Who', ja: '担当者', 'zh-CN': '负责人' },
  due: { en: 'Until', ja: '期限', 'zh-CN': '期限' },
  period: { en: 'Period', ja: '期間', 'zh-CN': '周期' },
  value: { en: 'Value', ja: '値', 'zh-CN': '数值' },
  valueHint: { en: 'e.g. 50000 or 8%', ja: '例：500万、8%', 'zh-CN': '例：5万、8%' },
  amend: { en: 'Approve another value', ja: '値を変えて承認', 'zh-CN': '修改后批准' },
  nothing: { en: 'There is nothing to talk about.', ja: '議題はありません。', 'zh-CN': '没有需要讨论的议题。' },
  ended: {
    en: 'Meeting over: {decided} decided, {left} open',
    ja: '振り返り終了：決定{decided}件、持ち越し{left}件',
    'zh-CN': '复盘结束：已决定{decided}项，遗留{left}项',
  },
  decisions: { en: 'Decided', ja: '決定事項', 'zh-CN': '决定事项' },
  decision: { en: '{point} → {what}', ja: '{point} → {what}', 'zh-CN': '{point} → {what}' },
  leftOver: { en: 'Carried to the next meeting', ja: '次回への持ち越し', 'zh-CN': '遗留到下次' },
  actions: { en: 'All actions', ja: '改善アクション一覧', 'zh-CN': '全部措施' },
} satisfies Record<string, Localized>

const doneAction: Action = {
  label: texts.close,
  line: 'meeting decide {outcome}',
  style: 'primary',
  form: { title: texts.close, submit: texts.save, fields: [{ name: 'outcome', label: texts.outcome, kind: 'text' }] },
}

/** The period and the owner are chosen, the value is written: each begins with what is proposed. */
function targetAction({ next }: Point, periods: readonly Period[]): Action {
  const options = periods.map(period => ({ label: period.label, value: periodWord(period) }))
  const owner = next?.owner ? { initial: `@${next.owner}` } : {}
  return {
    label: texts.target,
    line: 'meeting target {period} {value} {owner}',
    form: {
      title: texts.target,
      submit: texts.save,
      fields: [
        { name: 'period', label: texts.period, kind: 'select', options, initial: options[0]?.value ?? '' },
        { name: 'owner', label: texts.who, kind: 'select', source: 'people', optional: true, ...owner },
        valueField(next),
      ],
    },
  }
}

/** Approves a proposal with another value. */
function amendAction({ next }: Point): Action {
  return {
    label: texts.amend,
    line: 'meeting target {value}',
    form: { title: texts.amend, submit: texts.approve, fields: [valueField(next)] },
  }
}

function valueField(next: Point['next']): Field {
  const initial = next && next.value !== '' ? { initial: next.value } : {}
  return { name: 'value', label: texts.value, kind: 'number', placeholder: texts.valueHint, ...initial }
}
