import type { CommandAnswer, CommandContext, Words } from '#src/contracts/command.ts'
import { UserError } from '#src/errors.ts'
import { schedulesCard, stoppedCard, subscribedCard } from '#src/features/exports/cards/schedule-cards.ts'
import { type Channel, findChannelById, mailChannels } from '#src/features/people/index.ts'
import { orderAsked } from '#src/features/reports/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { nextRun } from '#src/platform/jobs/cron-times.ts'
import {
  addSchedule,
  type ListedSchedule,
  listSchedules,
  moveSchedule,
  removeSchedule,
} from '#src/platform/jobs/schedules.ts'
import { exportedBy, requireOpen } from './export-line.ts'
import { quotedIn, readRequest } from './read-request.ts'

/** The kind of schedule, and the job, that makes files by the clock. */
export const exportKind = 'export'

/** Schedules in one conversation (judgement: more is noise, and each takes seconds of work). */
const maxSchedules = 20

/**
 * `export subscribe "trend sales 30d" 09:00 weekdays xlsx`: what stands in quotes is made and brought at that time.
 * `export subscribe #12 10:00`: what was ordered as number 12 comes at that time instead.
 */
export async function subscribeExport(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { db, caller, now } = context
  const [line, ...others] = quotedIn(words.line)
  const [, number] = /#(\d{1,9})(?!\S)/.exec(words.line) ?? []
  if (line === undefined && number !== undefined) return reschedule(Number(number), words, context)
  if (line === undefined || others.length > 0) throw new UserError(texts.quote)
  const { format, byMail } = readRequest(words.line)
  const asked = orderAsked({ line: words.line, open: readRequest(words.open).rest })
  const channel = await channelFor(byMail, context)
  requireOpen(await exportedBy(`"${line}"`, null, context), channel.kind) // what cannot be made now is refused now
  const there = await listSchedules(db, { channelId: channel.id, kind: exportKind })
  if (there.length >= maxSchedules) throw new UserError(fill(texts.tooMany, { most: maxSchedules }))
  const timeZone = asked.timeZone ?? (channel.kind === 'direct' ? caller.timeZone : channel.timeZone)
  const nextRunAt = nextRun(asked.cron, timeZone, now)
  if (!nextRunAt) throw new UserError(texts.never)
  const params = { line, format: format ?? 'xlsx' }
  const keyOf = (one: Pick<ListedSchedule, 'cron' | 'timeZone' | 'params' | 'createdBy'>) =>
    [one.cron, one.timeZone, one.params.line, one.params.format, one.createdBy].join('|')
  const wanted = keyOf({ cron: asked.cron, timeZone, params, createdBy: caller.personId })
  const same = there.find(one => keyOf(one) === wanted)
  if (same) return { cards: [subscribedCard(same, now, 'already')] }
  const schedule = await addSchedule(db, {
    kind: exportKind,
    channelId: channel.id,
    cron: asked.cron,
    timeZone,
    params,
    waitMinutes: 60,
    nextRunAt,
    createdBy: caller.personId,
  })
  return { cards: [subscribedCard({ ...schedule, channelName: channel.name, creatorName: caller.name }, now)] }
}

/** Another time for what was ordered; the zone stays unless one is named. @throws UserError */
async function reschedule(id: number, words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { db, now } = context
  const known = (await schedulesOf(context)).find(one => one.id === id)
  if (!known) throw new UserError(fill(texts.gone, { id: verbatim(String(id)) }))
  const bare = (text: string) => text.replace(`#${id}`, number => ' '.repeat(number.length))
  const asked = orderAsked({ line: bare(words.line), open: bare(readRequest(words.open).rest) })
  const timeZone = asked.timeZone ?? known.timeZone
  const nextRunAt = nextRun(asked.cron, timeZone, now)
  if (!nextRunAt) throw new UserError(texts.never)
  await moveSchedule(db, id, timeZone, nextRunAt, asked.cron)
  return { cards: [subscribedCard({ ...known, cron: asked.cron, timeZone, nextRunAt }, now, 'moved')] }
}

async function channelFor(byMail: boolean, { db, caller }: CommandContext): Promise<Channel> {
  const [mail] = byMail && caller.personId !== null ? await mailChannels(db, [caller.personId]) : []
  if (byMail && !mail) throw new UserError(texts.noMail)
  const id = mail?.id ?? caller.channelId
  const channel = id === null ? null : await findChannelById(db, id)
  if (!channel) throw new UserError(texts.noChannel)
  return channel
}

/** What is ordered in this conversation, and by the caller elsewhere. */
export async function schedulesOf({ db, caller }: CommandContext): Promise<readonly ListedSchedule[]> {
  const all = await listSchedules(db, { kind: exportKind })
  return all.filter(
    one => one.channelId === caller.channelId || (caller.personId !== null && one.createdBy === caller.personId),
  )
}

/** `export stop 12`. */
export async function stopExport(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const id = Number(/#?(\d{1,9})(?!\S)/.exec(words.rest)?.[1] ?? Number.NaN)
  const here = await schedulesOf(context)
  const [only] = Number.isNaN(id) && here.length === 1 ? here : []
  const wanted = only ?? here.find(one => one.id === id)
  if (!wanted) {
    if (Number.isNaN(id)) return { cards: [schedulesCard(here, context.now)] }
    throw new UserError(fill(texts.gone, { id: verbatim(String(id)) }))
  }
  await removeSchedule(context.db, wanted.id)
  return { cards: [stoppedCard(wanted)] }
}

const texts = {
  quote: {
    en: 'Put what shall come in quotes, then the time: export subscribe "trend sales 30d" 09:00 weekdays xlsx',
    ja: '配信する内容を引用符で囲み、時刻を指定してください：エクスポート 配信 "推移 売上 直近30日" 9:00 平日 xlsx',
    'zh-CN': '请把内容放在引号内并写上时间：导出 订阅 "趋势 销售额 近30天" 9:00 工作日 xlsx',
  },
  tooMany: {
    en: 'At most {most} files can be ordered in one conversation. Stop one first.',
    ja: '1つの会話で設定できるのは{most}件までです。先にどれかを停止してください。',
    'zh-CN': '一个会话最多订阅{most}个文件，请先停止一个。',
  },
  never: { en: 'This time never comes.', ja: 'その日時は訪れません。', 'zh-CN': '该时间不会出现。' },
  gone: {
    en: 'There is no ordered file #{id} here.',
    ja: 'ファイルの定期配信 #{id} はここにはありません。',
    'zh-CN': '这里没有编号为#{id}的定期文件。',
  },
  noMail: {
    en: 'Mail is not set up here, or you have no address.',
    ja: 'メールが設定されていないか、アドレスが登録されていません。',
    'zh-CN': '尚未配置邮件，或您没有登记邮箱。',
  },
  noChannel: {
    en: 'A file needs a conversation to come to. Ask me in the chat itself, or say: by mail',
    ja: 'ファイルの届け先が必要です。チャット内で設定するか、「メールで」を付けてください。',
    'zh-CN': '需要一个接收文件的会话。请在聊天中设置，或加上“邮件”。',
  },
} satisfies Record<string, Localized>
