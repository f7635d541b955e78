import { type CommandAnswer, type CommandContext, defineCommand, includes, type Words } from '#src/contracts/command.ts'
import { localDay, shiftDays } from '#src/domain/days.ts'
import { placeKey } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { UserError } from '#src/errors.ts'
import { figureTable, ownPlace, readerOf } from '#src/features/figures/index.ts'
import { type Channel, directChannels, findChannelById, mentionable } from '#src/features/people/index.ts'
import {
  alreadyCard,
  dailyReport,
  digestCard,
  digestKind,
  everyOf,
  lastPeriod,
  namesTime,
  orderAsked,
  ownClock,
  ownSchedulesCard,
  periodCard,
  periodReport,
  reportAsked,
  requireClock,
  type ShownSchedule,
  scheduleListCard,
  scheduleTable,
  stoppedCard,
  subscribedCard,
} from '#src/features/reports/index.ts'
import { fill } from '#src/i18n/locale.ts'
import { requireUsed } from '#src/language/account.ts'
import { nextRun } from '#src/platform/jobs/cron-times.ts'
import { addSchedule, type ListedSchedule, listSchedules, removeSchedule } from '#src/platform/jobs/schedules.ts'

/** How long a post waits for late data unless told otherwise, and at most (judgement). */
const usualWaitMinutes = 120
const maxWaitMinutes = 12 * 60

const texts = {
  nowhere: {
    en: 'I cannot write to you in person yet. Send me a direct message once, then ask again.',
    ja: 'まだ個別にメッセージを送れません。一度ボットにダイレクトメッセージを送ってから、もう一度お試しください。',
    'zh-CN': '我还无法私信您。请先私信我一次，然后再试。',
  },
  noChannel: {
    en: 'A daily report needs a channel that I know. Ask me in the channel itself.',
    ja: '日報の配信はチャンネル内で設定してください。',
    'zh-CN': '请在要接收日报的群里订阅。',
  },
  which: {
    en: 'Which one? Name its number, such as digest stop 12.',
    ja: '番号を指定してください。例：日報 停止 12',
    'zh-CN': '请指定编号，例如：日报 停止 12。',
  },
  onePlace: {
    en: 'A report is about one store, platform or market. Order one for each.',
    ja: '1つの配信で指定できる店舗・モール・国は1つです。別々に設定してください。',
    'zh-CN': '每份报告只能选一个店铺、平台或市场，请分别订阅。',
  },
  gone: {
    en: 'There is no daily report #{id} here.',
    ja: '日報の配信 #{id} はここにはありません。',
    'zh-CN': '这里没有编号为#{id}的日报订阅。',
  },
  never: {
    en: 'This time never comes.',
    ja: 'その日時は訪れません。',
    'zh-CN': '该时间不会出现。',
  },
}

const usage = {
  en: 'See: help digest',
  ja: '使い方：ヘルプ 日報',
  'zh-CN': '用法：帮助 日报',
}

/** The daily report, at once or ordered for a local time of day. */
export const digest = defineCommand({
  name: 'digest',
  aliases: { en: ['daily', 'daily report'], ja: ['日報', 'ダイジェスト'], 'zh-CN': ['日报', '每日报告'] },
  summary: {
    en: 'The daily report: now, or every day at a time',
    ja: '日報を表示・定時配信する',
    'zh-CN': '查看日报或定时发送',
  },
  examples: {
    en: [
      'digest now',
      'digest subscribe 08:30 Asia/Tokyo weekdays wait 2h',
      'digest subscribe weekly monday 09:00',
      'digest subscribe monthly me',
      'digest list',
      'digest stop 12',
    ],
    ja: ['日報', '日報 配信 8:30 平日', '日報 配信 毎週 月曜 9:00', '日報 一覧', '日報 停止 12'],
    'zh-CN': ['日报', '日报 订阅 8:30 工作日', '日报 订阅 每周 周一 9:00', '日报 列表', '日报 停止 12'],
  },
  subverbs: {
    now: { aliases: ['today', '今すぐ', '表示', '立即', '现在'] },
    subscribe: { aliases: ['order', 'schedule', 'at', '配信', '購読', '登録', '订阅', '定时'], role: 'operator' },
    list: { aliases: ['show all', '一覧', '列表'] },
    mine: { aliases: ['my', '自分の', '我的'] },
    stop: { aliases: ['cancel', 'unsubscribe', 'remove', '停止', '解除', '取消', '退订'], role: 'operator' },
  },
  role: 'viewer',
  undoable: true,
  takes: { places: true, periods: true, ids: true, moments: true, free: true },
  implied: words => (namesTime(words.open) ? 'subscribe' : 'now'),
  run(words, context) {
    const subverb = words.subverb ?? digest.implied?.(words)
    if (subverb === 'subscribe') return subscribe(words, context)
    if (subverb === 'list' || subverb === 'mine') {
      requireUsed(words, {}, usage)
      return subverb === 'list' ? list(context) : mine(context)
    }
    if (subverb === 'stop') return stop(words, context)
    return show(words, context)
  },
})

async function show(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { caller, figures, now } = context
  const reader = readerOf(caller)
  requireUsed(words, { places: 1, periods: 1, ownWords: true }, usage)
  const place = words.places[0] ?? ownPlace(caller)
  const resolved = await figures.resolve(reader, place)
  const every = reportAsked(words, localDay(now, caller.timeZone))
  if (every !== 'day') {
    const period = words.periods[0] ?? lastPeriod(every, localDay(now, caller.timeZone))
    const report = await periodReport(context, { reader, place, period, now })
    const tables = () => [figureTable([...report.figures, ...report.ranking])]
    return { cards: [periodCard(report, { zone: caller.timeZone })], tables }
  }
  const day = words.periods[0]?.to ?? shiftDays(figures.today(resolved, now), -1)
  const report = await dailyReport(context, { reader, place, day, now })
  const owners = await mentionable(context.db, report.owners, now)
  const tables = () => [figureTable([...report.figures, ...report.byStore])]
  return { cards: [digestCard({ ...report, owners }, { zone: caller.timeZone })], tables }
}

async function subscribe(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { db, caller, now } = context
  const asked = orderAsked(words)
  const channel = await placeToPost(asked.forMe, context)
  const own = channel.kind === 'direct'
  const timeZone = asked.timeZone ?? (own ? caller.timeZone : channel.timeZone)
  const [place, another] = words.places
  if (another) throw new UserError(texts.onePlace)
  if (place?.kind === 'market' && asked.timeZone === null) requireClock(words, place.id, timeZone)
  if (place) await context.figures.resolve(readerOf(caller), place)
  const nextRunAt = nextRun(asked.cron, timeZone, now)
  if (!nextRunAt) throw new UserError(texts.never)
  const params = {
    every: asked.every,
    ...(own && asked.timeZone === null ? { [ownClock]: true } : {}),
    ...(place ? { place: placeKey(place) } : {}),
  }
  const same = await sameSchedule(context, { channelId: channel.id, cron: asked.cron, timeZone, params })
  if (same) return { cards: [alreadyCard(shownTo(context)(same))] }
  const schedule = await addSchedule(db, {
    kind: digestKind,
    channelId: channel.id,
    cron: asked.cron,
    timeZone,
    params,
    waitMinutes: Math.min(asked.waitMinutes ?? usualWaitMinutes, maxWaitMinutes),
    nextRunAt,
    createdBy: caller.personId,
  })
  const listed = { ...schedule, channelName: channel.name, creatorName: caller.name }
  return { cards: [subscribedCard(shownTo(context)(listed))] }
}

/** A post of the same kind about the same place at the same time in the same conversation: one of them is enough. */
async function sameSchedule(
  { db }: CommandContext,
  wanted: Pick<ListedSchedule, 'channelId' | 'cron' | 'timeZone' | 'params'>,
): Promise<ListedSchedule | null> {
  const there = await listSchedules(db, { channelId: wanted.channelId, kind: digestKind })
  const keyOf = ({ cron, timeZone, params }: Omit<typeof wanted, 'channelId'>) =>
    [cron, timeZone, everyOf(params), params.place ?? '', params[ownClock] ?? false].join('|')
  return there.find(one => keyOf(one) === keyOf(wanted)) ?? null
}

/** This conversation, or the caller's own where they say `me`. */
async function placeToPost(saysMe: boolean, { db, caller }: CommandContext): Promise<Channel> {
  const forMe = saysMe && caller.kind !== 'direct' && caller.personId !== null
  const [own] = forMe ? await directChannels(db, [caller.personId ?? 0]) : []
  if (forMe && !own) throw new UserError(texts.nowhere)
  const id = own?.id ?? caller.channelId
  const channel = id === null ? null : await findChannelById(db, id)
  if (!channel) throw new UserError(texts.noChannel)
  return channel
}

async function list(context: CommandContext): Promise<CommandAnswer> {
  const shown = (await schedulesHere(context)).map(shownTo(context))
  return { cards: [scheduleListCard(shown)], tables: () => [scheduleTable(shown)] }
}

/** What the caller ordered, and what comes to them in person. */
async function mine(context: CommandContext): Promise<CommandAnswer> {
  const { db, caller } = context
  const direct = caller.kind === 'direct' ? caller.channelId : null
  const all = await listSchedules(db, { kind: digestKind })
  const own = all.filter(
    one => one.channelId === direct || (one.createdBy !== null && one.createdBy === caller.personId),
  )
  const shown = own.map(shownTo(context))
  const card = ownSchedulesCard(shown, includes(caller.role, 'operator'))
  return { cards: [card], private: true, tables: () => [scheduleTable(shown)] }
}

async function stop(words: Words, context: CommandContext): Promise<CommandAnswer> {
  requireUsed(words, { numbers: 1 }, usage)
  const id = words.ids[0] ?? numberIn(words)
  const here = await schedulesHere(context)
  const [only] = here.length === 1 ? here : []
  const wanted = id ?? only?.id
  if (wanted === undefined) throw new UserError(texts.which)
  const schedule = here.find(one => one.id === wanted)
  if (!schedule) throw new UserError(fill(texts.gone, { id: wanted }))
  await removeSchedule(context.db, schedule.id)
  return { cards: [stoppedCard(shownTo(context)(schedule))] }
}

/** A schedule with the names that its reader knows. */
function shownTo({ catalog, now }: CommandContext): (schedule: ListedSchedule) => ShownSchedule {
  return schedule => {
    const { place } = schedule.params
    const about = typeof place === 'string' ? placeLabel(place, catalog.stores) : null
    return { ...schedule, now, every: everyOf(schedule.params), about }
  }
}

/** Those of this channel and the caller's own; an administrator who asks in person sees all. */
async function schedulesHere({ db, caller }: CommandContext): Promise<readonly ListedSchedule[]> {
  const all = await listSchedules(db, { kind: digestKind })
  const everywhere = caller.kind === 'direct' && includes(caller.role, 'administrator')
  return everywhere
    ? all
    : all.filter(
        one => one.channelId === caller.channelId || (caller.personId !== null && one.createdBy === caller.personId),
      )
}

function numberIn(words: Words): number | null {
  const found = /#?(\d{1,9})(?!\S)/.exec(words.rest)
  return found ? Number(found[1]) : null
}
