import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formElement } from '#bots/feishu/render/buttons.ts'
import { cardsOf } from '#bots/feishu/render/fit.ts'
import { handleOf } from '#bots/feishu/render/image.ts'
import { lineOfForm, readPress } from '#bots/feishu/render/press.ts'
import { render, renderFor } from '#bots/feishu/render/render.ts'
import type { Card, Field } from '#src/chat/card.ts'
import { locales, verbatim } from '#src/i18n/locale.ts'
import { anyCard, wordsOf } from '#test/bots/arbitrary-card.ts'
import { everything } from '#test/bots/web/fake-deps.ts'
import { faultsOf } from './fake-feishu/card-lint.ts'

const known = { person: (id: string) => /^ou_[0-9a-f]+$/.test(id), image: (key: string) => key.startsWith('img_') }
const handles = new Map([
  [1, 'ou_1'],
  [2, 'ou_2'],
])
const nasty = '<at id=all></at> <at user_id="all">x</at> **bold** [link](https://evil) @all ![](img) <font color="red">'

describe('cards in JSON 2.0', () => {
  it('are taken by the platform, whatever is in them', () => {
    fc.assert(
      fc.property(anyCard, fc.boolean(), fc.constantFrom(...locales), (card, drawn, locale) => {
        const images = card.blocks.filter(block => block.type === 'image')
        const pictures = images.map(() => (drawn ? handleOf({ en: 'img_1', ja: 'img_2', 'zh-CN': 'img_3' }) : null))

        const { messages, lost } = render(card, { locale, pictures, handles })

        expect(messages.flatMap(message => faultsOf(message, known))).toEqual([])
        expect(lost).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('show each reader their own language in one card', () => {
    fc.assert(
      fc.property(anyCard, card => {
        const shown = JSON.stringify(render(card, { locale: 'ja', pictures: [], handles: new Map() }).messages)

        for (const locale of locales) expect(wordsOf(card, locale).filter(word => !shown.includes(word))).toEqual([])
      }),
    )
  })

  it('are cut into several where one does not hold them, and lose nothing', () => {
    const text = (at: number) => verbatim(`${'词'.repeat(900)} word${at} ${'字'.repeat(900)}`)
    const blocks = Array.from({ length: 30 }, (_, at) => ({ type: 'text', text: text(at) }) as const)

    const { messages } = render({ title: verbatim('Long'), tone: 'info', blocks }, options)

    expect(messages.length).toBeGreaterThan(1)
    expect(messages.flatMap(message => faultsOf(message, known))).toEqual([])
    const shown = JSON.stringify(messages)
    expect(blocks.filter((_, at) => !new RegExp(`word${at}(?!\\d)`).test(shown))).toEqual([])
    expect(shown).toContain(`(1/${messages.length})`.replace('(', '（').replace(')', '）'))
  })

  it('never read what people wrote as markup, mention or link', () => {
    const card: Card = {
      title: verbatim(nasty),
      tone: 'bad',
      blocks: [
        { type: 'text', text: verbatim(nasty) },
        { type: 'facts', facts: [{ label: verbatim(nasty), value: verbatim(nasty), detail: verbatim(nasty) }] },
        { type: 'table', columns: [{ label: verbatim(nasty) }], rows: [[{ text: verbatim(nasty) }]] },
        { type: 'list', heading: verbatim(nasty), items: [verbatim(nasty)], folded: true },
        {
          type: 'mention',
          people: [
            { id: 1, name: nasty },
            { id: 9, name: nasty },
            { id: 3, name: nasty },
          ],
        },
        { type: 'actions', actions: [{ label: verbatim(nasty), line: `note add "${nasty}"` }] },
      ],
    }

    const { messages } = render(card, { ...options, handles: new Map([...handles, [3, 'all']]) })

    expect(markdownIn(messages)).toEqual(['<at id=ou_1></at>'])
  })

  it('stack columns that a phone cannot show side by side', () => {
    const { messages } = render(everything, options)

    const sets = elementsIn(messages).filter(({ tag }) => tag === 'column_set')
    expect(Math.max(...sets.map(({ columns }) => (columns as unknown[]).length))).toBeLessThanOrEqual(4)
  })

  it('fold notes, and open the form for the reason only where something is wrong', () => {
    const tags = (card: Card) => elementsIn(render(card, options).messages).map(({ tag }) => tag)

    expect(tags(everything)).toContain('collapsible_panel')
    expect(tags(everything)).toContain('form')
    expect(tags({ ...everything, tone: 'good' })).not.toContain('form')
  })

  it('show pictures in the language of the reader', () => {
    const pictures = [handleOf({ en: 'img_en', ja: 'img_ja', 'zh-CN': 'img_zh' })]

    const shown = elementsIn(render(everything, { ...options, pictures }).messages).find(({ tag }) => tag === 'img')

    expect(shown).toMatchObject({
      img_key: 'img_zh',
      i18n_img_key: { en_us: 'img_en', ja_jp: 'img_ja', zh_cn: 'img_zh' },
    })
  })

  it('bring back with every button what it types and what it is about', () => {
    const { messages } = renderFor(everything, options, { direct: true, subject: 'alert/42' })

    const presses = valuesIn(messages).map(readPress)

    expect(presses).toHaveLength(3)
    for (const press of presses) expect(press).toMatchObject({ v: 1, direct: true, subject: 'alert/42' })
  })

  it.each(['text', 'number', 'date', 'select', 'person'] as const)(
    'ask for a %s in a form that the platform takes',
    kind => {
      const field: Field = { name: 'it', label: verbatim('It'), kind, initial: '2026-11-20', options: [choice] }
      const form = {
        title: verbatim('Form'),
        submit: verbatim('Go'),
        fields: [field, { ...field, name: 'more', optional: true }],
      }
      const action = { label: verbatim('Open'), line: 'target {it} {more}', form }

      const element = formElement(action, { locale: 'en', direct: true, dialog: true, chat: 'oc_1' }, 'form')
      const [card] = cardsOf({ title: form.title, tone: 'info', blocks: [] }, [element], 'en')

      expect(faultsOf(card, known)).toEqual([])
      expect(valuesIn(card).map(readPress)).toMatchObject([
        { chat: 'oc_1', dialog: true, fill: { line: 'target {it} {more}' } },
      ])
    },
  )

  it('turn what was entered into a line, quoting text and dropping the zone of dates', () => {
    const fields = [
      { name: 'from', kind: 'date' },
      { name: 'text', kind: 'text' },
      { name: 'owner', kind: 'person' },
    ] as const
    const values = { from: '2026-11-20 +0800', text: ' it "broke"\nagain ', owner: ' ', other: 'ignored' }

    expect(lineOfForm({ line: 'note add {from} {text} {owner}', fields }, values)).toBe(
      'note add 2026-11-20 "it ”broke” again"',
    )
  })
})

const options = { locale: 'zh-CN', pictures: [null], handles } as const
const choice = { label: verbatim('2026-11-20'), value: '2026-11-20' }

function elementsIn(part: unknown): Record<string, unknown>[] {
  if (typeof part !== 'object' || part === null) return []
  const own = 'tag' in part ? [part as Record<string, unknown>] : []
  return [...own, ...Object.values(part).flatMap(elementsIn)]
}

function markdownIn(part: unknown): unknown[] {
  return elementsIn(part)
    .filter(({ tag }) => tag === 'markdown' || tag === 'lark_md')
    .map(({ content }) => content)
}

function valuesIn(part: unknown): unknown[] {
  return elementsIn(part).flatMap(({ behaviors }) => (Array.isArray(behaviors) ? behaviors.map(one => one.value) : []))
}

describe('a long table', () => {
  const columns = ['KPI', 'Value', 'Target', 'Reached', 'Change', 'Data'].map(name => ({ label: verbatim(name) }))
  const row = (at: number) => [`row ${at}`, '4.3%', '–', '–', '▲ 1%', 'all'].map(text => ({ text: verbatim(text) }))
  const long = (count: number): Card => ({
    title: verbatim('Long'),
    tone: 'bad',
    blocks: [{ type: 'table', columns, rows: Array.from({ length: count }, (_, at) => row(at)) }],
  })
  const shown = (card: Card) => render(card, { locale: 'en', pictures: [], handles: new Map() }).messages

  it('goes on under the names of its columns', () => {
    const cards = shown(long(600))

    expect(cards.length).toBeGreaterThan(1)
    for (const { body } of cards) expect(JSON.stringify(body.elements[0])).toContain('"display_name":"Value"')
    expect(JSON.stringify(cards.at(-1))).toContain('row 599')
  })

  it.each([13, 40, 120])('turns its own pages in one card: %i rows', count => {
    const cards = shown(long(count))

    expect(cards).toHaveLength(1)
    expect(faultsOf(cards[0], { person: () => true, image: () => true })).toEqual([])
    for (let at = 0; at < count; at++) expect(JSON.stringify(cards[0])).toContain(`"row ${at}"`)
  })

  it('stands in every language while it is short', () => {
    expect(JSON.stringify(shown(long(12)))).not.toContain('"tag":"table"')
  })

  it('comes after the buttons where it needs several cards', () => {
    const actions = [{ label: verbatim('Set'), line: 'target set' }]
    const card = { ...long(600), blocks: [...long(600).blocks, { type: 'actions' as const, actions }] }

    expect(JSON.stringify(shown(card)[0]?.body.elements[0])).toContain('target set')
  })

  it('never has an empty text, however unequal the languages are', () => {
    const text = { en: 'word '.repeat(900), ja: '短い。', 'zh-CN': '字'.repeat(1_500) }
    const cards = shown({ title: verbatim('x'), tone: 'info', blocks: [{ type: 'text', text }] })

    expect(JSON.stringify(cards)).not.toMatch(/"(?:content|en_us|ja_jp|zh_cn)":""/)
    expect(JSON.stringify(cards)).toContain('短い。')
  })

  it('has no dash below a value, and one where nothing else stands', () => {
    const [card] = shown(long(1))

    expect(JSON.stringify(card).match(/"content":"–"/g)).toHaveLength(1)
  })

  it('has a button in place of the open form that would need a card of its own', () => {
    const field = { name: 'text', label: verbatim('Note'), kind: 'text' } as const
    const form = { title: verbatim('Note'), submit: verbatim('Add'), fields: [field] }
    const action = { label: verbatim('Add note'), line: 'note {text}', form }
    const text = { type: 'text', text: verbatim('a line') } as const
    const base = (count: number) => [...long(9).blocks, ...Array.from({ length: count }, () => text)]
    const bare = (count: number): Card => ({ ...long(0), blocks: base(count) })
    const full = (count: number): Card => ({
      ...long(0),
      blocks: [...base(count), { type: 'actions', actions: [action] }],
    })
    const counts = Array.from({ length: 40 }, (_, at) => at)
    const said = counts.map(count => ({ cards: shown(full(count)), before: shown(bare(count)).length }))

    const tight = said.filter(({ cards }) => cards.length === 1 && !JSON.stringify(cards).includes('"tag":"form"'))

    expect(JSON.stringify(said[0]?.cards)).toContain('"tag":"form"')
    expect(tight.length).toBeGreaterThan(0)
    for (const { cards } of tight) expect(JSON.stringify(cards)).toContain('"open"')
    for (const { cards, before } of said) expect(cards.length).toBeLessThanOrEqual(before + 1)
  })
})
