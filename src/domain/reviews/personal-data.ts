/** A text without what tells who wrote it, and how many places were cut. */
export interface CutText {
  readonly text: string
  readonly cuts: number
}

/** Province or one of the four cities, town, district, street and number. */
const chineseStreet = new RegExp(
  '(?:北京|上海|天津|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆)' +
    '(?:省|市|自治区)?[^\\s。，,；]{0,12}?(?:市|区|县|镇)[^\\s。，,；]{1,30}?\\d+(?:号|弄|栋|单元|室|楼)+(?:\\d+(?:号|弄|栋|单元|室|楼)+)*',
  'g',
)

/** Kinds of personal data as they stand in running text, the surest first; the sign in brackets takes their place. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/[^\s@<>"',;:()（）：、。，；＜＞]+[@＠][^\s@<>"',;:()（）：、。，；]+\.[a-z]{2,}/gi, '[e-mail]'],
  // judgement: accounts are named by such words in front of them
  [
    /((?:line|we\s?chat|whats\s?app|telegram|instagram|微信号?|微信號|qq|ライン)\s*(?:id|号|號)?\s*[:：=＝]\s*)[\w@+.-]{4,}/gi,
    '$1[account]',
  ],
  [/〒\s*\d{3}[-‐－ー]?\d{4}/g, '[postcode]'],
  // identity numbers of China: 17 digits and a check digit; cards: 13 to 19 digits, also in groups of four
  [/(?<![\w-])\d{17}[\dXx](?![\w-])/g, '[number]'],
  [/(?<![\w-])(?:\d{4}[ -]){3}\d{1,7}(?![\w-])/g, '[number]'],
  // order numbers lead to a person: Amazon's 3-7-7, Rakuten's shop-day-number, long runs of digits elsewhere
  [/(?<![\w-])\d{3}-\d{7}-\d{7}(?![\w-])/g, '[number]'],
  [/(?<![\w-])\d{5,6}-\d{8}-\d{7,10}(?![\w-])/g, '[number]'],
  [/\+\d[\d ().‐-]{6,}\d/g, '[phone]'],
  [/(?<![\w-])\(?0\d{1,4}\)?[-‐－ー ]\d{1,4}[-‐－ー ]\d{3,4}(?![\w-])/g, '[phone]'],
  [/(?<![\w-])\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?![\w-])/g, '[phone]'],
  [/(?<![\w.-])(?:0\d{9,10}|1[3-9]\d{9})(?![\w-])/g, '[phone]'],
  [/(?<![\w-])1[3-9]\d[- ]\d{4}[- ]\d{4}(?![\w-])/g, '[phone]'],
  [/(?<![\w.-])\d{13,20}(?![\w-])/g, '[number]'],
  // a street: prefecture or province, town, number
  [
    /(?:北海道|東京都|京都府|大阪府|\p{Script=Han}{2,3}県)\p{Script=Han}{1,6}[市区町村郡][^\s。、，,]{1,30}?\d+(?:[-‐－−ー丁目番地号の]+\d+)*(?:[丁目番地号]+)?/gu,
    '[address]',
  ],
  [chineseStreet, '[address]'],
  [
    /(?<![\w-])\d{1,5} (?:[A-Z][a-z]+ ){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct)\b\.?/g,
    '[address]',
  ],
]

/** Shorter names are also words: nothing is cut for them (judgement). */
const shortestName = 2

/**
 * Cuts mail addresses, telephone, card, identity and order numbers, accounts, streets, and `names` that a column told.
 * Names that only the text tells look like any word and stay.
 */
export function cutPersonalData(text: string, names: readonly string[] = []): CutText {
  let cuts = 0
  let cut = text
  for (const [pattern, sign] of patterns) {
    cut = cut.replace(pattern, (_whole, ...found) => {
      cuts++
      return typeof found[0] === 'string' && sign.startsWith('$1') ? sign.replace('$1', found[0]) : sign
    })
  }
  for (const name of names.map(one => one.trim()).filter(one => [...one].length >= shortestName)) {
    const parts = cut.split(wholeName(name))
    cuts += parts.length - 1
    cut = parts.join('[name]')
  }
  return { text: cut, cuts }
}

/** Latin names only as whole words: Ann does not stand in Annual. */
function wholeName(name: string): RegExp {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return /^[\p{Script=Latin}\s.'-]+$/u.test(name)
    ? new RegExp(`(?<![\\p{L}])${escaped}(?![\\p{L}])`, 'giu')
    : new RegExp(escaped, 'gu')
}
