import { defineCommand, includes } from '#src/contracts/command.ts'
import { UserError } from '#src/errors.ts'
import { firstLinesCard, proposeAgain, showGuide, skipStep } from '#src/features/onboarding/index.ts'

const texts = {
  which: {
    en: 'Say which step: guide skip shop, ask, target, digest or invite.',
    ja: 'スキップするステップを指定してください：ガイド スキップ shop・ask・target・digest・invite',
    'zh-CN': '请指定要跳过的步骤：向导 跳过 shop、ask、target、digest 或 invite。',
  },
}

/** The first hour: the next step from what really stands there. */
export const guide = defineCommand({
  name: 'guide',
  aliases: { en: ['first steps', 'getting started'], ja: ['ガイド', '案内'], 'zh-CN': ['向导', '入门'] },
  summary: { en: 'The first hour, step by step', ja: 'はじめての設定を順番に案内', 'zh-CN': '一步步完成初始设置' },
  examples: {
    en: ['guide', 'guide skip target', 'guide again'],
    ja: ['ガイド', 'ガイド スキップ target', 'ガイド もう一度'],
    'zh-CN': ['向导', '向导 跳过 target', '向导 重新'],
  },
  subverbs: {
    skip: { aliases: ['スキップ', '跳过'], role: 'administrator', free: true },
    again: { aliases: ['もう一度', '重新'], role: 'administrator' },
  },
  role: 'viewer',
  takes: { free: true },
  async run(words, { db, caller }) {
    if (!includes(caller.role, 'administrator')) return { cards: [firstLinesCard()], private: true }
    if (words.subverb === 'skip' && !(await skipStep(db, words.rest.trim().toLowerCase())))
      throw new UserError(texts.which)
    if (words.subverb === 'again') await proposeAgain(db)
    return { cards: [await showGuide(db, caller.personId ?? 0)], private: true, replaces: true }
  },
})
