import { type CommandAnswer, type CommandContext, defineCommand, type Words } from '#src/contracts/command.ts'
import { periodIn, rankCard, rankings, rankNames, rankTable, setRankNames } from '#src/features/scoring/index.ts'
import { requireUsed } from '#src/language/account.ts'

/** Who stands where among those who are measured by the same template. */
export const rank = defineCommand({
  name: 'rank',
  aliases: {
    en: ['ranking', 'ranks', 'leaderboard'],
    ja: ['順位', 'ランキング'],
    'zh-CN': ['排名', '排行', '排行榜', '名次'],
  },
  summary: { en: 'Who stands where, per template', ja: 'テンプレートごとの順位', 'zh-CN': '同一模板内的排名' },
  examples: {
    en: ['rank', 'rank last month', 'rank public', 'rank private'],
    ja: ['順位', '順位 先月', '順位 公開', '順位 非公開'],
    'zh-CN': ['排名', '排名 上月', '排名 公开', '排名 不公开'],
  },
  subverbs: {
    show: { aliases: ['表示', '查看'] },
    public: { aliases: ['公開', '公开'], role: 'administrator' },
    private: { aliases: ['非公開', '不公开', '保密'], role: 'administrator' },
  },
  role: 'viewer',
  lasting: ['public', 'private'],
  takes: { periods: true },
  implied: () => 'show',
  async run(words, context) {
    if (words.subverb === 'public' || words.subverb === 'private')
      await setRankNames(context.db, context.caller.demo, words.subverb)
    return show(words, context)
  },
})

async function show(words: Words, context: CommandContext): Promise<CommandAnswer> {
  requireUsed(words, { periods: 1 }, texts.howTo)
  const period = periodIn(words, context)
  const found = await rankings(context, period)
  return {
    cards: [rankCard(found, period, await rankNames(context.db, context.caller.demo), context.caller.demo)],
    private: true,
    tables: () => [rankTable(found)],
  }
}

const texts = {
  howTo: {
    en: 'A week, month or quarter: rank 2026-10',
    ja: '週・月・四半期を指定してください：順位 2026-10',
    'zh-CN': '请写明周、月或季度：排名 2026-10',
  },
}
