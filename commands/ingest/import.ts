import { type CommandContext, defineCommand, type Words } from '#src/contracts/command.ts'
import { UserError } from '#src/errors.ts'
import {
  type ApplyResult,
  createImportSteps,
  expectedFiles,
  expectedFilesCard,
  expectedTable,
  findOpenQuestion,
  forgetMapping,
  forgottenCard,
  importAppliedCard,
  importerOf,
  importRunningCard,
  importStateCard,
  importUndoneCard,
  type KnownMapping,
  listMappings,
  mappingsCard,
  mappingTable,
  nameColumns,
  namedCard,
  type Role,
  roleLabel,
  type ShownMapping,
  sayExpected,
  stillReading,
  type Waiting,
} from '#src/features/imports/index.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** What the columns of files mean, where they are not understood: said once, kept for all files like it. */
export const importFiles = defineCommand({
  name: 'import',
  aliases: { en: ['mapping', 'mappings'], ja: ['取り込み', '列の意味'], 'zh-CN': ['导入', '列含义'] },
  summary: {
    en: 'Say what the columns of a file mean',
    ja: 'ファイルの列の意味を指定',
    'zh-CN': '说明文件各列的含义',
  },
  examples: {
    en: ['import', 'import Umsatz=net_sales; Tag=day', 'import forget 3'],
    ja: ['取り込み', '取り込み 売価計=売上; 取引日=日付', '取り込み 削除 3'],
    'zh-CN': ['导入', '导入 成交=销售额; 交易日=日期', '导入 删除 3'],
  },
  subverbs: {
    list: { aliases: ['一覧', '列表'] },
    map: { aliases: ['column', 'columns', '列', '対応', '对应'], free: true },
    apply: { aliases: ['確定', '应用', '确认'] },
    progress: { aliases: ['status', '進捗', '进度', '状态'] },
    undo: { aliases: ['取り消し', '撤销'] },
    expect: { aliases: ['expected', '定期', '予定', '预期'], free: true },
    forget: { aliases: ['削除', '忘れる', '删除', '忘记'] },
  },
  role: 'manager',
  lasting: true,
  takes: { ids: true, quoted: true, free: true },
  implied: words => (/[=＝]/.test(words.rest) ? 'map' : 'list'),
  async run(words, context) {
    if (words.subverb === 'map') return name(words, context)
    if (words.subverb === 'expect') return expected(words, context)
    if (words.subverb === 'progress') return progress(words, context)
    if (words.subverb === 'apply' || words.subverb === 'undo') return carryOut(words, words.subverb, context)
    if (words.subverb === 'forget') return forget(words, context)
    const open = await findOpenQuestion(context.db, context.caller.personId)
    const kept = await listMappings(context.db)
    const [asked, known] = [open && shown(open), kept.map(shown)]
    return { cards: [mappingsCard(asked, known)], private: true, tables: () => [mappingTable(asked, known)] }
  },
})

/** Stores what a preview showed, or takes an import back. */
async function carryOut({ ids }: Words, step: 'apply' | 'undo', { db, caller, now, enqueue }: CommandContext) {
  const [id] = ids
  if (id === undefined) throw new UserError(texts.number)
  const imports = importsOf({ db, now, enqueue })
  const by = await importerOf(db, caller)
  const card =
    step === 'apply' ? appliedOrRunning(id, await imports.apply(id, by)) : importUndoneCard(await imports.undo(id, by))
  return { cards: [card], private: true, replaces: true }
}

function importsOf({ db, now, enqueue }: Pick<CommandContext, 'db' | 'now' | 'enqueue'>) {
  return createImportSteps(db, {
    now: () => now,
    onObservations: tx => enqueue(tx, 'evaluate', null),
    readLater: tx => enqueue(tx, 'read-files', null),
  })
}

function appliedOrRunning(id: number, result: ApplyResult | Waiting) {
  return 'waiting' in result ? importRunningCard(id, stillReading(result.waiting), true) : importAppliedCard(result)
}

/** Which downloads are expected; or how often one is. */
async function expected({ rest }: Words, { db, caller, now }: CommandContext) {
  const own = (id: number) => caller.stores.some(store => store.id === id)
  const found =
    rest.trim() === ''
      ? (await expectedFiles(db, now)).filter(one => own(one.imported.storeId))
      : await sayExpected(db, rest, caller.stores, now)
  return { cards: [expectedFilesCard(found)], private: true, tables: () => [expectedTable(found)] }
}

/** How far a large file is; when it was read, what it would bring. */
async function progress({ ids }: Words, context: CommandContext) {
  const [id] = ids
  if (id === undefined) throw new UserError(texts.number)
  const found = await importsOf(context).state(id, await importerOf(context.db, context.caller))
  return { cards: [importStateCard(found)], private: true }
}

async function name({ rest }: Words, { db, caller }: CommandContext) {
  const { fileName, columns } = await nameColumns(db, rest.replace(/^["'“”「]|["'“”」]$/g, ''), caller.personId)
  return {
    cards: [
      namedCard(
        fileName,
        columns.map(({ name: column, role }) => ({ name: column, label: labelOf(role) })),
      ),
    ],
  }
}

async function forget({ ids }: Words, { db }: CommandContext) {
  const [id] = ids
  if (id === undefined || !(await forgetMapping(db, id))) throw new UserError(texts.which)
  return { cards: [forgottenCard()] }
}

function shown({ id, fileName, columns, mapping }: KnownMapping): ShownMapping {
  const meanings = Object.entries(mapping ?? {}).map(([column, role]) => ({
    name: column,
    label: labelOf(role as Role | null),
  })) // roles alone are kept
  return { id, fileName, columns, meanings }
}

function labelOf(role: Role | null): Localized {
  return role === null ? texts.leftOut : roleLabel(role)
}

const texts = {
  number: {
    en: 'Which file? Press the button under its preview, or write its number: import apply 12',
    ja: '番号を指定するか、プレビューのボタンを押してください。例：取り込み 確定 12',
    'zh-CN': '请点预览下方的按钮，或写上编号，例如：导入 应用 12',
  },
  which: {
    en: 'Which one? Type import for the list, then for example: import forget 3',
    ja: '番号を指定してください。「取り込み」で一覧を表示し、例：取り込み 削除 3',
    'zh-CN': '请写编号。先输入“导入”查看列表，例如：导入 删除 3',
  },
  leftOut: { en: 'left out', ja: '使わない', 'zh-CN': '不使用' },
} satisfies Record<string, Localized>
