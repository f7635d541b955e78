import type { Compare } from '#src/domain/rules/compare.ts'
import { foldVariants } from './variants.ts'

/** A comparison in a text. */
export interface FoundComparison {
  readonly compare: Compare
  readonly from: number
  readonly to: number
}

/** Words and signs of each comparison. Negations and longer forms stand first, so that 不超过 is not found as 超过. */
const forms: readonly (readonly [Compare, string])[] = [
  [
    'unequal',
    '!=|<>|≠|不等[于於]|不是|is not(?! (?:above|over|more|higher|greater|exceeding|below|under|less|lower|fewer|at|up))|not equal(?: to)?|other than|等しくない|(?<!以上|以下|超|未満)(?:でない|ではない|じゃない)|以外',
  ],
  [
    'at_most',
    "超(?:で|では|じゃ)な(?:い|かった)|<=|=<|[≤≦⩽]|不超[过過]|不高[于於]|不大[于於]|不多[于於]|至多|最多|以下(?!(?:で|では|じゃ)な)|小[于於]等[于於]|小[于於]或等[于於]|低[于於]或等[于於]|[をが]?超えない|[をが]?超えて(?:い)?ない|[をが]?超えなかった|上回らない|上回って(?:い)?ない|上回らなかった|no (?:more|higher|greater) than|at most|not (?:above|over|more than|higher than|exceeding)|(?:does not|doesn't) exceed|(?:less|lower|fewer) than or equal(?: to)?|or (?:less|below|lower|fewer|under)|and (?:below|under|less)|up to|maximum",
  ],
  [
    'at_least',
    '未満(?:で|では|じゃ)な(?:い|かった)|>=|=>|[≥≧⩾]|不低[于於]|不少[于於]|不小[于於]|至少|最少|以上(?!(?:で|では|じゃ)な)|大[于於]等[于於]|大[于於]或等[于於]|高[于於]或等[于於]|[を]?下回らない|[をが]?下回って(?:い)?ない|[をが]?下回らなかった|no (?:less|fewer|lower) than|at least|not (?:below|under|less than|lower than)|(?:more|greater|higher) than or equal(?: to)?|or (?:more|above|higher|over)|and (?:above|over|more)|minimum',
  ],
  [
    'above',
    '>|以下(?:で|では|じゃ)な(?:い|かった)|高[于於]|超[过過]|超出|大[于於]|多[于於]|突破|[をが]?超え(?:たら|れば|る|た|て)?|より(?:大き[いく]|多[いく]|高[いく])|超|[をが]?上回(?:ったら|れば|る|った)?\\S*?|above|over(?=\\s+[\\d¥$€£-])|more than|higher than|greater than|bigger than|exceeds?|exceeding',
  ],
  [
    'below',
    '<|以上(?:で|では|じゃ)な(?:い|かった)|低[于於]|少[于於]|小[于於]|不足|不到|跌破|未[满滿満]|割れ|[をが]?下回(?:ったら|れば|る|った)?|[をが]切(?:ったら|れば|った|っている|ってる|っています|ってます|りました|る)|より(?:小さ[いく]|少な[いく]|低[いく])|未[达達]?[标標到]|不[达達][标標]|未達成?|below|under|less than|lower than|fewer than|smaller than|missed',
  ],
  [
    'equal',
    '==|=|等[于於]|正好|刚好|剛好|ちょうど|等しい|exactly|equals?(?: to)?|[为為是](?= ?[\\d¥$€£-])|is(?= [\\d¥$€£-])',
  ],
]
const pattern = new RegExp(forms.map(([compare, source]) => `(?<${compare}>${foldVariants(source)})`).join('|'), 'giu')
const latin = /^[a-z]/i

/** All comparisons of a text, in their order. */
export function findComparisons(text: string): readonly FoundComparison[] {
  return [...foldVariants(text).matchAll(pattern)].flatMap(found => {
    const [word] = found
    const from = found.index
    const to = from + word.length
    const inside = latin.test(word) && (/[a-z]/i.test(text[from - 1] ?? '') || /[a-z]/i.test(text[to] ?? ''))
    const compare = forms.find(([name]) => found.groups?.[name] !== undefined)?.[0]
    return inside || !compare ? [] : [{ compare, from, to }]
  })
}
