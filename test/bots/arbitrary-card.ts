import fc from 'fast-check'
import type { Action, Block, Card, Fact } from '#src/chat/card.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** A word that no platform has to escape, different in each language. */
const text: fc.Arbitrary<Localized> = fc
  .stringMatching(/^[a-z0-9]{5,9}$/)
  .map(word => ({ en: `en${word}`, ja: `ja${word}`, 'zh-CN': `zh${word}` }))

const tone = fc.constantFrom('good', 'warning', 'bad', 'critical', 'info')

const fact: fc.Arbitrary<Fact> = fc.record(
  { label: text, value: text, detail: text, tone },
  { requiredKeys: ['label', 'value'] },
)

const action: fc.Arbitrary<Action> = fc.record(
  {
    label: text,
    line: fc.stringMatching(/^(ack|trend|status) [1-9][0-9]{0,3}$/),
    style: fc.constantFrom('primary', 'danger', 'plain'),
  },
  { requiredKeys: ['label', 'line'] },
)

const table: fc.Arbitrary<Block> = fc.integer({ min: 1, max: 5 }).chain(width =>
  fc.record({
    type: fc.constant('table' as const),
    columns: fc.array(fc.record({ label: text }), { minLength: width, maxLength: width }),
    rows: fc.array(fc.array(fc.record({ text }), { minLength: width, maxLength: width }), { maxLength: 4 }),
  }),
)

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), text }),
  fc.record({ type: fc.constant('facts' as const), facts: fc.array(fact, { minLength: 1, maxLength: 4 }) }),
  table,
  fc.record({
    type: fc.constant('list' as const),
    heading: text,
    items: fc.array(text, { minLength: 1, maxLength: 4 }),
    folded: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('image' as const),
    picture: fc.constant({ drawing: 'trend', data: {} }),
    alt: text,
  }),
  fc.record({
    type: fc.constant('mention' as const),
    people: fc.array(fc.record({ id: fc.integer({ min: 1, max: 9 }), name: fc.stringMatching(/^[A-Z][a-z]{3,8}$/) }), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
  fc.record({
    type: fc.constant('link' as const),
    label: text,
    url: fc.stringMatching(/^https:\/\/kpi\.example\.com\/[a-z0-9]{5,9}\?page=[A-Za-z0-9_.-]{8,12}$/),
  }),
  fc.record({ type: fc.constant('actions' as const), actions: fc.array(action, { minLength: 1, maxLength: 4 }) }),
)

/** Cards of any shape, with words that can be looked for in any output. */
export const anyCard: fc.Arbitrary<Card> = fc.record({ title: text, tone, blocks: fc.array(block, { maxLength: 6 }) })

/** Every text that a reader of the language must find, whatever the messenger. */
export function wordsOf(card: Card, locale: keyof Localized): readonly string[] {
  return [card.title[locale], ...card.blocks.flatMap(one => wordsOfBlock(one, locale))]
}

function wordsOfBlock(one: Block, locale: keyof Localized): readonly string[] {
  switch (one.type) {
    case 'text':
      return [one.text[locale]]
    case 'facts':
      return one.facts.flatMap(({ label, value, detail }) =>
        [label, value, ...(detail ? [detail] : [])].map(it => it[locale]),
      )
    case 'table':
      return [...one.columns.map(column => column.label[locale]), ...one.rows.flat().map(cell => cell.text[locale])]
    case 'list':
      return [one.heading?.[locale] ?? '', ...one.items.map(item => item[locale])]
    case 'image':
      return [one.alt[locale]]
    case 'mention':
      return one.people.map(({ name }) => name)
    case 'link':
      return [one.label[locale], one.url]
    case 'actions':
      return one.actions.flatMap(({ label, line }) => [label[locale], line])
    default:
      return one satisfies never
  }
}
