import type { WordSpan, Words } from '#src/contracts/command.ts'

/** Verbs that are asked for without their names. */
export type AskedVerb = 'why' | 'forecast'

/** Questions for causes and for what is to come, with the words that such a question has besides names. */
const asked: Readonly<Record<AskedVerb, { readonly asks: RegExp; readonly words: RegExp }>> = {
  why: {
    asks: /\bwhy\b|\bhow come\b|\bwhat (?:caused|happened|drove)\b|\breasons? (?:for|why|behind)\b|为什么|为何|为啥|咋回事|怎么回事|什么原因|原因|怎么(?:会|就|又|突然|忽然|一下子|这么|那么|变得?|都)*(?:多|少|高|低|差|好|涨|跌|掉|降|增|减|下|上)|なぜ|何故|どうして|なんで|要因|理由/iu,
    words:
      /\b(?:why|causes?|how come|what (?:caused|happened|drove)|what's behind|reasons? (?:for|why|behind)|did|do|does|is|are|was|were|has|have|had|been|being|drop(?:ped|ping|s)?|fall(?:en|s|ing)?|fell|ris(?:en|e|es|ing)|rose|go|goes|going|went|gone|got|getting|down|up|so|low|high|lower|higher|than|compared (?:to|with)|versus|vs|against|chang(?:ed?|es)|declin(?:ed?|es|ing)|decreas(?:ed?|es|ing)|increas(?:ed?|es|ing)|grow|grew|grown|growing|spik(?:ed?|es|ing)|jump(?:ed|s|ing)?|surg(?:ed?|es|ing)|soar(?:ed|s|ing)?|shot|shoot|plung(?:ed?|es|ing)|crash(?:ed|es|ing)?|tank(?:ed|s|ing)?|slump(?:ed|s|ing)?|dip(?:ped|s)?|collaps(?:ed?|es|ing)|los(?:e|ing|t)|bad|good|worse|better|more|less|much|many|suddenly|all of a sudden|the|our|to|s)\b|なぜ|何故|どうして|なんで|要因|原因|理由|下がった|下がっている|下がってる|落ちた|落ちている|落ちてる|減った|減っている|減ってる|減少した?|低下した?|上がった|上がっている|増えた|増えている|伸びた|伸びている|低い|低かった|高い|高かった|少ない|少なかった|多い|多かった|悪い|悪かった|良い|良かった|悪化した?|悪化している|改善した?|急に|急増した?|急減した?|急落した?|激減した?|を?(?:知り|教え|調べ)(?:たい|て(?:ください)?)|落ちたの|こんなに|と比べて|に比べて|比べて|より|のか|のですか|んですか|です|为什么|为何|为啥|咋回事|怎么回事|是?什么原因|原因|怎么|突然|忽然|一下子|变得?|掉|多了|就|得|这么|那么|这样|大幅|下降|下跌|下滑|暴跌|暴涨|大跌|大涨|猛涨|猛跌|骤降|骤增|飙升|跌|降|减少|上升|上涨|增长|涨|增加|变差|变好|变低|变高|变化|相比|比|较|低|高|少|多|差|好|会|在|都|还|又|了|是|的|吗|呢|か|は|が|の|も/giu,
  },
  forecast: {
    asks: /\b(?:will|can|could|shall|are|is|do you think)\b.{0,60}\b(?:make|reach|hit|meet|achieve|land|end up|finish|on track|come to|going to|exceed|overrun|be enough)\b|\bwhere will\b|\bhow much will\b|\bon track\b|\b(?:end of (?:the )?(?:month|quarter|year)|(?:month|quarter|year)[- ]end)\b.{0,30}\bbe\b|\b(?:run(?:s|ning)?|sell(?:s|ing)?) out\b|\bout of stock (?:soon|next)\b|(?:能|会|可以)(?:卖|做|赚|花|达)(?:到|出)?多少|(?:予算|目標)?に?(?:収まり|収まる|おさまる|おさまり)|(?:予算|目標)(?:を|は)?(?:超え|オーバーし|足り)(?:る|そう|ます)|(?:会不会|会)?(?:超|爆|不够)预算|预算(?:够|够不够|会超|会不会超)|能(?:不能|否)?(?:按时)?(?:完成|达成|达标|做到|达到)|(?:完成|达成|达标)得?了吗|完得成|完不完得成|会(?:不会)?(?:达标|完成|达成|达到|超|断货|缺货|卖完|用完)|可以完成|有望完成|(?:月底|年底|季末|月末)(?:能|会|大概|预计|可以|要)|(?:够不够|够用|超不超)|(?:快|要|快要|即将|马上)(?:断|断货|缺货|卖完|没货|售罄)了?|(?:什么时候|几时|何时|哪天|多久)(?:会|要)?(?:断货|缺货|卖完|售罄|用完)|预计|预测|預測|予測|達成(?:でき(?:る|そう|ます)|見込|しそう)|(?:目標|ノルマ)に?届(?:く|き)|間に合(?:う|い)|いけそう|いけます|着地|(?:切れ|欠品し|売り切れ|なくなり)そう|(?:もうすぐ|そろそろ|いつ|近いうちに)\S{0,3}(?:切れる|欠品する|売り切れる|なくなる)/iu,
    words:
      /\b(?:forecasts?|predict|outlook|landing|will|can|could|shall|are|is|do you think|do|does|when|which|what|at this pace|by|we|it|they|make|reach|hit|meet|achieve|land|end up|finish|on track|come to|going to|be|where|how much|its|the|our|their|targets?|goals?|plan|for|to|at|of|in|exceed|overrun|enough|last|run(?:s|ning)? out|sell(?:s|ing)? out|out of stock|soon|next|first|about to|skus?|products?|items?|stocks?|s|over|sales be|run|runs|running|first|go|get|near)\b|能(?:不能|否)?|按时|完成|达成|达标|做到|做|卖|赚|花|达到|得?了吗|完得成|完不完得成|会不会|会|可以|有望|预计|预测|大概|左右|目标|多少|到|超不超|超支|超出|超|够不够|够用|够|快要|快|即将|马上|要|断货|断|缺货|卖完|没货|售罄|用完|什么时候|几时|何时|多久|哪天|哪些|哪个|有|商品|产品|吗|呢|么|是|的|了|最后|能|予測|達成|でき(?:る|そう|ます|ない)?|見込み?|しそう|目標|ノルマ|に|届(?:く|き)(?:そう|ます)?|間に合(?:う|い)(?:そう|ます)?|いけそう|いけます|着地|もうすぐ|そろそろ|近いうちに|いつ|になりそう|となりそう|なりそう|しそう|そう|どの|切れ(?:そう|る)|欠品し?(?:そう|する)?|売り切れ(?:そう|る)|なくな(?:り|る)(?:そう)?|いくら|どれくらい|(?:予算|目標)?に?(?:収まり|収まる|おさまる|おさまり)(?:そう|ます)?|を?(?:超え|オーバーし|足り)(?:る|そう|ます)|見せて|か|かな|ですか|でしょうか|です|[がに]?近い|間近|恐れ|商品|製品|は|が|の|を|な/giu,
  },
}

/** What will be sold out: its words are names of figures, too. */
const runsOut =
  /(?:会不会|会|快要|快|就要|即将|马上|什么时候|几时|何时|哪天|多久)(?:会|要)?(?:断货|缺货|断)|\b(?:when|how soon)\b.{0,40}\b(?:out of stock|stock ?out|sold out)\b|\brun(?:s|ning)? out of stock\b|\b(?:be|go(?:es|ing)?|get|about to be)\b.{0,12}\bout of stock\b|(?:在庫切れ|欠品|品切れ|売り切れ)(?:(?:する|になる)の)?(?:は|が)?いつ|(?:在庫切れ|欠品|品切れ)[がにの]?(?:近い|間近|恐れ)|(?:在庫切れ|欠品|品切れ)(?:し|に|になり|となり)?そう|(?:いつ|そろそろ|もうすぐ)(?:在庫切れ|欠品)/u

/** Whether a line asks for a verb; `open`: the line with blanks in place of names. */
export function asksFor(verb: AskedVerb, open: string, text = open): boolean {
  return asked[verb].asks.test(open) || (verb === 'forecast' && runsOut.test(text))
}

/** The end of a running period as that period. */
const ends: readonly (readonly [RegExp, string])[] = [
  [/\b(?:by )?(?:the )?(?:end of (?:the |this )?month|month[- ]end)\b|月底|月末/giu, 'mtd'],
  [/\b(?:by )?(?:the )?(?:end of (?:the |this )?quarter|quarter[- ]end)\b|季末|季度末|四半期末/giu, 'qtd'],
  [/\b(?:by )?(?:the )?(?:end of (?:the |this )?year|year[- ]end)\b|年底|年末/giu, 'ytd'],
]
const budgets = /\b(?:the |its |their |our )?(?:ads?|advertising)? ?budgets?\b|广告预算|推广预算|预算|広告予算|予算/giu
/** What is meant where no KPI is named: what is spent, what is in stock. */
const meanings: readonly (readonly [RegExp, string])[] = [
  [budgets, 'ad_spend'],
  [
    /\b(?:run(?:s|ning)?|sell(?:s|ing)?) out\b|\bout of stock\b|断货|快断|缺货|没货|卖完|售罄|切れ|欠品|なくな/iu,
    'stock_on_hand',
  ],
]

/**
 * What a question says to a verb: its names, periods and numbers, and whatever words are none of the question's own.
 * A cause that is asked for “than last month” is held against it, in the period that follows.
 */
export function withoutAsking(verb: AskedVerb, { open, spans, kpis }: Words, text: string): string {
  const isSpent = kpis.some(({ id }) => id === 'ad_spend')
  const ownKpi =
    verb === 'forecast' && kpis.length === 0 ? meanings.find(([said]) => new RegExp(said).test(text)) : null
  const later = verb === 'why' ? laterPeriod(text, spans ?? []) : ''
  let [free, line] = [open, text]
  const blank = (pattern: RegExp, put: (word: string) => string) => {
    for (const { 0: word, index } of [...free.matchAll(pattern)].reverse()) {
      const gap = ' '.repeat(word.length)
      free = free.slice(0, index) + gap + free.slice(index + word.length)
      line = line.slice(0, index) + gap + line.slice(index + word.length)
      line += put(word)
    }
  }
  if (verb === 'forecast') for (const [end, period] of ends) blank(end, () => ` ${period}`)
  if (verb === 'forecast' && (isSpent || ownKpi?.[1] === 'ad_spend')) blank(budgets, () => '')
  if (verb === 'forecast') blank(/品切れ|売り切れ/gu, () => '')
  blank(asked[verb].words, () => '')
  const rest = line.replace(/[?？!！,，、。]/gu, ' ')
  return [rest, ownKpi?.[1] ?? '', later].join(' ').replace(/\s+/gu, ' ').trim()
}

const thanBefore = /(?:\bthan|\bcompared (?:to|with)|\bvs\.?|\bversus|\bagainst|比|比起|较|相比)\s*$/iu
const thanBehind = /^\s*(?:より|と比べて|に比べて|相比|比で)/u
const running: Readonly<Record<string, string>> = {
  ...{ week: 'this week', month: 'this month', quarter: 'this quarter', year: 'this year' },
}

/** The running period that is held against the only one that is named: why is it lower than last month. */
function laterPeriod(text: string, spans: readonly WordSpan[]): string {
  const [span, other] = spans.flatMap(one => (one.kind === 'period' ? [one] : []))
  if (!span || other) return ''
  const held = thanBefore.test(text.slice(0, span.from)) || thanBehind.test(text.slice(span.to))
  return held ? (running[span.period.kind] ?? '') : ''
}
