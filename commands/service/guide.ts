import type { Card } from '#src/chat/card.ts'
import { type CommandAnswer, type CommandContext, defineCommand, includes, type Words } from '#src/contracts/command.ts'
import { UserError } from '#src/errors.ts'
import { firstLinesCard, proposeAgain, showGuide, skipStep } from '#src/features/onboarding/index.ts'
import {
  chooseDrill,
  giveHint,
  goOn,
  leaveOut,
  listDrills,
  showRun,
  startDrill,
  stopDrill,
} from '#src/features/training/index.ts'

const texts = {
  which: {
    en: 'Say which step: guide skip shop, ask, target, digest or invite.',
    ja: 'スキップするステップを指定してください：ガイド スキップ shop・ask・target・digest・invite',
    'zh-CN': '请指定要跳过的步骤：向导 跳过 shop、ask、target、digest 或 invite。',
  },
}

/** The first hour, and drills: the next step from what really stands there. */
export const guide = defineCommand({
  name: 'guide',
  aliases: {
    en: ['first steps', 'getting started', 'drills'],
    ja: ['ガイド', '案内'],
    'zh-CN': ['向导', '入门'],
  },
  summary: {
    en: 'The first hour, and drills to learn by doing',
    ja: 'はじめての設定と、やってみて覚える練習',
    'zh-CN': '初始设置引导和实操练习',
  },
  examples: {
    en: ['guide', 'guide drills', 'guide start acos-doubled', 'guide hint'],
    ja: ['ガイド', 'ガイド 練習', 'ガイド 開始 acos-doubled', 'ガイド ヒント'],
    'zh-CN': ['向导', '向导 练习', '向导 开始 acos-doubled', '向导 提示'],
  },
  subverbs: {
    drills: {
      aliases: ['drill', 'practice', 'exercises', '練習', 'ドリル', '研修', '练习', '演练', '培训'],
      free: true,
    },
    start: { aliases: ['begin', '開始', '始める', '开始'], free: true },
    hint: { aliases: ['ヒント', '提示'], free: true },
    skip: { aliases: ['スキップ', '飛ばす', '跳过'], free: true },
    stop: { aliases: ['end', 'quit', '終了', '停止', '中止', '结束', '退出'], free: true },
    resume: { aliases: ['continue', 'go on', '再開', '続ける', '继续'], free: true },
    again: { aliases: ['もう一度', '重新'], role: 'administrator' },
  },
  role: 'viewer',
  takes: { free: true },
  async run(words, context) {
    const said = { cards: await answer(words, context), private: true, replaces: true }
    if (words.subverb !== 'drills') return said
    const drills = await listDrills(context)
    return { ...said, tables: () => [drills] }
  },
})

async function answer(words: Words, context: CommandContext): Promise<readonly Card[]> {
  switch (words.subverb) {
    case 'drills':
      return [await chooseDrill(context, words.rest)]
    case 'start':
      return words.rest.trim() === '' ? [await chooseDrill(context, '')] : [await startDrill(context, words.rest)]
    case 'hint':
      return [await giveHint(context)]
    case 'stop':
      return [await stopDrill(context)]
    case 'resume':
      return [await goOn(context)]
    case 'skip':
      return skip(words, context)
    case 'again':
      await proposeAgain(context.db)
      return first(context)
    default:
      return (await showRun(context)) === null ? first(context) : [await goOn(context)]
  }
}

/** With a name the step of the first hour, without one that of the drill. @throws UserError */
async function skip(words: Words, context: CommandContext): Promise<readonly Card[]> {
  const name = words.rest.trim().toLowerCase()
  if (name === '') return [await leaveOut(context)]
  if (!includes(context.caller.role, 'administrator') || !(await skipStep(context.db, name)))
    throw new UserError(texts.which)
  return first(context)
}

/** The first hour of an administrator, or lines to begin with; then the drills. */
async function first(context: CommandContext): Promise<CommandAnswer['cards']> {
  const { caller, db } = context
  const card = includes(caller.role, 'administrator') ? await showGuide(db, caller.personId ?? 0) : firstLinesCard()
  return [card, await chooseDrill(context, '')]
}
