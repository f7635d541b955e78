/** First years of the Japanese eras in use, and of the calendar of the Republic of China. */
const eras: Readonly<Record<string, number>> = {
  令和: 2019,
  r: 2019,
  平成: 1989,
  h: 1989,
  昭和: 1926,
  s: 1926,
  民國: 1912,
  民国: 1912,
}

/** Thai years run 543 ahead; those of the 25th and 26th century are of that calendar (judgement). */
const buddhistOffset = 543

/** A year as people write it, in the common era: `2026`, `令和8`, `R8`, `民國115`, `2569`, `115`. `undefined`: no year. */
export function yearOfEra(text: string): number | undefined {
  const match = /^(\D*?)\.?\s*(\d{1,4}|元)$/.exec(text.trim())
  if (!match) return undefined
  const number = match[2] === '元' ? 1 : Number(match[2])
  const first = eras[(match[1] ?? '').toLowerCase()]
  if (first !== undefined) return first + number - 1
  if (match[1] !== '') return undefined
  if (number >= 2400 && number <= 2700) return number - buddhistOffset
  if ((match[2] ?? '').length === 3) return 1911 + number
  return (match[2] ?? '').length === 2 ? 2000 + number : number
}
