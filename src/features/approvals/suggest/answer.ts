import type { CommandAnswer, CommandContext, Words } from '#src/contracts/command.ts'
import { monthOf, shiftDays, wholePeriod } from '#src/domain/period/index.ts'
import type { Increment } from '#src/domain/planning/suggest.ts'
import { pickTarget } from '#src/domain/targets/targeting.ts'
import { UserError } from '#src/errors.ts'
import { oneKpi, onePlace } from '#src/features/approvals/requested-target.ts'
import { namedAt, readerOf, requireWhole } from '#src/features/figures/index.ts'
import { listTargets } from '#src/features/targets/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { requireUsed } from '#src/language/account.ts'
import { nameKey } from '#src/language/text.ts'
import { disagreements } from './consistency.ts'
import { suggestTarget } from './gather.ts'
import { suggestCard } from './suggest-card.ts'

const incrementWords: Readonly<Record<Increment, readonly string[]>> = {
  keep: ['keep', 'hold', '維持', '保持', '维持'],
  normal: ['normal', 'standard', '標準', '通常', '标准', '正常', '普通'],
  stretch: ['stretch', 'ambitious', '挑戦', 'チャレンジ', '冲刺', '挑战'],
}

/** `target suggest sales west 2026-12 stretch`: the next month where none is named. */
export async function suggestFor(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { db, figures, caller, now } = context
  const kpi = oneKpi(words, context)
  const asked = onePlace(words, context, kpi)
  requireUsed(words, { kpis: 1, places: 1, periods: 1, ownWords: true }, texts.howTo)
  requireWhole(asked, context)
  const increment = incrementIn(words.unknown)
  const place = await figures.resolve(readerOf(caller), asked)
  const today = figures.today(place, now)
  const [month] = words.periods
  const period = month ? wholePeriod(month) : monthOf(shiftDays(monthOf(today).end, 1))
  if (period.kind !== 'month') throw new UserError(texts.month)
  const question = { kpi, place, period, increment, reader: readerOf(caller), now }
  const found = await suggestTarget(figures, question)
  const [named] = await namedAt(db, { stores: place.stores, placesOf: () => [place.key] }, [{ kpi }])
  const history = await listTargets(db, { demo: caller.demo })
  const inForce = pickTarget(history, kpi.id, place.key, 'month', period.from)?.value ?? null
  const blocks = await disagreements(history, { kpi, place, period }, context)
  return { cards: [suggestCard({ ...question, ...named }, found, { inForce, blocks })] }
}

function incrementIn(unknown: readonly string[]): Increment {
  let found: Increment = 'normal'
  for (const word of unknown) {
    const named = (['keep', 'normal', 'stretch'] as const).find(name =>
      incrementWords[name].some(alias => nameKey(alias) === nameKey(word)),
    )
    if (!named) throw new UserError(fill(texts.unknown, { word: verbatim(word) }))
    found = named
  }
  return found
}

const texts = {
  howTo: {
    en: 'For example: target suggest sales west 2026-12 stretch',
    ja: '例：目標 提案 売上 west 2026-12 挑戦',
    'zh-CN': '例如：目标 建议 销售额 west 2026-12 冲刺',
  },
  month: {
    en: 'Targets are suggested for a month: 2026-12.',
    ja: '目標の提案は月単位です（例：2026-12）。',
    'zh-CN': '目标建议按月给出，例如2026-12。',
  },
  unknown: {
    en: 'I do not know “{word}”. The steps are keep, normal and stretch.',
    ja: '「{word}」が分かりません。上乗せは維持・標準・挑戦から選べます。',
    'zh-CN': '无法识别“{word}”。增幅可选：保持、标准、冲刺。',
  },
} satisfies Record<string, Localized>
