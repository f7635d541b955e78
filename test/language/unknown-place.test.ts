import { describe, expect, it } from 'vitest'
import { unclearMarket, unknownPlace } from '#src/language/places/unknown-place.ts'
import { stores } from './fixture.ts'

const refuse = (line: string, text: string) => {
  const from = line.indexOf(`"${text}"`)
  return unknownPlace(line, { text, from, to: from + text.length + 2 }, stores)
}

describe('a store that there is not', () => {
  it.each([
    ['Wallmart US', 'store:walmart'],
    ['Amazon Japn', 'store:amazon-jp'],
    ['Yahooo Japan', 'store:yahoo-jp'],
    ['amazonus', 'store:amazon-us'],
  ])('“%s” is named with the nearest one', (text, nearest) => {
    const error = refuse(`target sales "${text}" 100`, text)

    expect(error.text.en).toContain(`“${text}”`)
    expect(error.suggestions[0]?.line).toBe(`target sales ${nearest} 100`)
  })

  it('that is near to nothing is named alone', () => {
    const error = refuse('record sales "Blue Whale" 100', 'Blue Whale')

    expect(error.text['zh-CN']).toContain('“Blue Whale”')
    expect(error.suggestions).toEqual([])
  })
})

it('a code of a market that is also a word is asked about', () => {
  const asked = unclearMarket('status sales ca', { text: 'ca', from: 13, to: 15 })

  expect(asked?.suggestions.map(({ line }) => line)).toEqual(['status sales market:ca'])
  expect(unclearMarket('status sales us', { text: 'us', from: 13, to: 15 })).toBeNull()
})
