import { defineCommand } from '#src/contracts/command.ts'
import { countBuyers, countKept, keptTable, privacyCard } from '#src/features/privacy/index.ts'
import { retention } from '#src/platform/database/retention.ts'

/** What is kept of people and shops, where, for how long, and how much of it. */
export const privacy = defineCommand({
  name: 'privacy',
  aliases: { en: [], ja: ['プライバシー', '保存データ'], 'zh-CN': ['隐私', '数据保存'] },
  summary: {
    en: 'What is kept, and for how long',
    ja: '保存しているデータと期間',
    'zh-CN': '保存了哪些数据、保存多久',
  },
  examples: { en: ['privacy'], ja: ['プライバシー'], 'zh-CN': ['隐私'] },
  role: 'administrator',
  takes: {},
  readOnly: true,
  async run(_words, { db, markets }) {
    const [counts, buyers] = [await countKept(db), await countBuyers(db)]
    const kept = { counts, buyers, ...retention(markets?.env ?? {}) }
    return { cards: [privacyCard(kept)], private: true, tables: () => [keptTable(kept)] }
  },
})
