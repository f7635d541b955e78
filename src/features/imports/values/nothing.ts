/** The words by which programs and people say that a cell holds nothing; `nan` and `<na>` are those of data frames. */
export const wordsForNothing = 'n\\/?a|#n\\/a|<na>|null|\\(null\\)|none|nan|nil|なし|無|无|暂无'

const dashes = '[-–—‐―－ー−/_.]+'
const alone = new RegExp(`^(?:${dashes}|${wordsForNothing})$`, 'i')
/** The longest of the words; longer texts are never looked at twice. */
const longest = 12

/**
 * Whether a text says that there is nothing, such as `--`, `N/A` or `なし`: exports write it in place of a SKU, an order
 * number or a store that a row does not have. An empty text says nothing, too.
 */
export function saysNothing(text: string): boolean {
  return text === '' || (text.length <= longest && alone.test(text))
}
