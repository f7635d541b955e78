import type { Action, Card } from '#src/chat/card.ts'
import type { UndoStep } from '#src/features/undo/store/steps.ts'
import { formatDateTime } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

const texts = {
  undone: { en: 'Taken back: {line}', ja: '取り消しました：{line}', 'zh-CN': '已撤销：{line}' },
  redone: { en: 'Done again: {line}', ja: 'やり直しました：{line}', 'zh-CN': '已恢复：{line}' },
  by: { en: '{name}, {time}', ja: '{name}さん、{time}', 'zh-CN': '{name}，{time}' },
  list: { en: 'What can be taken back', ja: '取り消せる変更', 'zh-CN': '可以撤销的修改' },
  none: {
    en: 'You changed nothing that could be taken back.',
    ja: '取り消せる変更はありません。',
    'zh-CN': '没有可以撤销的修改。',
  },
  number: { en: 'No.', ja: '番号', 'zh-CN': '编号' },
  who: { en: 'Who', ja: '変更者', 'zh-CN': '修改人' },
  when: { en: 'When', ja: '日時', 'zh-CN': '时间' },
  what: { en: 'Line', ja: '内容', 'zh-CN': '内容' },
  undo: { en: 'Undo', ja: '取り消す', 'zh-CN': '撤销' },
  undoOne: { en: 'Undo {id}', ja: '{id}を取り消す', 'zh-CN': '撤销{id}' },
  redo: { en: 'Do it again', ja: 'やり直す', 'zh-CN': '恢复' },
} satisfies Record<string, Localized>

/** Buttons of a list; judgement: what fits a phone. */
const maxButtons = 5

/** The button below what a line changed. */
export function undoAction(step: number): Action {
  return { label: texts.undo, line: `undo ${step}` }
}

/** Says what was taken back, whose it was, and offers to do it again. `redo` is the number of the taking back. */
export function undoneCard(
  step: UndoStep,
  { timeZone: zone, now }: { readonly timeZone: string; readonly now: Date },
  redo: number | null,
): Card {
  const again: Action[] = redo === null ? [] : [{ label: texts.redo, line: `undo ${redo}` }]
  const time = formatDateTime(step.at, zone, { readOn: now })
  return {
    title: fill(step.reverts === null ? texts.undone : texts.redone, { line: verbatim(step.line) }),
    tone: 'good',
    blocks: [
      { type: 'text', text: fill(texts.by, { name: verbatim(step.personName), time }) },
      ...(again.length > 0 ? [{ type: 'actions', actions: again } as const] : []),
    ],
  }
}

/** Lines that changed something, newest first. */
export function undoListCard(steps: readonly UndoStep[], zone: string, now: Date): Card {
  if (steps.length === 0) return { title: texts.none, tone: 'info', blocks: [] }
  const rows = steps.map(step => [
    { text: verbatim(String(step.id)) },
    { text: verbatim(step.personName) },
    { text: formatDateTime(step.at, zone, { readOn: now }) },
    { text: verbatim(step.line) },
  ])
  const actions = steps
    .slice(0, maxButtons)
    .map(({ id }) => ({ label: fill(texts.undoOne, { id }), line: `undo ${id}` }))
  const columns = [texts.number, texts.who, texts.when, texts.what].map(label => ({ label }))
  return {
    title: texts.list,
    tone: 'info',
    blocks: [
      { type: 'table', columns, rows },
      { type: 'actions', actions },
    ],
  }
}

/** What the list of changes is called. */
export const undoTitle: Localized = texts.list
