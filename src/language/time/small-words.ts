import { whole } from './numerals.ts'
import { type Writing, words } from './tokens.ts'

const unit = '(?:minutes?|hours?|days?|weeks?|months?|quarters?|years?)'

/** How often something comes, and what cannot be ordered. */
export const everyWritings: readonly Writing[] = [
  words('daily|every day|everyday|each day|once a day|每天|每日|天天|日次', {
    kind: 'every',
    unit: 'day',
    report: false,
  }),
  words('weekly|周报|周次|周度|ウィークリー', { kind: 'every', unit: 'week', report: true }),
  words('every week|each week|per week|once a week|每个?(?:周|星期|礼拜)(?![一二三四五六天末]|日(?!曜))', {
    ...{ kind: 'every', unit: 'week', report: false },
  }),
  words('每个?(?=(?:周|星期|礼拜)(?:[一二三四五六天末]|日(?!曜)))', {
    ...{ kind: 'every', unit: 'week', report: false },
  }),
  words('monthly|月次|月报|月度|マンスリー', { kind: 'every', unit: 'month', report: true }),
  words('(?:of )?(?:every|each|the) month|per month|once a month|每个?月(?!曜)の?', {
    ...{ kind: 'every', unit: 'month', report: false },
  }),
  words('quarterly|季报|季度|四半期(?:ごと|每|报告)?|(?:of )?(?:every|each|the) quarter|每个?季度?|每四半期', {
    ...{ kind: 'every', unit: 'quarter', report: true },
  }),
  words('yearly|annual(?:ly)?|half-?yearly|every year|每个?(?:半)?年|年次|年报|年度|半年报?', { kind: 'unsupported' }),
  words('hourly|every (?:half )?hour|each hour|每个?(?:半个?)?小时|每时间?|一?时间ごと', { kind: 'unsupported' }),
  words(
    `every (?:${whole}|other|second|2nd|third|half) (?:${unit}|(?:mon|tues?|wednes|thurs?|fri|satur|sun)day|week ?days?)|bi-?weekly|bi-?monthly|fortnightly|every fortnight|(?:twice|${whole} times) an? ${unit}`,
    { kind: 'unsupported' },
  ),
  words(`(?:每|每隔|隔)${whole}个?(?:天|日|周|星期|礼拜|月|小时|分钟|年)|隔(?:周|日|月|天|年)|隔一?(?:天|周)`, {
    kind: 'unsupported',
  }),
  words(`${whole}(?:日|周间|か月|ヶ月|时间|分|年)(?:ごと|おき|每)に?|每天?${whole}次|一天${whole}次`, {
    kind: 'unsupported',
  }),
  words(`${whole}\\s*(?:business|working|work) days?|${whole}个?(?:工作日|营业日)`, { kind: 'unsupported' }),
]

/** Days that no clock knows. */
export const holidayWritings: readonly Writing[] = [
  words('祝日|祝祭日|节假日|假日|public holidays?|holidays?', { kind: 'unknown' }),
]

/** The last day, where something comes each month or quarter. */
export const lastDayWritings: readonly Writing[] = [
  words(
    '(?:the )?last (?:working|work|business|week) ?day(?: of (?:the |each |every )?month)?|最后一?个?(?:工作日|平日|营业日)|最终(?:の)?(?:平日|营业日)',
    { kind: 'last-weekday' },
  ),
  words('(?:the )?last day(?: of (?:the |each |every )?month)?|最后一?[天日]|末日|最终日|月末日', {
    ...{ kind: 'edge', edge: 'end', unit: 'month', shift: 0 },
  }),
  words('(?:the )?first day(?: of (?:the |each |every )?month)?|月初|初日|第一天', { kind: 'date-of-month', date: 1 }),
]

/** Words that take days out of others, in front of them or behind. */
export const exceptWritings: readonly Writing[] = [
  words(
    '(?:all |everything )?but(?: not)?(?: on)?|except(?: for| on)?|excepting|excluding|excl\\.?|exclude|without|but not(?: on)?|not on|other than|apart from|除了|除开|除去|除|不含|不包括',
    { kind: 'except' },
  ),
  words('以外|之外|除外|を除く|を除いて|は除く|を除き|拔き|外(?=[,\\s]|$)', { kind: 'except' }),
]

/** Words that connect. */
export const connectingWritings: readonly Writing[] = [
  words('wait(?:ing)?(?: up to| for)?|最多等待?|等待|等|待つ|待ち|待って|待机|待', { kind: 'wait' }),
  words("until|till|'?til|up to|直到|截至|截止到?|一直到|まで|いっぱい|为止|迄|ending", { kind: 'until' }),
  words('之?以?前|前に|before', { kind: 'before' }),
  words('from|starting(?: from| on)?|beginning(?: on)?|since|从|自从?|由|开始|起', { kind: 'from' }),
  words('through|thru|to|by|到|至|から|~|-', { kind: 'to' }),
  words('之后|以后|后に?|后|later|from now(?: on)?|in|after|以降', { kind: 'after' }),
  words('for(?: the next)?|next(?= \\d)|未来|接下来|接下去|この先|今后', { kind: 'for' }),
  words('and|,|;|/|&|(?<= )\\+(?= )|·|和|跟|及|以及|と', { kind: 'and' }),
  words('(?:to |for )?me|(?:发|寄|推送)?给我|我|自分(?:に|へ)?|私(?:に|へ)?', { kind: 'me' }),
  words(
    "at|on|the|of|every|each|every(?= [a-z])|from now(?! on)|starting now|now|从现在(?:起|开始)?|please|pls|o'clock|每(?!月曜)|的|の|に|は|を|で|が|へ|间|现在起?|今から|时刻|请|ください|お願いします|中|时候?|期间|の间|这|仅|only|のみ|だけ|reports?|posts?|报告|レポート|推送|发送|发|投稿|配信|local time|当地时间|现地时间|[.!?()\\[\\]]",
    { kind: 'filler' },
  ),
]
