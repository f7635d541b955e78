import { type Command, type CommandContext, defineCommand, includes, type Words } from '#src/contracts/command.ts'
import { UserError } from '#src/errors.ts'
import { bringProposals } from '#src/features/approvals/index.ts'
import { listDone } from '#src/features/conversation/index.ts'
import { bringTasks } from '#src/features/improvements/index.ts'
import {
  asStep,
  changesOf,
  isVisibleStep,
  listSteps,
  lockStep,
  stepTable,
  takeBack,
  type UndoStep,
  undoListCard,
  undoneCard,
} from '#src/features/undo/index.ts'
import { formatDateTime } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { requireUsed } from '#src/language/account.ts'
import { stripRoot } from '#src/language/strip-command.ts'
import { nameKey } from '#src/language/text.ts'
import type { Db } from '#src/platform/database/db.ts'

/** How long a change is surely the one that is meant, in minutes (judgement: while its answer is still in sight). */
const freshMinutes = 60
/** How many changes a list shows. */
const listed = 10
/** How many changes are looked at for those that may be shown here. Judgement. */
const lookedAt = 40

/** Takes back what a line changed: one's own last one, or by its number. */
export const undo = defineCommand({
  name: 'undo',
  aliases: {
    en: ['revert', 'take back', 'undo last', 'undo that', 'undo it'],
    ja: ['取り消し', '取消し', '元に戻す', '元に戻して', '取り消して', '取り消す', 'アンドゥ'],
    'zh-CN': ['撤销', '撤消', '撤回', '回退', '撤销上一步', '撤消上一步', '撤回上一步'],
  },
  summary: {
    en: 'Take back your last change, or one by its number',
    ja: '直前の変更、または番号で指定した変更を取り消す',
    'zh-CN': '撤销上一次修改，或按编号撤销',
  },
  examples: {
    en: ['undo', 'undo 12', 'undo list'],
    ja: ['取り消し', '取り消し 12', '取り消し 一覧'],
    'zh-CN': ['撤销', '撤销 12', '撤销 列表'],
  },
  subverbs: { list: { aliases: ['show', '一覧', '列表'] } },
  role: 'operator',
  takes: { ids: true },
  async run(words, context) {
    requireUsed(words, { numbers: words.subverb === 'list' ? 0 : 1 }, texts.howTo)
    if (words.subverb === 'list') return list(context)
    const { db, caller, now, enqueue } = context
    const { id, line } = await stepMeant(words, context)
    const info = { personId: caller.personId, personName: caller.name, verb: 'undo', line, at: now, reverts: id }
    const { value, step } = await asStep(db, info, async tx => {
      await refuseOthers(tx, id, context)
      const undone = await takeBack(tx, id, now)
      const changed = await changesOf(tx, id)
      const idsIn = (name: string) =>
        changed.flatMap(({ table, before, after }) => (table === name ? idOf(after ?? before) : []))
      await bringTasks(tx, idsIn('improvements'), { now, timeZone: context.teamTimeZone, reopened: true })
      await bringProposals({ ...context, db: tx }, [...new Set(idsIn('target_proposals'))])
      await enqueue(tx, 'evaluate', null)
      return undone
    })
    const shown = { ...value, line: lineShown(value, context) }
    return { cards: [undoneCard(shown, { timeZone: caller.timeZone, now }, step)], private: true }
  },
})

/** The number of an action or proposal whose row was changed; none of the demo company. */
function idOf(row: Readonly<Record<string, unknown>> | null): readonly number[] {
  return typeof row?.id === 'number' && row.demo !== true ? [row.id] : []
}

async function list(context: CommandContext) {
  const { caller } = context
  const whose = includes(caller.role, 'administrator') ? undefined : caller.personId
  const steps = await visibleSteps(context, listed, whose)
  const shown = steps.map(step => ({ ...step, line: lineShown(step, context) }))
  const tables = () => [stepTable(shown)]
  return { cards: [undoListCard(shown, caller.timeZone, context.now)], private: true, tables }
}

/** What others typed, or what one typed elsewhere, may name stores that are not seen here: then only its verb is shown. */
function lineShown(step: UndoStep, { caller, catalog }: CommandContext): string {
  const all = catalog.stores.filter(store => store.demo === caller.demo)
  const seesAll = all.every(store => caller.stores.some(one => one.id === store.id))
  const own = step.personId === caller.personId && caller.kind === 'direct'
  return seesAll || own ? step.line : step.verb
}

/** The latest steps about stores that may be spoken of here, at most so many; of one person, or of everybody. */
async function visibleSteps({ db, caller, catalog }: CommandContext, most: number, personId?: number | null) {
  const steps = await listSteps(db, { ...(personId !== undefined && { personId }), limit: lookedAt })
  const sight = { seen: caller.stores, all: catalog.stores, demo: caller.demo }
  const visible: UndoStep[] = []
  for (const step of steps) {
    if (visible.length >= most) break
    const own = step.personId === caller.personId
    if (isVisibleStep(await changesOf(db, step.id), { ...sight, own })) visible.push(step)
  }
  return visible
}

async function stepMeant(words: Words, context: CommandContext): Promise<{ id: number; line: string }> {
  const [id] = words.ids
  if (id !== undefined) return { id, line: `undo ${id}` }
  const [last] = await visibleSteps(context, 1, context.caller.personId)
  if (!last) throw new UserError(texts.nothing)
  await askFirst(last, context)
  return { id: last.id, line: `undo ${last.id}` }
}

/**
 * Without a number the last change is meant. Where something else was done since that cannot be taken back, or the change
 * is no fresh one, it may be another that is meant: then it is asked. @throws UserError with the change as a button.
 */
async function askFirst(last: UndoStep, context: CommandContext): Promise<void> {
  const { db, caller, now, commands } = context
  const lasting = commands.filter(command => command.lasting)
  const names = lasting.map(command => command.name)
  const done = caller.personId === null ? [] : await listDone(db, caller.personId, last.at, names)
  const since = done.find(({ verb, line }) =>
    lasts(
      line,
      lasting.find(({ name }) => name === verb),
    ),
  )
  const old = now.getTime() - last.at.getTime() > freshMinutes * 60_000
  if (!since && !old) return
  const shown = lineShown(last, context)
  const values = {
    line: verbatim(shown),
    time: formatDateTime(last.at, caller.timeZone, { readOn: now }),
  }
  const text = since ? fill(texts.lasting, { ...values, since: verbatim(since.line) }) : fill(texts.older, values)
  throw new UserError(text, [{ label: fill(texts.thisOne, { line: verbatim(shown) }), line: `undo ${last.id}` }])
}

/** Whether a line did something that stays: more than the verb, and one of the sub-verbs that do. */
function lasts(line: string, command: Command | undefined): boolean {
  if (command === undefined) return true
  const typed = stripRoot(line).trim()
  const verbs = [command.name, ...Object.values(command.aliases).flat()].map(nameKey)
  if (verbs.includes(nameKey(typed))) return false
  if (!Array.isArray(command.lasting)) return true
  const words = command.lasting.flatMap(name => [name, ...(command.subverbs?.[name]?.aliases ?? [])]).map(nameKey)
  return typed
    .split(/\s+/)
    .slice(1)
    .some(word => words.includes(nameKey(word)))
}

/** What others changed is an administrator's to take back; of stores that are not seen here nothing is told. */
async function refuseOthers(tx: Db, id: number, { caller, catalog }: CommandContext): Promise<void> {
  const step = await lockStep(tx, id)
  if (!step) return
  const own = step.personId === caller.personId
  const sight = { seen: caller.stores, all: catalog.stores, demo: caller.demo, own }
  if (!isVisibleStep(await changesOf(tx, id), sight)) throw new UserError(texts.elsewhere)
  if (step.personId === caller.personId || includes(caller.role, 'administrator')) return
  throw new UserError(texts.others)
}

const texts = {
  lasting: {
    en: 'What you did last ({since}) is not taken back by undo. The last change that is, from {time}: {line}. Take that back?',
    ja: '直前の操作（{since}）は取り消しの対象外です。取り消せる直近の変更は{time}の「{line}」です。取り消しますか？',
    'zh-CN': '上一步操作（{since}）不能撤销。最近可撤销的修改是{time}的“{line}”。要撤销它吗？',
  },
  older: {
    en: 'Your last change is from {time}: {line}. Take that back?',
    ja: '直近の変更は{time}の「{line}」です。取り消しますか？',
    'zh-CN': '您最近的修改是{time}的“{line}”。要撤销它吗？',
  },
  thisOne: { en: 'Undo: {line}', ja: '取り消す：{line}', 'zh-CN': '撤销：{line}' },
  howTo: {
    en: 'One change at a time: undo 12. See them with: undo list',
    ja: '1件ずつ指定してください：取り消し 12（一覧：取り消し 一覧）',
    'zh-CN': '请一次撤销一项：撤销 12（查看：撤销 列表）',
  },
  nothing: {
    en: 'You changed nothing that could be taken back.',
    ja: '取り消せる変更はありません。',
    'zh-CN': '没有可以撤销的修改。',
  },
  elsewhere: {
    en: 'That change concerns stores that may not be spoken of here. Take it back in a direct message.',
    ja: 'この場で扱えない店舗の変更です。ダイレクトメッセージで取り消してください。',
    'zh-CN': '这次修改涉及此处不可查看的店铺，请在私聊中撤销。',
  },
  others: {
    en: 'Somebody else changed that. They or an administrator can take it back.',
    ja: 'ほかの人の変更です。本人か管理者が取り消せます。',
    'zh-CN': '这是别人的修改，只能由本人或管理员撤销。',
  },
} satisfies Record<string, Localized>
