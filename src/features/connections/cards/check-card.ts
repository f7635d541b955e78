import type { Card, Cell } from '#src/chat/card.ts'
import type { CheckStep } from '#src/features/connections/check-store.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

const texts = {
  title: { en: 'Check of {store}', ja: '{store}の点検', 'zh-CN': '{store} 排查' },
  step: { en: 'Step', ja: '項目', 'zh-CN': '环节' },
  says: { en: 'Result', ja: '結果', 'zh-CN': '结果' },
  todo: { en: 'What to do', ja: '対処', 'zh-CN': '处理方法' },
  allFine: { en: 'Every step is fine.', ja: 'すべて正常です。', 'zh-CN': '各环节均正常。' },
  connection: { en: '1 Connection', ja: '1 接続', 'zh-CN': '1 连接' },
  authorisation: { en: '2 Authorisation', ja: '2 承認', 'zh-CN': '2 授权' },
  pull: { en: '3 Last good pull', ja: '3 最後の取得', 'zh-CN': '3 最近获取' },
  formula: { en: '4 Which figure counts', ja: '4 使われる数値', 'zh-CN': '4 采用的数据' },
  comparison: { en: '5 The platform’s own total', ja: '5 モールの合計', 'zh-CN': '5 平台自身合计' },
} satisfies Record<string, Localized>

const tones = { fine: 'good', wrong: 'bad', unknown: undefined } as const
const signs = { fine: '✓ ', wrong: '✗ ', unknown: '? ' } as const

/** The way from the marketplace to a figure, step by step: fine, or what is wrong and what to do. */
export function checkCard(store: string, steps: readonly CheckStep[]): Card {
  const rows = steps.map(({ step, state, says }): readonly Cell[] => {
    const tone = tones[state]
    const text = fill(verbatim(`${signs[state]}{says}`), { says })
    return [{ text: texts[step] }, { text, ...(tone && { tone }), ...(state === 'unknown' && { dim: true }) }]
  })
  const wrong = steps.filter(step => step.state === 'wrong')
  const all = steps.flatMap(({ todo }) => (todo ? [todo] : []))
  const todos = all.filter((todo, at) => all.findIndex(one => one.en === todo.en) === at) // one thing may mend several
  return {
    title: fill(texts.title, { store: verbatim(store) }),
    tone: wrong.length > 0 ? 'bad' : 'good',
    blocks: [
      { type: 'table', columns: [{ label: texts.step }, { label: texts.says }], rows },
      ...(wrong.length === 0 ? [{ type: 'text', text: texts.allFine } as const] : []),
      ...(todos.length > 0 ? [{ type: 'list', heading: texts.todo, items: todos } as const] : []),
    ],
  }
}
