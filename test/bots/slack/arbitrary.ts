import fc from 'fast-check'
import type { Action, Block, Card, Fact } from '#src/chat/card.ts'
import type { Locale, Localized } from '#src/i18n/locale.ts'

/** Anything that people write, up to far beyond Slack's limits, in any script and with any markup. */
const piece = fc.oneof(
  fc.constantFrom(
    '<!channel>',
    '<@U123>',
    '*b*',
    '_i_',
    '`c`',
    '~s~',
    ':tada:',
    '&amp;',
    '<https://x|y>',
    '> q',
    '🎉',
    '𠮷野家',
  ),
  fc.stringMatching(/^[a-zA-Z0-9 .,%¥]{1,30}$/),
  fc.stringMatching(/^[売上高目標达成率销售额]{1,20}$/u),
)
const words = fc.array(piece, { minLength: 1, maxLength: 12 }).map(parts => parts.join(' '))
const long = fc.tuple(words, fc.integer({ min: 20, max: 120 })).map(([text, times]) => `${text} `.repeat(times))
const anyText = fc.oneof({ weight: 9, arbitrary: words }, { weight: 1, arbitrary: long })
const text: fc.Arbitrary<Localized> = fc
  .tuple(anyText, fc.boolean())
  .map(([it, blank]) => (blank ? { en: it, ja: `日${it}`, 'zh-CN': `中${it}` } : { en: it, ja: it, 'zh-CN': it }))
const label: fc.Arbitrary<Localized> = words.map(it => ({ en: it, ja: it, 'zh-CN': it }))
const tone = fc.constantFrom('good', 'warning', 'bad', 'critical', 'info')

const fact: fc.Arbitrary<Fact> = fc.record(
  { label: text, value: text, detail: text, tone },
  { requiredKeys: ['label', 'value'] },
)
const action: fc.Arbitrary<Action> = fc.record(
  { label: text, line: words, style: fc.constantFrom('primary', 'danger', 'plain'), confirm: text },
  { requiredKeys: ['label', 'line'] },
)
const table: fc.Arbitrary<Block> = fc.integer({ min: 1, max: 24 }).chain(width =>
  fc.record({
    type: fc.constant('table' as const),
    columns: fc.array(fc.record({ label }), { minLength: width, maxLength: width }),
    rows: fc.array(fc.array(fc.record({ text: label }), { minLength: width, maxLength: width }), { maxLength: 6 }),
  }),
)
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), text, style: fc.constantFrom('plain', 'strong', 'muted') }),
  fc.record({ type: fc.constant('facts' as const), facts: fc.array(fact, { maxLength: 14 }) }),
  table,
  fc.record({
    type: fc.constant('list' as const),
    heading: text,
    items: fc.array(text, { maxLength: 8 }),
  }),
  fc.record({ type: fc.constant('image' as const), picture: fc.constant({ drawing: 'trend', data: {} }), alt: text }),
  fc.record({
    type: fc.constant('mention' as const),
    people: fc.array(fc.record({ id: fc.integer({ min: 1, max: 9 }), name: words }), { maxLength: 4 }),
  }),
  fc.record({
    type: fc.constant('link' as const),
    label,
    url: fc.constant('https://kpi.example.com/a?page=b.c'),
  }),
  fc.record({ type: fc.constant('actions' as const), actions: fc.array(action, { maxLength: 30 }) }),
)

/** Cards far beyond what the bot makes, still short enough for one thread. */
export const wildCard: fc.Arbitrary<Card> = fc.record({ title: text, tone, blocks: fc.array(block, { maxLength: 5 }) })

/** Every text that a reader must find. A question before a button may be cut: the button says what it does. */
export function wildWords(card: Card, locale: Locale): readonly string[] {
  return [card.title[locale], ...card.blocks.flatMap(one => wordsIn(one, locale))]
}

function wordsIn(one: Block, locale: Locale): readonly string[] {
  switch (one.type) {
    case 'text':
      return [one.text[locale]]
    case 'facts':
      return one.facts.flatMap(it => [it.label, it.value, ...(it.detail ? [it.detail] : [])].map(text => text[locale]))
    case 'table':
      return [...one.columns.map(column => column.label[locale]), ...one.rows.flat().map(cell => cell.text[locale])]
    case 'list':
      return [one.heading?.[locale] ?? '', ...one.items.map(item => item[locale])]
    case 'image':
      return [one.alt[locale]]
    case 'mention':
      return one.people.map(({ name }) => name)
    case 'link':
      return [one.label[locale]]
    case 'actions':
      return one.actions.flatMap(it => [it.label[locale], it.line])
    default:
      return one satisfies never
  }
}
