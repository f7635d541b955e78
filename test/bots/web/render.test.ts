import { describe, expect, it } from 'vitest'
import { pictureHandle, render } from '#bots/web/render/render.ts'
import { fillLine } from '#src/chat/card.ts'
import { everything } from './fake-deps.ts'
import { pageModule } from './page-module.ts'

const options = {
  locale: 'ja',
  pictures: ['/files/a.png?sig=1#1200x600'],
  handles: new Map([[1, 'yuki@example.com']]),
} as const

describe('a card of the console', () => {
  it('says everything in the language of the reader', () => {
    const [view] = render(everything, options).messages

    expect(view).toMatchObject({ title: '売上が目標を下回りました', tone: 'bad' })
    expect(JSON.stringify(view)).not.toMatch(/销售|Traffic fell/)
  })

  it('carries address and size of a picture', () => {
    const handle = pictureHandle({ width: 640, height: 320 }, '/files/b.png?sig=a%23b')

    const image = imageOf(render(everything, { ...options, pictures: [handle] }).messages[0])

    expect(image).toMatchObject({ url: '/files/b.png?sig=a%23b', width: 640, height: 320, alt: '売上の推移' })
  })

  it('says so where a picture is missing, and keeps its meaning', () => {
    const image = imageOf(render(everything, { ...options, pictures: [null] }).messages[0])

    expect(image).toMatchObject({ url: null, alt: '売上の推移', missing: expect.stringContaining('画像') })
  })

  it('tells the page who is mentioned by the e-mail the page knows', () => {
    expect(JSON.stringify(render(everything, options).messages[0])).toContain('"handle":"yuki@example.com"')
  })
})

describe('the page', () => {
  it.each([{ reason: 'out of stock' }, { reason: ' with "quotes" and\nlines ' }, { reason: '' }, { other: 'x' }])(
    'fills a form into a line as every messenger does: %j',
    async values => {
      const lines = await pageModule<{ fillLine: typeof fillLine }>('lines.js')
      const action = {
        label: everything.title,
        line: 'ack 42 {reason} {day}',
        form: {
          title: everything.title,
          submit: everything.title,
          fields: [{ name: 'reason', label: everything.title, kind: 'text' }],
        },
      } as const

      expect(lines.fillLine(action, values)).toBe(fillLine(action, values))
    },
  )

  it('has each of its own texts in three languages', async () => {
    const { allTexts } = await pageModule<{ allTexts: Record<string, Record<string, string>> }>('texts.js')

    const incomplete = Object.entries(allTexts).filter(([, text]) =>
      ['en', 'ja', 'zh-CN'].some(locale => !text[locale]),
    )

    expect(incomplete).toEqual([])
  })
})

function imageOf(view: unknown): unknown {
  const { blocks } = view as { blocks: readonly { type: string }[] } // what render made
  return blocks.find(block => block.type === 'image')
}
