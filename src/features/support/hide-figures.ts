/**
 * A line that somebody typed without the figures in it: amounts and what stands in quotes become `…`. Days, months,
 * lengths such as `7d` and numbers of things such as `#42` stay, for they say what was asked.
 */
export function hideFigures(line: string): string {
  return line
    .replace(/["“”「『][^"“”」』]*["“”」』]?/g, '"…"')
    .split(/(\s+)/)
    .map(word => (isHarmless(word) ? word : word.replace(/[-−]?[¥￥$€£]?\d[\d,.，．]*(?:[万亿億kKmM]|%|％)?/g, '…')))
    .join('')
}

/** Words whose digits are no figures. */
function isHarmless(word: string): boolean {
  return (
    /^#?\d{1,2}$/.test(word) || // a number of a thing, a day
    /^#\d+$/.test(word) ||
    /^\d{4}[-/年]\d{1,2}([-/月]\d{1,2}日?|月)?([.~-].*)?$/.test(word) ||
    /^\d{1,2}[-/月]\d{1,2}日?([.~-]+\d{1,2}[-/月]\d{1,2}日?)?$/.test(word) ||
    /^(近|直近)?\d{1,3}(d|w|m|天|日|周|週|週間|か月|个月)$/.test(word) ||
    /^\d{1,2}:\d{2}$/.test(word) ||
    /^(20\d\d|q[1-4])$/i.test(word) ||
    /^sku:/i.test(word)
  )
}
