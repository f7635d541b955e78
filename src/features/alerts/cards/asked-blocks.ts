import type { Block } from '#src/chat/card.ts'
import type { MentionedPeople } from '#src/features/people/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'

/** Nobody is asked: where a card is only looked up. */
export const nobodyAsked: MentionedPeople = { mentioned: [], later: [] }

/** Mentions (judgement: what fits a phone). */
const maxMentions = 5

const inQuiet: Localized = {
  en: 'In quiet hours, told afterwards: {people}',
  ja: '通知オフの時間帯（終了後にまとめて通知）：{people}',
  'zh-CN': '免打扰时段内，结束后汇总通知：{people}',
}

/** The people that a card asks; `urgent` calls those harder who are mentioned. */
export function askedBlocks({ mentioned, later }: MentionedPeople, urgent?: 1 | 2): readonly Block[] {
  const people = mentioned.slice(0, maxMentions)
  const names = join(later.slice(0, maxMentions).map(person => verbatim(person.name)))
  return [
    ...(people.length > 0 ? [{ type: 'mention', people, ...(urgent && { urgent }) } as const] : []),
    ...(later.length > 0 ? [{ type: 'text', style: 'muted', text: fill(inQuiet, { people: names }) } as const] : []),
  ]
}
