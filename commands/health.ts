import { healthCard } from '#src/cards/health-card.ts'
import { defineCommand } from '#src/services/command.ts'

/** How the service itself is. */
export const health = defineCommand({
  name: 'health',
  aliases: { en: ['ping'], ja: ['稼働状況', 'ヘルスチェック'], 'zh-CN': ['健康', '系统状态', '运行状态'] },
  summary: { en: 'Is the service well?', ja: 'システムの稼働状況', 'zh-CN': '系统运行是否正常' },
  examples: { en: ['health'], ja: ['稼働状況'], 'zh-CN': ['系统状态'] },
  role: 'manager',
  readOnly: true,
  takes: {},
  async run(_words, { health: report, now, caller }) {
    return { cards: [healthCard(await report(), now, caller.timeZone)], private: true }
  },
})
