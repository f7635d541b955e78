import { type CommandAnswer, type CommandContext, defineCommand, type Words } from '#src/contracts/command.ts'
import { UserError } from '#src/errors.ts'
import { personIn } from '#src/features/alerts/index.ts'
import { findPresence, presenceCard, setAway, setQuiet } from '#src/features/people/index.ts'
import { requireUsed } from '#src/language/account.ts'
import { absenceIn } from '#src/language/time/until.ts'

/** When somebody is not to be asked: absences with a deputy, and quiet hours. */
export const away = defineCommand({
  name: 'away',
  aliases: {
    en: ['absence', 'out of office', 'on leave', 'ooo'],
    ja: ['不在', '休暇', '出張'],
    'zh-CN': ['请假', '外出', '出差', '休假'],
  },
  summary: {
    en: 'Absence with a deputy, and quiet hours',
    ja: '不在時の代理と通知オフの時間帯',
    'zh-CN': '请假代理人与免打扰时段',
  },
  examples: {
    en: ['away until Friday @ken', 'away Dec 3-5', 'away next week', 'away quiet 22:00-08:00', 'away', 'away end'],
    ja: ['不在 金曜まで @ken', '不在 12/3〜12/5', '不在 来週', '不在 通知オフ 22:00-08:00', '不在', '不在 終了'],
    'zh-CN': ['请假 到周五 @ken', '请假 12月3日到5日', '请假 下周', '请假 免打扰 22:00-08:00', '请假', '请假 结束'],
  },
  subverbs: {
    show: { aliases: ['表示', '查看'] },
    set: { aliases: ['設定', '设置'] },
    quiet: { aliases: ['quiet hours', '通知オフ', '免打扰', '静かな時間'] },
    end: { aliases: ['back', 'off', '終了', '結束', '结束', '取消'] },
  },
  role: 'viewer',
  lasting: true,
  takes: { people: true, periods: true, amounts: true, quoted: true, moments: true, free: true },
  async run(words, context) {
    if (words.subverb === 'end' || words.subverb === 'show') requireUsed(words, {}, texts.howTo)
    if (words.subverb === 'end') await setAway(context.db, personIn(context), null)
    else if (words.subverb === 'quiet') await quiet(words, context)
    else if (words.subverb !== 'show' && words.rest.trim() !== '') await leave(words, context)
    return show(context)
  },
})

async function leave(words: Words, context: CommandContext): Promise<void> {
  const { db, caller, now } = context
  const { from, until } = absenceIn(words.line, words.open, { now, timeZone: caller.timeZone }, texts.howTo)
  const [deputy, another] = words.people.filter(({ id }) => id !== caller.personId || !ofOneself.test(words.line))
  if (another) throw new UserError(texts.oneDeputy)
  if (deputy?.id === caller.personId) throw new UserError(texts.self)
  await setAway(db, personIn(context), { from, until, deputyId: deputy?.id ?? null })
}

/** 我明天请假: whoever is away says so, and names no deputy by it. */
const ofOneself = /^(?:away\s+)?(?:我|本人|私|自分|i(?:'m| am|'ll)\b)/iu

const offWords = /\b(?:off|none|no)\b|なし|オフ|解除|取消|关闭|關閉/i

async function quiet({ rest }: Words, context: CommandContext): Promise<void> {
  const found = /([01]?\d|2[0-3]):([0-5]\d)\s*(?:-|–|~|〜|～|to|至|到|から)\s*([01]?\d|2[0-3]):([0-5]\d)/.exec(
    rest.normalize('NFKC'),
  )
  const off = offWords.test(rest)
  if (!found && !off) throw new UserError(texts.quiet)
  const [, fromHour = '', fromMinute = '', toHour = '', toMinute = ''] = found ?? []
  const times = { from: `${fromHour.padStart(2, '0')}:${fromMinute}`, to: `${toHour.padStart(2, '0')}:${toMinute}` }
  if (found && times.from === times.to) throw new UserError(texts.quiet)
  const others = rest.normalize('NFKC').replace(found?.[0] ?? offWords, '')
  if (/[\p{L}\p{N}]/u.test(others)) throw new UserError(texts.quiet)
  await setQuiet(context.db, personIn(context), found ? times : null)
}

async function show(context: CommandContext): Promise<CommandAnswer> {
  const { db, caller, now } = context
  const id = personIn(context)
  const mine = (await findPresence(db, [id])).get(id)
  const deputyId = mine?.deputyId ?? null
  const deputy = deputyId === null ? undefined : (await findPresence(db, [deputyId])).get(deputyId)
  const until = mine?.awayUntil && mine.awayUntil > now ? mine.awayUntil : null
  const from = mine?.awayFrom && mine.awayFrom > now ? mine.awayFrom : null
  const shown = {
    now,
    from,
    until,
    deputy: deputy?.name ?? null,
    quiet: mine?.quiet ?? null,
    timeZone: mine?.timeZone ?? null,
  }
  return { private: true, cards: [presenceCard(shown, caller.timeZone)] }
}

const texts = {
  howTo: {
    en: 'From when until when? For example: away until Friday @ken · away Dec 3-5 · away next week',
    ja: 'いつからいつまでですか？例：不在 金曜まで @ken ／ 不在 12/3〜12/5 ／ 不在 来週',
    'zh-CN': '请写明从何时到何时，例如：请假 到周五 @ken · 请假 12月3日到5日 · 请假 下周',
  },
  oneDeputy: {
    en: 'Name one deputy.',
    ja: '代理は1人だけ指定してください。',
    'zh-CN': '代理人只能写一位。',
  },
  self: {
    en: 'Somebody else has to stand in for you.',
    ja: '代理には自分以外の人を指定してください。',
    'zh-CN': '代理人不能是自己。',
  },
  quiet: {
    en: 'Say from when to when, such as: away quiet 22:00-08:00, or: away quiet off',
    ja: '時間帯を指定してください。例：不在 通知オフ 22:00-08:00（やめる場合：不在 通知オフ なし）',
    'zh-CN': '请写明时段，例如：请假 免打扰 22:00-08:00；取消：请假 免打扰 关闭',
  },
}
