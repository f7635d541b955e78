import type { Action, Block, Card } from '#src/chat/card.ts'
import type { Drill } from '#src/features/training/drills/index.ts'
import { doneCount, nextAt } from '#src/features/training/progress.ts'
import type { Run } from '#src/features/training/store/runs.ts'
import { fill, type Localized, localized, verbatim } from '#src/i18n/locale.ts'
import { hintLine, lookLine, needsNumber, stepText } from './step-texts.ts'
import { timeSpent } from './time-spent.ts'

/** How far a drill is: what happened, the next step, and the way out. */
export function runCard(drill: Drill, run: Run, store: string): Card {
  const next = nextAt(run, drill)
  if (next === null) return finishedCard(drill, run)
  const fresh = Object.keys(run.steps).length === 0
  const [step] = drill.steps.slice(next, next + 1)
  const title = { what: drill.title, step: next + 1, all: drill.steps.length }
  return {
    title: fill(texts.title, title),
    tone: 'info',
    blocks: [
      ...(fresh ? [{ type: 'text' as const, text: drill.situation }] : []),
      ...(step ? [{ type: 'text' as const, style: 'strong' as const, text: stepText(step) }] : []),
      { type: 'list', items: checklist(drill, run) },
      { type: 'actions', actions: [hint, skip, stop] },
      { type: 'text', style: 'muted', text: fill(texts.sandbox, { store: verbatim(store) }) },
    ],
  }
}

/** What to type for a step. */
export function hintCard(drill: Drill, _run: Run, at: number): Card {
  const [step] = drill.steps.slice(at, at + 1)
  if (!step) return { title: drill.title, tone: 'info', blocks: [] }
  const look = lookLine(step)
  const asks: readonly Action[] = look === null ? [] : [{ label: verbatim(look), line: look, style: 'primary' }]
  return {
    title: fill(texts.hintTitle, { step: stepText(step) }),
    tone: 'info',
    blocks: [
      { type: 'text', style: 'strong', text: hintLine(step) },
      ...(needsNumber(step) ? [{ type: 'text' as const, text: texts.number }] : []),
      { type: 'actions', actions: [...asks, skip, stop] },
    ],
  }
}

/** A drill that was ended before its end. */
export function stoppedCard(drill: Drill): Card {
  return {
    title: fill(texts.stopped, { what: drill.title }),
    tone: 'info',
    blocks: [
      { type: 'text', text: texts.cleared },
      { type: 'actions', actions: [{ label: texts.again, line: `guide start ${drill.id}` }, more] },
    ],
  }
}

function finishedCard(drill: Drill, run: Run): Card {
  const done = doneCount(run)
  const all = drill.steps.length
  const facts: Block = {
    type: 'facts',
    facts: [
      { label: texts.steps, value: fill(texts.of, { done, all }) },
      { label: texts.time, value: timeSpent(run.spentSeconds) },
      { label: texts.hints, value: verbatim(String(run.hints)) },
    ],
  }
  return {
    title: fill(done === all ? texts.finished : texts.through, { what: drill.title }),
    tone: 'good',
    blocks: [
      facts,
      { type: 'list', items: checklist(drill, run) },
      { type: 'text', text: texts.cleared },
      { type: 'actions', actions: [more, { label: texts.record, line: 'training' }] },
    ],
  }
}

function checklist(drill: Drill, { steps }: Run): readonly Localized[] {
  const next = drill.steps.findIndex((_step, at) => steps[at] === undefined)
  return drill.steps.map((step, at) => {
    const sign = steps[at]?.state === 'done' ? '✓' : steps[at]?.state === 'skipped' ? '–' : at === next ? '→' : '·'
    return localized(locale => `${sign} ${stepText(step)[locale]}`)
  })
}

const texts = {
  title: {
    en: '{what}: step {step} of {all}',
    ja: '{what}：ステップ{step}/{all}',
    'zh-CN': '{what}：第{step}步（共{all}步）',
  },
  sandbox: {
    en: 'You practise with “{store}”: its figures are made up, nobody else sees it, and nothing of it counts anywhere. Call it “practice”.',
    ja: '「{store}」で練習します。数値は架空で、他の人には見えず、どの集計にも入りません。「練習店」と入力してください。',
    'zh-CN': '您正在使用“{store}”练习：数据为虚构，他人不可见，也不计入任何统计。输入时写“练习店”即可。',
  },
  hintTitle: { en: 'Hint: {step}', ja: 'ヒント：{step}', 'zh-CN': '提示：{step}' },
  number: {
    en: 'Put the number that you see in the answer in place of 12.',
    ja: '12の部分は、回答に表示された番号に置き換えてください。',
    'zh-CN': '请将 12 换成回答中显示的编号。',
  },
  hint: { en: 'Hint', ja: 'ヒント', 'zh-CN': '提示' },
  skip: { en: 'Leave this step out', ja: 'このステップを飛ばす', 'zh-CN': '跳过此步' },
  stop: { en: 'Stop', ja: '終了', 'zh-CN': '停止' },
  stopped: { en: 'Stopped: {what}', ja: '終了しました：{what}', 'zh-CN': '已停止：{what}' },
  cleared: {
    en: 'Everything in the practice store was taken away; what you did stands in your training record.',
    ja: '練習店の内容はすべて削除しました。実施内容は研修記録に残っています。',
    'zh-CN': '练习店的内容已全部清除，练习情况保留在您的培训记录中。',
  },
  again: { en: 'Begin again', ja: 'もう一度', 'zh-CN': '重新开始' },
  more: { en: 'More drills', ja: 'ほかの練習', 'zh-CN': '更多练习' },
  record: { en: 'Training record', ja: '研修記録', 'zh-CN': '培训记录' },
  finished: { en: 'Done: {what}', ja: '完了：{what}', 'zh-CN': '已完成：{what}' },
  through: {
    en: 'Through, with steps left out: {what}',
    ja: '一部を飛ばして終了：{what}',
    'zh-CN': '已结束（有跳过的步骤）：{what}',
  },
  steps: { en: 'Steps done', ja: '実施したステップ', 'zh-CN': '完成步骤' },
  of: { en: '{done} of {all}', ja: '{done}/{all}', 'zh-CN': '{done}/{all}' },
  time: { en: 'Time', ja: '時間', 'zh-CN': '用时' },
  hints: { en: 'Hints', ja: 'ヒント', 'zh-CN': '提示次数' },
} satisfies Record<string, Localized>

const hint: Action = { label: texts.hint, line: 'guide hint' }
const skip: Action = { label: texts.skip, line: 'guide skip' }
const stop: Action = { label: texts.stop, line: 'guide stop' }
const more: Action = { label: texts.more, line: 'guide drills' }
