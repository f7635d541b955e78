import type { CommandContext } from '#src/contracts/command.ts'
import { UserError } from '#src/errors.ts'
import { contextOf, type DispatchParts, personCaller } from '#src/features/conversation/index.ts'
import { planDelivery } from '#src/features/delivery/index.ts'
import { type Channel, findChannelById, findOwner, findPerson } from '#src/features/people/index.ts'
import { isFileFormat } from '#src/features/tables/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { closeRun, lockWaitingRun, putOffRun, type ScheduleRun } from '#src/platform/jobs/schedules.ts'
import { workOnNext } from '#src/platform/jobs/work-on-next.ts'
import { bringFile, makeFile } from './deliver-file.ts'
import { exportedBy, requireOpen } from './export-line.ts'
import { exportKind } from './subscriptions.ts'

/** Makes all files that are due, one after the other. */
export async function makeExports(parts: DispatchParts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await runNextExport(parts)) !== null);
}

/** How soon a file that could not be made is tried again (judgement). */
const lookAgainMs = 5 * 60_000

/** What became of a run: the file is on its way, there was nobody to read it, or it is put off because of an error. */
export type ScheduledOutcome = 'planned' | 'skipped' | 'failed'

/** Makes the next file that is due and brings it; `null` when none is. A line that fails is told where it was ordered. */
export async function runNextExport(parts: DispatchParts): Promise<ScheduledOutcome | null> {
  return workOnNext<ScheduleRun, ScheduledOutcome>(parts.db, {
    take: tx => lockWaitingRun(tx, exportKind, parts.now()),
    work: (tx, run) => makeExport(parts, tx, run),
    putOff: async ({ id }, err) => {
      parts.log?.error({ err, run: id }, 'an ordered file could not be made')
      await putOffRun(parts.db, id, new Date(parts.now().getTime() + lookAgainMs))
      return 'failed'
    },
  })
}

async function makeExport(parts: DispatchParts, tx: Db, run: ScheduleRun): Promise<ScheduledOutcome> {
  const channel = await findChannelById(tx, run.schedule.channelId)
  const context = channel ? await contextFor(parts, tx, channel, run) : null
  if (!channel || !context) {
    await closeRun(tx, run, 'skipped', [])
    return 'skipped'
  }
  await makeAndBring(context, channel, run)
  await closeRun(tx, run, 'planned', [])
  return 'planned'
}

/** As who ordered it, with what may be seen in the conversation; `null` for somebody who has left. */
async function contextFor(
  parts: DispatchParts,
  tx: Db,
  channel: Channel,
  run: ScheduleRun,
): Promise<CommandContext | null> {
  const { teamTimeZone } = parts
  const now = parts.now()
  const id = run.schedule.createdBy ?? (await findOwner(tx, channel.id))
  const person = id === null ? null : await findPerson(tx, { id })
  if (!person?.active) return null
  const catalog = await parts.figures.catalog()
  const caller = personCaller(person, catalog, { channel, messenger: channel.messenger, teamTimeZone })
  return contextOf({ ...parts, db: tx }, { caller, catalog, now })
}

async function makeAndBring(context: CommandContext, channel: Channel, { schedule, dueAt }: ScheduleRun) {
  const line = typeof schedule.params.line === 'string' ? schedule.params.line : ''
  const format = String(schedule.params.format)
  try {
    const exported = await exportedBy(`"${line}"`, null, context)
    requireOpen(exported, channel.kind)
    const locale = channel.kind === 'group' ? channel.locale : context.caller.locale
    const { card, link } = await makeFile(context, exported, isFileFormat(format) ? format : 'xlsx', locale)
    await bringFile(context, channel.id, card, link)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const key = `export/${schedule.id}/${dueAt.toISOString()}`
    const title = fill(texts.failed, { id: schedule.id, line: verbatim(line) })
    const card = { title, tone: 'warning' as const, blocks: [{ type: 'text' as const, text: error.text }] }
    await planDelivery(context.db, { key, channelId: channel.id, subject: key, card, notBefore: context.now })
  }
}

const texts = {
  failed: {
    en: 'The ordered file #{id} ({line}) could not be made',
    ja: '定期ファイル #{id}（{line}）を作成できませんでした',
    'zh-CN': '定期文件#{id}（{line}）无法生成',
  },
} satisfies Record<string, Localized>
