import { type CommandContext, defineCommand, includes, type Words } from '#src/contracts/command.ts'
import { UserError } from '#src/errors.ts'
import {
  asStep,
  changesOf,
  isVisibleStep,
  listSteps,
  lockStep,
  takeBack,
  type UndoStep,
  undoListCard,
  undoneCard,
} from '#src/features/undo/index.ts'
import type { Localized } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'

/** How many changes a list shows. */
const listed = 10
/** How many changes are looked at for those that may be shown here. Judgement. */
const lookedAt = 40

/** Takes back what a line changed: one's own last one, or by its number. */
export const undo = defineCommand({
  name: 'undo',
  aliases: {
    en: ['revert', 'take back'],
    ja: ['取り消し', '取消し', '元に戻す', 'アンドゥ'],
    'zh-CN': ['撤销', '撤消', '撤回', '回退'],
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
    if (words.subverb === 'list') return list(context)
    const { db, caller, now, enqueue } = context
    const { id, line } = await stepMeant(words, context)
    const info = { personId: caller.personId, personName: caller.name, verb: 'undo', line, at: now, reverts: id }
    const { value, step } = await asStep(db, info, async tx => {
      await refuseOthers(tx, id, context)
      const undone = await takeBack(tx, id, now)
      await enqueue(tx, 'evaluate', null)
      return undone
    })
    const shown = { ...value, line: lineShown(value, context) }
    return { cards: [undoneCard(shown, caller.timeZone, step)], private: true }
  },
})

async function list(context: CommandContext) {
  const { caller } = context
  const whose = includes(caller.role, 'administrator') ? undefined : caller.personId
  const steps = await visibleSteps(context, listed, whose)
  const shown = steps.map(step => ({ ...step, line: lineShown(step, context) }))
  return { cards: [undoListCard(shown, caller.timeZone)], private: true }
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
  return { id: last.id, line: `undo ${last.id}` }
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
