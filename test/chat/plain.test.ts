import { describe, expect, it } from 'vitest'
import type { Block, Card } from '#src/chat/card.ts'
import { plainText } from '#src/chat/plain.ts'
import { columnsOf, padTo } from '#src/chat/width.ts'
import { localized, verbatim } from '#src/i18n/locale.ts'

const card = (...blocks: Block[]): Card => ({ title: verbatim('Title'), tone: 'good', blocks })

describe('plain text', () => {
  it('aligns tables, also with characters of double width', () => {
    const text = plainText(
      card({
        type: 'table',
        columns: [{ label: verbatim('KPI') }, { label: verbatim('Value'), align: 'end' }],
        rows: [
          [{ text: verbatim('销售额') }, { text: verbatim('1') }],
          [{ text: verbatim('ROAS') }, { text: verbatim('1,234') }],
        ],
      }),
      'en',
    )

    expect(text.split('\n').slice(2)).toEqual(['KPI     Value', '──────  ─────', '销售额      1', 'ROAS    1,234'])
  })

  it('shows buttons as lines to type, facts, lists, pictures and mentions', () => {
    const text = plainText(
      card(
        {
          type: 'facts',
          facts: [{ label: verbatim('Role'), value: verbatim('viewer'), detail: verbatim('since today') }],
        },
        { type: 'list', heading: verbatim('Notes'), items: [verbatim('Typhoon')] },
        { type: 'image', picture: { drawing: 'trend', data: {} }, alt: verbatim('Sales rise') },
        { type: 'mention', people: [{ id: 1, name: 'Anna' }] },
        { type: 'actions', actions: [{ label: verbatim('Trend'), line: 'trend sales' }] },
      ),
      'en',
    )

    const parts = ['Role  viewer  (since today)', 'Notes:\n  - Typhoon', 'Sales rise', '@Anna', 'Trend  > trend sales']
    for (const part of parts) expect(text).toContain(part)
  })

  it('speaks the language asked for', () => {
    expect(plainText({ ...card(), title: localized(locale => locale) }, 'ja')).toBe('✓ ja')
  })

  it('lets nobody’s text control the terminal', () => {
    expect(plainText(card({ type: 'text', text: verbatim('a\u001b[31mb\u202ec\rd') }), 'en')).toBe(
      '✓ Title\n\na[31mbcd',
    )
  })
})

describe('the width of a text', () => {
  it.each([
    ['abc', 3],
    ['销售额', 6],
    ['ﾃｽﾄ', 3],
    ['テスト', 6],
    ['é', 1],
    ['¥5万', 4],
  ])('%s takes %i columns', (text, columns) => {
    expect(columnsOf(text)).toBe(columns)
    expect(columnsOf(padTo(text, 10))).toBe(10)
  })
})
