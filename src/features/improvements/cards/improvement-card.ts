import { showValue } from '#src/cards/figure-cells.ts'
import { line } from '#src/cards/lines.ts'
import { demoTitled } from '#src/cards/titles.ts'
import type { Action, Block, Card } from '#src/chat/card.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Effect } from '#src/features/improvements/effect.ts'
import type { Improvement } from '#src/features/improvements/store/improvements.ts'
import { formatDay } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** An improvement as it is shown. */
export interface ShownImprovement {
  readonly one: Improvement
  readonly kpi: Kpi
  readonly place: Localized
  readonly overdue: boolean
  /** What the figure did since it was closed; `null`: not closed, or nothing yet. */
  readonly effect: Effect | null
}

/** Improvements, what is open first, each with what to press. */
export function improvementsCard(shown: readonly ShownImprovement[], demo: boolean): Card {
  const title = demoTitled(texts.title, demo)
  if (shown.length === 0) return { title, tone: 'info', blocks: [{ type: 'text', text: texts.empty }] }
  const open = shown.filter(({ one }) => one.state === 'open')
  const closed = shown.filter(({ one }) => one.state !== 'open')
  const buttons = open.slice(0, 2).flatMap(({ one }) => [doneAction(one.id), dropAction(one.id)])
  return {
    title,
    tone: open.some(({ overdue }) => overdue) ? 'warning' : 'info',
    blocks: [
      ...listed(texts.open, open),
      ...listed(texts.closed, closed),
      ...(buttons.length > 0 ? [{ type: 'actions', actions: buttons } as const] : []),
    ],
  }
}

function listed(heading: Localized, shown: readonly ShownImprovement[]): readonly Block[] {
  return shown.length === 0 ? [] : [{ type: 'list', heading, items: shown.map(improvementText) }]
}

/** One improvement in a sentence: what, about which figure, who, until when, and what came of it. */
export function improvementText({ one, kpi, place, overdue, effect }: ShownImprovement): Localized {
  const values = {
    ...{ id: one.id, what: verbatim(one.what), kpi: kpi.label, place },
    owner: one.owner ? verbatim(one.owner.name) : texts.nobody,
    due: formatDay(one.dueDay, { year: true }),
  }
  if (one.state === 'open') return fill(overdue ? texts.overdueLine : texts.openLine, values)
  const outcome = one.outcome === null ? texts.nothingSaid : verbatim(one.outcome)
  const text = fill(one.state === 'done' ? texts.doneLine : texts.droppedLine, { ...values, outcome })
  return effect ? fill(texts.withEffect, { text, effect: effectText(effect, kpi) }) : text
}

function effectText({ before, after, currency, days }: Effect, kpi: Kpi): Localized {
  return fill(texts.effect, {
    before: showValue(before, kpi, currency),
    after: showValue(after, kpi, currency),
    days,
  })
}

/** What was written, with what to press later. */
export function improvementCard(shown: ShownImprovement, done: Localized, demo: boolean): Card {
  const { id, state } = shown.one
  return {
    title: demoTitled(done, demo),
    tone: 'good',
    blocks: [
      { type: 'text', text: improvementText(shown) },
      ...(state === 'open' ? [{ type: 'actions', actions: [doneAction(id), dropAction(id)] } as const] : []),
    ],
  }
}

/** Asks an owner about what they took on and whose day has come. */
export function reminderCard(shown: readonly ShownImprovement[], demo: boolean): Card {
  const first = shown[0]
  return {
    title: demoTitled(texts.reminder, demo),
    tone: 'warning',
    blocks: [
      { type: 'list', items: shown.map(improvementText) },
      ...(first ? [{ type: 'actions', actions: [doneAction(first.one.id), dropAction(first.one.id)] } as const] : []),
    ],
  }
}

/** An action as a task of its owner; where the messenger has no tasks, as a card that says the same. */
export function taskCard(shown: ShownImprovement): Card {
  const { one, kpi, place } = shown
  const { id, state } = one
  return {
    title: fill(state === 'open' ? texts.task : texts.taskOver, { id }),
    tone: state === 'open' ? 'info' : 'good',
    blocks: [
      { type: 'text', text: improvementText(shown) },
      ...(state === 'open' ? [{ type: 'actions', actions: [doneAction(id), dropAction(id)] } as const] : []),
    ],
    task: {
      what: one.what,
      about: fill(texts.about, { id, kpi: kpi.label, place }),
      due: one.dueDay,
      done: state !== 'open',
      line: `action done ${id}`,
    },
  }
}

/** What stands of a task whose action was taken back, or that is somebody else's now. */
export function goneCard(id: number, why: 'undone' | 'given'): Card {
  const title = fill(why === 'undone' ? texts.taskUndone : texts.taskGiven, { id })
  const task = { what: title.en, about: title, due: '', done: true, gone: true, line: '' } as const
  return { title, tone: 'info', blocks: [], task }
}

/** Whether actions stand as tasks. */
export function tasksCard(on: boolean): Card {
  return {
    title: on ? texts.tasksOn : texts.tasksOff,
    tone: 'good',
    blocks: [{ type: 'text', text: on ? texts.howOn : texts.howOff }],
  }
}

/** Asks what will be done about a KPI that missed its target. */
export function askImprovement(kpi: Kpi, placeWord: string): Action {
  return {
    label: fill(texts.ask, { kpi: kpi.label }),
    line: line('action add', kpi.id, placeWord, '{what}', '{owner}', 'until {due}'),
    form: {
      title: fill(texts.ask, { kpi: kpi.label }),
      submit: texts.submit,
      fields: [
        { name: 'what', label: texts.what, kind: 'text', placeholder: texts.hint },
        { name: 'owner', label: texts.who, kind: 'person', optional: true },
        { name: 'due', label: texts.until, kind: 'date' },
      ],
    },
  }
}

function doneAction(id: number): Action {
  return {
    label: fill(texts.done, { id }),
    line: `action done ${id} {outcome}`,
    style: 'primary',
    form: {
      title: fill(texts.done, { id }),
      submit: texts.submit,
      fields: [{ name: 'outcome', label: texts.outcome, kind: 'text', optional: true }],
    },
  }
}

function dropAction(id: number): Action {
  return {
    label: fill(texts.drop, { id }),
    line: `action drop ${id} {reason}`,
    form: {
      title: fill(texts.drop, { id }),
      submit: texts.submit,
      fields: [{ name: 'reason', label: texts.reason, kind: 'text' }],
    },
  }
}

const texts = {
  task: { en: 'Action #{id} is yours', ja: '改善アクション#{id}の担当です', 'zh-CN': '措施 #{id} 由您负责' },
  taskUndone: {
    en: 'Action #{id} was taken back',
    ja: '改善アクション#{id}は取り消されました',
    'zh-CN': '措施 #{id} 已撤销',
  },
  taskGiven: {
    en: 'Action #{id} is somebody else’s now',
    ja: '改善アクション#{id}の担当が変わりました',
    'zh-CN': '措施 #{id} 已改由他人负责',
  },
  taskOver: { en: 'Action #{id} is closed', ja: '改善アクション#{id}は終了しました', 'zh-CN': '措施 #{id} 已结束' },
  about: {
    en: 'Action #{id} of the KPI bot: {kpi}, {place}. Completing the task closes the action.',
    ja: 'KPIボットの改善アクション#{id}：{kpi}・{place}。タスクを完了すると改善アクションも完了します。',
    'zh-CN': 'KPI 机器人的措施 #{id}：{kpi}，{place}。完成任务即结束该措施。',
  },
  tasksOn: {
    en: 'Actions now stand as tasks, too',
    ja: '改善アクションをタスクにも登録します',
    'zh-CN': '措施将同时创建为任务',
  },
  tasksOff: {
    en: 'Actions no longer become tasks',
    ja: '改善アクションをタスクに登録しません',
    'zh-CN': '措施不再创建为任务',
  },
  howOn: {
    en: 'In Feishu they become tasks (任务) of their owner, open ones with the next morning; completing the task closes the action. In Slack and WeCom the owner gets a card: Slack’s reminders need a person’s own token and its lists a paid plan, and WeCom has no tasks for apps.',
    ja: 'Feishuでは担当者のタスク（任务）になります（既存の未完了分は翌朝から）。タスクを完了すると改善アクションも完了します。SlackとWeComでは担当者にカードが届きます（Slackのリマインダーは本人のトークン、リストは有料プランが必要で、WeComにはアプリ用のタスクがありません）。',
    'zh-CN':
      '在飞书中会成为负责人的任务（已有的未完成措施从次日早上起），完成任务即结束措施。在 Slack 和企业微信中，负责人会收到卡片（Slack 的提醒需要本人令牌，列表需要付费方案；企业微信没有供应用使用的任务）。',
  },
  howOff: {
    en: 'Tasks that stand already are still brought up to date.',
    ja: '登録済みのタスクは引き続き更新されます。',
    'zh-CN': '已创建的任务仍会继续更新。',
  },
  title: { en: 'Actions', ja: '改善アクション', 'zh-CN': '改善措施' },
  empty: {
    en: 'Nothing is open. A missed KPI becomes an action so: action add acos west "Cut bids on broad terms" @ken until 12/15',
    ja: '未完了の改善アクションはありません。例：改善 追加 acos west 「広いキーワードの入札を下げる」 @ken 12/15まで',
    'zh-CN': '没有待办的改善措施。例如：措施 添加 acos west “降低宽泛词出价” @ken 到12/15',
  },
  open: { en: 'Open', ja: '未完了', 'zh-CN': '进行中' },
  closed: { en: 'Closed', ja: '完了・中止', 'zh-CN': '已结束' },
  nobody: { en: 'nobody', ja: '担当なし', 'zh-CN': '无人负责' },
  nothingSaid: { en: 'nothing was said', ja: 'コメントなし', 'zh-CN': '未说明' },
  openLine: {
    en: '#{id} {what} – {kpi}, {place}; {owner}, until {due}',
    ja: '#{id} {what}（{kpi}・{place}）{owner}、期限{due}',
    'zh-CN': '#{id} {what}（{kpi}，{place}）{owner}，期限{due}',
  },
  overdueLine: {
    en: '#{id} {what} – {kpi}, {place}; {owner}, overdue since {due}',
    ja: '#{id} {what}（{kpi}・{place}）{owner}、期限超過（{due}）',
    'zh-CN': '#{id} {what}（{kpi}，{place}）{owner}，已逾期（{due}）',
  },
  doneLine: {
    en: '#{id} {what} – {kpi}, {place}; {owner}: {outcome}',
    ja: '#{id} {what}（{kpi}・{place}）{owner}：{outcome}',
    'zh-CN': '#{id} {what}（{kpi}，{place}）{owner}：{outcome}',
  },
  droppedLine: {
    en: '#{id} {what} – {kpi}, {place}; {owner}, dropped: {outcome}',
    ja: '#{id} {what}（{kpi}・{place}）{owner}、中止：{outcome}',
    'zh-CN': '#{id} {what}（{kpi}，{place}）{owner}，已放弃：{outcome}',
  },
  withEffect: { en: '{text}. {effect}', ja: '{text}。{effect}', 'zh-CN': '{text}。{effect}' },
  effect: {
    en: 'Four weeks before {before}, the {days} days since {after}',
    ja: '前4週間 {before} → その後{days}日間 {after}',
    'zh-CN': '前四周{before}，之后{days}天{after}',
  },
  reminder: { en: 'How far are your actions?', ja: '改善アクションの進み具合', 'zh-CN': '改善措施进展如何？' },
  ask: { en: 'Action for {kpi}', ja: '{kpi}の改善', 'zh-CN': '{kpi}的改善措施' },
  submit: { en: 'Save', ja: '保存', 'zh-CN': '保存' },
  what: { en: 'What will be done', ja: '内容', 'zh-CN': '做什么' },
  who: { en: 'Who (empty: you)', ja: '担当（空欄：自分）', 'zh-CN': '负责人（空：本人）' },
  until: { en: 'Until when', ja: '期限', 'zh-CN': '期限' },
  hint: { en: 'e.g. cut bids on broad terms', ja: '例：広いキーワードの入札を下げる', 'zh-CN': '例：降低宽泛词出价' },
  done: { en: 'Done #{id}', ja: '完了 #{id}', 'zh-CN': '完成 #{id}' },
  drop: { en: 'Drop #{id}', ja: '中止 #{id}', 'zh-CN': '放弃 #{id}' },
  outcome: { en: 'What came of it', ja: '結果', 'zh-CN': '结果' },
  reason: { en: 'Why', ja: '理由', 'zh-CN': '理由' },
} satisfies Record<string, Localized>
