import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unpackAction } from '#bots/slack/render/pack.ts'
import { render } from '#bots/slack/render/render.ts'
import type { Action, Card } from '#src/chat/card.ts'
import { locales, verbatim } from '#src/i18n/locale.ts'
import { anyCard, wordsOf } from '#test/bots/arbitrary-card.ts'
import { everything } from '#test/bots/web/fake-deps.ts'
import { wildCard, wildWords } from './arbitrary.ts'
import { validateBlocks } from './fake-slack/validate-blocks.ts'
import { pack, shownTexts } from './reading.ts'

const files = new Set(['F0PICTURE01'])
const options = { locale: 'en', pictures: [], handles: new Map() } as const

function problems(card: Card, locale: 'en' | 'ja' | 'zh-CN' = 'en'): string[] {
  const pictures = card.blocks.filter(block => block.type === 'image').map((_, at) => (at % 2 ? null : 'F0PICTURE01'))
  return render(card, { locale, pictures, handles: new Map([[1, 'U0PERSON01']]) }).messages.flatMap(
    ({ blocks, text }) => [
      ...validateBlocks(blocks, 'message', files),
      ...(JSON.stringify(blocks).length > 13_200 ? ['msg_blocks_too_long'] : []),
      ...(text.length > 4_000 || text === '' ? ['bad text'] : []),
    ],
  )
}

/** A text that goes on in the next message may be interrupted by the buttons of the first. */
function buttonsLast(messages: ReturnType<typeof render>['messages']) {
  const isButtons = ({ type }: { readonly type: string }) => type === 'actions'
  const parts = messages.map(message => ({ ...message, blocks: message.blocks.filter(block => !isButtons(block)) }))
  return [...parts, { text: '', blocks: messages.flatMap(({ blocks }) => blocks.filter(isButtons)) }]
}

describe('a card in Slack', () => {
  it.each(locales)('is accepted by Slack and loses nothing, whatever it says, in %s', locale => {
    fc.assert(
      fc.property(wildCard, card => {
        const pictures = card.blocks.filter(block => block.type === 'image').map(() => 'F0PICTURE01')
        const { messages, lost } = render(card, { locale, pictures, handles: new Map() })
        const shown = shownTexts(buttonsLast(messages))

        expect(problems(card, locale)).toEqual([])
        expect(lost).toEqual([])
        expect(wildWords(card, locale).filter(word => !shown.includes(pack(word)))).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  it('is accepted for cards of plain words, too', () => {
    fc.assert(
      fc.property(anyCard, card => {
        expect(problems(card)).toEqual([])
      }),
    )
    expect(wordsOf(everything, 'en').length).toBeGreaterThan(3)
    expect(problems(everything)).toEqual([])
  })

  it('keeps the buttons with the first message when a card goes on in its thread', () => {
    const items = Array.from({ length: 150 }, (_, at) => verbatim(`item ${at} ${'word '.repeat(20)}`))
    const actions = [{ label: verbatim('Trend'), line: 'trend sales' }]
    const card: Card = {
      title: verbatim('Long'),
      tone: 'info',
      blocks: [
        { type: 'list', items },
        { type: 'actions', actions },
      ],
    }

    const { messages } = render(card, { locale: 'en', handles: new Map(), pictures: [] })

    expect(messages.length).toBeGreaterThan(1)
    expect(messages.map(({ blocks }) => blocks.filter(block => block.type === 'actions').length)).toEqual(
      messages.map((_, at) => (at === 0 ? 1 : 0)),
    )
    expect(messages[0]?.blocks.at(-1)?.type).toBe('actions')
  })

  it('cannot be made to mention, link or format by what people wrote', () => {
    const nasty = '<!channel> <@U0PERSON01> *bold* _it_ ~no~ `code` <https://evil.example|here> :tada: > quote'
    const card: Card = {
      title: verbatim(nasty),
      tone: 'info',
      blocks: [
        { type: 'text', text: verbatim(nasty) },
        { type: 'text', text: verbatim(nasty), style: 'muted' },
        { type: 'facts', facts: [{ label: verbatim(nasty), value: verbatim(nasty) }] },
        { type: 'facts', facts: [{ label: verbatim('A & B'), value: verbatim('<!here>') }] },
        { type: 'list', items: [verbatim(nasty)] },
        { type: 'table', columns: [{ label: verbatim(nasty) }], rows: [[{ text: verbatim(nasty) }]] },
      ],
    }

    const [message] = render(card, options).messages

    expect(problems(card)).toEqual([])
    expect(message?.text).not.toMatch(/<[!@h]/)
    const marked = JSON.stringify(message?.blocks).match(/\{"type":"mrkdwn"[^}]*\}/g) ?? []
    expect(marked).toEqual(['{"type":"mrkdwn","verbatim":true,"text":"*A &amp; B*\\n&lt;!here&gt;"}'])
  })

  it('mentions only people who are linked, and names the others', () => {
    const people = [
      { id: 1, name: 'Known' },
      { id: 2, name: 'Strange' },
    ]
    const card: Card = { title: verbatim('t'), tone: 'bad', blocks: [{ type: 'mention', people }] }

    const [message] = render(card, { ...options, handles: new Map([[1, 'U0KNOWN001']]) }).messages

    const shown = JSON.stringify(message?.blocks)
    expect(shown).toContain('{"type":"user","user_id":"U0KNOWN001"}')
    expect(shown).toContain('@Strange')
    expect(shown).not.toContain('Known"')
  })

  it('draws a table natively once, and every further one as lines', () => {
    const table = {
      type: 'table' as const,
      columns: [{ label: verbatim('KPI') }, { label: verbatim('Value'), align: 'end' as const }],
      rows: [[{ text: verbatim('Sales') }, { text: verbatim('12'), tone: 'bad' as const }]],
    }
    const card: Card = { title: verbatim('t'), tone: 'info', blocks: [table, table] }

    const types = render(card, options).messages.flatMap(({ blocks }) => blocks.map(block => block.type))

    expect(types).toEqual(['header', 'table', 'rich_text', 'rich_text'])
  })

  it('parts a long table so that all its rows are there', () => {
    const rows = Array.from({ length: 180 }, (_, at) => [
      { text: verbatim(`row-${at}.`) },
      { text: verbatim('¥1,234,567') },
    ])
    const columns = [{ label: verbatim('Store') }, { label: verbatim('Sales') }]
    const card: Card = { title: verbatim('t'), tone: 'info', blocks: [{ type: 'table', columns, rows }] }

    const { messages } = render(card, options)

    expect(problems(card)).toEqual([])
    expect(rows.filter((_, at) => !JSON.stringify(messages.map(it => it.blocks)).includes(`row-${at}.`))).toEqual([])
  })

  it('writes rows whose cells are too long for a table as lines', () => {
    const rows = [[{ text: verbatim('short') }], [{ text: verbatim(`start ${'word '.repeat(800)}end`) }]]
    const card: Card = {
      title: verbatim('t'),
      tone: 'info',
      blocks: [{ type: 'table', columns: [{ label: verbatim('Note') }], rows }],
    }

    const { messages } = render(card, options)

    expect(problems(card)).toEqual([])
    expect(shownTexts(messages)).toContain(pack(rows[1]?.[0]?.text.en ?? 'missing'))
  })

  it('says so when even a thread is too short for it', () => {
    const items = Array.from({ length: 2_000 }, (_, at) => verbatim(`${at} ${'word '.repeat(30)}`))
    const card: Card = { title: verbatim('t'), tone: 'info', blocks: [{ type: 'list', items }] }

    const { messages } = render(card, options)

    expect(messages).toHaveLength(10)
    expect(problems(card)).toEqual([])
    expect(JSON.stringify(messages.at(-1))).toContain('too long for Slack')
  })

  it('says that a picture is missing, and what it would have shown', () => {
    const picture = { drawing: 'trend', data: {} }
    const card: Card = {
      title: verbatim('t'),
      tone: 'info',
      blocks: [{ type: 'image', picture, alt: verbatim('Sales fell') }],
    }

    const shown = JSON.stringify(render(card, { ...options, pictures: [null] }).messages)

    expect(shown).toContain('could not be shown')
    expect(shown).toContain('Sales fell')
  })

  it('carries a form in its button, in all languages where that fits', () => {
    const action: Action = {
      label: verbatim('Reason'),
      line: 'ack 42 {reason}',
      form: {
        title: { en: 'Why?', ja: '原因', 'zh-CN': '原因？' },
        submit: verbatim('OK'),
        fields: [{ name: 'reason', label: verbatim('Reason'), kind: 'text' }],
      },
    }
    const card: Card = { title: verbatim('t'), tone: 'info', blocks: [{ type: 'actions', actions: [action] }] }

    const [message] = render(card, options).messages
    const button = message?.blocks.flatMap(block => (block.type === 'actions' ? block.elements : []))[0]
    const value = button?.type === 'button' ? button.value : undefined

    expect(unpackAction(value)).toEqual({ line: action.line, form: action.form })
  })

  it('says a line to be typed where a button cannot carry it', () => {
    const line = `note "${'x'.repeat(2_500)}"`
    const actions = [{ label: verbatim('Long'), line }]
    const card: Card = { title: verbatim('t'), tone: 'info', blocks: [{ type: 'actions', actions }] }

    expect(problems(card)).toEqual([])
    expect(shownTexts(render(card, options).messages)).toContain(pack(`Long: ${line}`))
  })
})
