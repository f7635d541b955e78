import { defineCommand } from '#src/contracts/command.ts'
import { UserError } from '#src/errors.ts'
import { recordCard, recordOf, recordTable, seenBy } from '#src/features/training/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** What people practised: their own record, for who leads them and for administrators that of others. */
export const training = defineCommand({
  name: 'training',
  aliases: {
    en: ['training record', 'drill record'],
    ja: ['研修記録', '研修'],
    'zh-CN': ['培训记录', '培训'],
  },
  summary: {
    en: 'What was practised: your record, and your team’s',
    ja: '研修記録：自分とチームの練習',
    'zh-CN': '培训记录：本人及团队的练习',
  },
  examples: {
    en: ['training', 'training all'],
    ja: ['研修記録', '研修記録 全員'],
    'zh-CN': ['培训记录', '培训记录 全部'],
  },
  subverbs: { all: { aliases: ['everybody', 'team', '全員', 'チーム', '全部', '团队'] } },
  role: 'viewer',
  readOnly: true,
  takes: { people: true },
  async run(words, { db, caller, now }) {
    const seen = await seenBy(db, caller, now)
    const asked = words.people.map(({ id }) => id)
    const hidden = words.people.find(({ id }) => !seen.includes(id))
    if (hidden) throw new UserError(fill(texts.hidden, { name: verbatim(hidden.name) }))
    const own = caller.personId === null ? seen : [caller.personId]
    const ids = words.subverb === 'all' ? seen : asked.length > 0 ? asked : own
    const lines = await recordOf(db, ids, caller.timeZone)
    const name = ids.length === 1 ? (words.people[0]?.name ?? caller.name) : null
    return { cards: [recordCard(lines, name)], private: true, tables: () => [recordTable(lines)] }
  },
})

const texts = {
  hidden: {
    en: 'The training record of {name} is open to them, to who leads their team, and to administrators.',
    ja: '{name}さんの研修記録は、本人・チームリーダー・管理者だけが見られます。',
    'zh-CN': '{name}的培训记录仅本人、其团队负责人和管理员可见。',
  },
} satisfies Record<string, Localized>
