import { type CommandAnswer, type CommandContext, defineCommand, type Words } from '#src/contracts/command.ts'
import { adviceRules } from '#src/domain/advice/rules.ts'
import { UserError } from '#src/errors.ts'
import { adviceCard, adviceTable, adviseOn, feedbackCard, keepFeedback } from '#src/features/advice/index.ts'
import { ownPlace, readerOf } from '#src/features/figures/index.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** What costs most money, with its arithmetic and what to check; people say whether it helped. */
export const advise = defineCommand({
  name: 'advise',
  aliases: { en: ['advice'], ja: ['アドバイス', '助言'], 'zh-CN': ['建议'] },
  summary: {
    en: 'What costs most money, with the arithmetic and what to check',
    ja: '損失額の大きい順に、計算と確認事項を提示',
    'zh-CN': '按损失金额排序的建议：算术与检查要点',
  },
  examples: {
    en: ['advise', 'advise amazon-us', 'advise acos'],
    ja: ['アドバイス', 'アドバイス amazon-us', 'アドバイス ACoS'],
    'zh-CN': ['建议', '建议 amazon-us', '建议 ACoS'],
  },
  subverbs: {
    useful: { aliases: ['helpful', '役立つ', '役に立った', '有用'] },
    useless: { aliases: ['unhelpful', '不要', '役に立たない', '没用'] },
  },
  role: 'viewer',
  takes: { kpis: true, places: true },
  run(words, context) {
    return words.subverb === null ? list(words, context) : feedback(words, context)
  },
})

async function list(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { db, figures, caller, now } = context
  const reader = readerOf(caller)
  const place = await figures.resolve(reader, words.places[0] ?? ownPlace(caller))
  const advices = await adviseOn({ db, figures }, { reader, place, now })
  const asked = words.kpis.map(({ id }) => id)
  const shown = asked.length === 0 ? advices : advices.filter(({ rule }) => asked.includes(rule.kpiId))
  return { cards: [adviceCard(place, shown)], tables: () => [adviceTable(shown)] }
}

async function feedback(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { db, figures, caller, now } = context
  const [kpi] = words.kpis
  const [asked] = words.places
  const rule = adviceRules.find(({ kpiId }) => kpiId === kpi?.id)
  if (!kpi || !asked || !rule || caller.personId === null) throw new UserError(texts.which)
  const place = await figures.resolve(readerOf(caller), asked)
  const word = { rule: rule.id, place: place.key, personId: caller.personId, demo: caller.demo, at: now }
  await keepFeedback(db, { ...word, useful: words.subverb === 'useful' })
  return { cards: [feedbackCard(kpi.label, place)], private: true }
}

const texts = {
  which: {
    en: 'Say which advice: press its button, or name its KPI and store, such as: advise useful acos amazon-us',
    ja: 'どのアドバイスか指定してください。ボタンを押すか、指標と店舗を指定します（例：アドバイス 役立つ acos amazon-us）',
    'zh-CN': '请说明是哪条建议：点按钮，或写明指标和店铺，例如：建议 有用 acos amazon-us',
  },
} satisfies Record<string, Localized>
