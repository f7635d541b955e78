import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cardLimits, textBytes } from '#bots/wecom/limits.ts'
import { cutBytes, splitSections } from '#bots/wecom/render/bytes.ts'
import { draw } from '#bots/wecom/render/render.ts'
import type { Part, Surface } from '#bots/wecom/render/types.ts'
import type { Card } from '#src/chat/card.ts'
import { locales, verbatim } from '#src/i18n/locale.ts'
import { anyCard, wordsOf } from '#test/bots/arbitrary-card.ts'
import { everything } from '#test/bots/web/fake-deps.ts'

const surfaces: readonly Surface[] = ['app', 'chat', 'hook', 'bot']

describe.each(surfaces)('a card for the surface %s', surface => {
  it.each(locales)('says everything in %s within the limits, whatever the card', locale => {
    fc.assert(
      fc.property(anyCard, fc.boolean(), (card, drawn) => {
        const parts = drawnFor(card, surface, locale, drawn)

        const shown = JSON.stringify(parts)
        expect(wordsOf(card, locale).filter(word => !shown.includes(word))).toEqual([])
        expect(parts.filter(part => !withinLimits(part, surface))).toEqual([])
      }),
    )
  })

  it('never lets what people write format, link or mention', () => {
    const evil = '<@all> @all @所有人 **fett** [x](http://evil) `code` <a href="x">y</a>\n# title\n> quote\n| a | b |'
    const card: Card = {
      title: verbatim(evil),
      tone: 'info',
      blocks: [
        { type: 'text', text: verbatim(evil) },
        { type: 'list', items: [verbatim(evil)] },
        { type: 'table', columns: [{ label: verbatim(evil) }], rows: [[{ text: verbatim(evil) }]] },
      ],
    }

    const texts = drawnFor(card, surface, 'zh-CN', false).flatMap(part => ('content' in part ? [part.content] : []))

    expect(texts.join('\n')).not.toMatch(/<@|@all|@所有人|<a |\]\(http|^# |`/m)
  })

  it('parts long text at the limit in bytes, between characters', () => {
    const long: Card = {
      title: verbatim('长'),
      tone: 'info',
      blocks: [{ type: 'text', text: verbatim('漢字😀'.repeat(2_000)) }],
    }

    const parts = drawnFor(long, surface, 'zh-CN', false)

    expect(parts.every(part => withinLimits(part, surface))).toBe(true)
    expect(JSON.stringify(parts)).not.toContain('�')
  })
})

describe('a card in person', () => {
  it('is one template card with its picture behind it where the content fits', () => {
    const parts = drawnFor(alert, 'app', 'zh-CN', true)

    expect(parts.map(part => part.kind)).toEqual(['card', 'image'])
    const [first] = parts
    const card = first?.kind === 'card' ? first.card : null
    expect(card?.main_title.title).toBe('❗ 退货率 · 楽天店 · 未达目标')
    expect(card?.horizontal_content_list?.at(-1)).toEqual({
      keyname: '负责人',
      value: '田中',
      type: 3,
      userid: 'tanaka',
    })
    expect(card?.button_list.map(button => button.key)).toEqual(['do|ack 42', 'ask|1|ack 42 {reason}'])
  })

  it('is text, picture and buttons where a table has to be shown', () => {
    const kinds = drawnFor(everything, 'app', 'zh-CN', true).map(part => part.kind)

    expect(kinds).toEqual(['markdown', 'image', 'card'])
  })

  it('is one article where the text is longer than one message', () => {
    const long: Card = {
      ...everything,
      blocks: [...everything.blocks, { type: 'text', text: verbatim('补充说明。'.repeat(200)) }],
    }

    const parts = drawnFor(long, 'app', 'zh-CN', true)

    expect(parts.map(part => part.kind)).toEqual(['article', 'card'])
    expect(JSON.stringify(parts[0])).toContain('picture:p0')
  })
})

describe('a card in a group of the webhook', () => {
  it('is a text with a table, one message per picture, a mention, and lines to type', () => {
    const parts = drawnFor(everything, 'hook', 'ja', true)

    expect(parts.map(part => part.kind)).toEqual(['markdown', 'image', 'mention'])
    const [text, , mention] = parts
    expect(text).toMatchObject({ content: expect.stringContaining('| 売上 | ¥1,200,000 |') })
    expect(text).toMatchObject({ content: expect.stringContaining('`resolve 42`') })
    expect(mention).toMatchObject({ users: ['tanaka'] })
  })

  it('says that a picture is missing', () => {
    const [text] = drawnFor(everything, 'hook', 'zh-CN', false)

    expect(text).toMatchObject({ content: expect.stringContaining('图片未能显示：销售走势') })
  })
})

describe('bytes', () => {
  it('cuts between code points', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(40), (text, most) => {
        const kept = cutBytes(text, most)

        expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(most)
        expect(text.startsWith(kept)).toBe(true)
      }),
    )
  })

  it('repeats the head of a table that is parted, and loses no line', () => {
    const lines = Array.from({ length: 40 }, (_, at) => `| row ${at} |`)

    const pieces = splitSections([{ head: ['| name |', '| --- |'], lines }], 120)

    expect(pieces.every(piece => piece.startsWith('| name |\n| --- |\n') && piece.length <= 120)).toBe(true)
    expect(lines.every(line => pieces.some(piece => piece.includes(line)))).toBe(true)
  })
})

const alert: Card = {
  title: { en: 'Returns', ja: '返品率', 'zh-CN': '退货率 · 楽天店 · 未达目标' },
  tone: 'bad',
  blocks: [
    { type: 'text', style: 'strong', text: verbatim('11月20日退货率8.4%，目标5%') },
    { type: 'mention', people: [{ id: 1, name: '田中' }] },
    {
      type: 'facts',
      facts: [
        { label: verbatim('实际'), value: verbatim('8.4%') },
        { label: verbatim('目标'), value: verbatim('5%') },
        { label: verbatim('负责人'), value: verbatim('田中') },
      ],
    },
    { type: 'image', picture: { drawing: 'trend', data: {} }, alt: verbatim('走势') },
    {
      type: 'actions',
      actions: [
        { label: verbatim('确认'), line: 'ack 42', style: 'primary' },
        {
          label: verbatim('确认并说明'),
          line: 'ack 42 {reason}',
          form: {
            title: verbatim('原因'),
            submit: verbatim('确认'),
            fields: [{ name: 'reason', label: verbatim('原因'), kind: 'text' }],
          },
        },
      ],
    },
  ],
}

function drawnFor(card: Card, surface: Surface, locale: 'en' | 'ja' | 'zh-CN', drawn: boolean): readonly Part[] {
  const images = card.blocks.filter(block => block.type === 'image')
  const pictures = images.map((_, at) => (drawn ? `p${at}` : null))
  return draw(card, { surface, locale, pictures, handles: new Map([[1, 'tanaka']]), taskId: 't-1' }).messages
}

function withinLimits(part: Part, surface: Surface): boolean {
  switch (part.kind) {
    case 'markdown':
      return Buffer.byteLength(part.content) <= textBytes[surface]
    case 'card':
      return part.card.button_list.length <= cardLimits.app.buttons && part.card.button_list.length > 0
    case 'mention':
      return Buffer.byteLength(part.content) <= 2_048
    default:
      return true
  }
}
