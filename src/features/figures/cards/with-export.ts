import type { Block, Card } from '#src/chat/card.ts'
import type { Words } from '#src/contracts/command.ts'
import type { Localized } from '#src/i18n/locale.ts'

const label: Localized = { en: 'Export', ja: 'エクスポート', 'zh-CN': '导出' }

/** Adds a button that makes a file of the answer to a line, behind the other buttons. */
export function withExport(card: Card, { verb, rest }: Pick<Words, 'verb' | 'rest'>): Card {
  const action = { label, line: `export ${verb} ${rest}`.trim() }
  const at = card.blocks.findLastIndex(block => block.type === 'actions')
  const blocks: readonly Block[] =
    at < 0
      ? [...card.blocks, { type: 'actions', actions: [action] }]
      : card.blocks.map((block, index) =>
          index === at && block.type === 'actions' ? { ...block, actions: [...block.actions, action] } : block,
        )
  return { ...card, blocks }
}
