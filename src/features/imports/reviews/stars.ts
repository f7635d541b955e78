/** Words that stand in place of stars: Taobao's three, and what sheets say. */
const words: readonly (readonly [RegExp, number])[] = [
  [/^(差评|負評|负评|bad|negative|poor|悪い|低評価|不満|很差|非常差|不满意|差)$/i, 1],
  [/^(中评|中評|neutral|average|普通|どちらでもない|一般)$/i, 3],
  [/^(好评|好評|good|positive|良い|高評価|満足|很好|非常好|满意|好)$/i, 5],
]

const forms: readonly RegExp[] = [
  /^5つ星のうち\s*(\d(?:[.,]\d+)?)$/,
  /^(?:星|★|rating:?|評価:?|评分:?)?\s*(\d(?:[.,]\d+)?)\s*(?:つ星|個星|顆星|颗星|星|点|分|★|☆|stars?)?(?:\s*(?:\/|out of|von|sur|de)\s*5(?:[.,]0)?(?:\s*(?:stars?|sternen|étoiles|estrellas|星|点|分))?)?$/i,
]

/**
 * The stars that a cell says, 1 to 5, halves rounded up: `4`, `1.0 out of 5 stars`, `5つ星のうち2.0`, `★★☆☆☆`, `星1`, `差评`.
 * `null`: nothing stands there; `undefined`: it is not understood, such as points of another scale.
 */
export function starsOf(cell: string): number | null | undefined {
  const text = cell.normalize('NFKC').trim()
  if (text === '' || /^[-–—]$/.test(text)) return null
  const word = words.find(([pattern]) => pattern.test(text))
  if (word) return word[1]
  if (/^★+☆*$/.test(text)) return inRange([...text].filter(sign => sign === '★').length)
  for (const form of forms) {
    const found = form.exec(text)?.[1]
    if (found) return inRange(Math.round(Number(found.replace(',', '.'))))
  }
  return undefined
}

function inRange(stars: number): number | undefined {
  return stars >= 1 && stars <= 5 ? stars : undefined
}
