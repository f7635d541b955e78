import type { Card } from '#src/chat/card.ts'
import { type DataTable, dataTable } from '#src/contracts/data-table.ts'
import { formatDay } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { timeSpent } from './time-spent.ts'

/** A line of a training record. */
export interface RecordLine {
  readonly person: string
  readonly drill: Localized
  readonly day: string
  readonly state: 'running' | 'finished' | 'stopped'
  readonly done: number
  readonly all: number
  readonly spentSeconds: number
  readonly hints: number
}

/** What somebody practised, the latest first; of several people their names as well. */
export function recordCard(lines: readonly RecordLine[], name: string | null): Card {
  const title = name === null ? texts.all : fill(texts.title, { name: verbatim(name) })
  if (lines.length === 0) return { title, tone: 'info', blocks: [{ type: 'text', text: texts.nothing }, more] }
  const columns = [texts.drill, texts.day, texts.done, texts.time, texts.state]
  return {
    title,
    tone: 'info',
    blocks: [
      {
        type: 'table',
        columns: [...(name === null ? [texts.person] : []), ...columns].map(label => ({ label })),
        rows: lines
          .slice(0, maxShown)
          .map(one => [
            ...(name === null ? [{ text: verbatim(one.person) }] : []),
            { text: one.drill },
            { text: formatDay(one.day, { year: true }) },
            { text: verbatim(`${one.done}/${one.all}`) },
            { text: timeSpent(one.spentSeconds) },
            { text: states[one.state] },
          ]),
      },
      { type: 'text', style: 'muted', text: texts.who },
      more,
    ],
  }
}

/** Rows of a card (judgement: what a phone shows); files have all. */
const maxShown = 20

/** The same as rows of a file. */
export function recordTable(lines: readonly RecordLine[]): DataTable {
  return dataTable<RecordLine>(
    'training',
    texts.all,
    [
      ['person', texts.person, one => one.person],
      ['drill', texts.drill, one => one.drill],
      ['begun', texts.day, one => one.day],
      ['steps_done', texts.done, one => one.done],
      ['steps', texts.steps, one => one.all],
      ['seconds', texts.seconds, one => one.spentSeconds],
      ['hints', texts.hints, one => one.hints],
      ['state', texts.state, one => states[one.state]],
    ],
    lines,
  )
}

const texts = {
  title: { en: 'Training record of {name}', ja: '{name}さんの研修記録', 'zh-CN': '{name}的培训记录' },
  all: { en: 'Training records', ja: '研修記録', 'zh-CN': '培训记录' },
  nothing: { en: 'No drill was begun yet.', ja: 'まだ練習の記録はありません。', 'zh-CN': '还没有练习记录。' },
  person: { en: 'Person', ja: 'メンバー', 'zh-CN': '成员' },
  drill: { en: 'Drill', ja: '練習', 'zh-CN': '练习' },
  day: { en: 'Begun', ja: '開始日', 'zh-CN': '开始日期' },
  done: { en: 'Steps done', ja: '実施', 'zh-CN': '完成步骤' },
  steps: { en: 'Steps', ja: 'ステップ数', 'zh-CN': '步骤总数' },
  time: { en: 'Time', ja: '時間', 'zh-CN': '用时' },
  seconds: { en: 'Seconds', ja: '秒', 'zh-CN': '秒数' },
  hints: { en: 'Hints', ja: 'ヒント', 'zh-CN': '提示次数' },
  state: { en: 'State', ja: '状態', 'zh-CN': '状态' },
  who: {
    en: 'Only you, who leads your team, and administrators see this.',
    ja: '本人・チームリーダー・管理者だけに表示されます。',
    'zh-CN': '仅本人、团队负责人和管理员可见。',
  },
  more: { en: 'Drills', ja: '練習一覧', 'zh-CN': '练习列表' },
} satisfies Record<string, Localized>

const states: Readonly<Record<RecordLine['state'], Localized>> = {
  running: { en: 'going on', ja: '進行中', 'zh-CN': '进行中' },
  finished: { en: 'finished', ja: '完了', 'zh-CN': '已完成' },
  stopped: { en: 'stopped', ja: '中断', 'zh-CN': '已停止' },
}

const more = { type: 'actions' as const, actions: [{ label: texts.more, line: 'guide drills' }] }
