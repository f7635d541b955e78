import { type CommandContext, defineCommand, type Words } from '#src/contracts/command.ts'
import { UserError } from '#src/errors.ts'
import { ownStores } from '#src/features/figures/index.ts'
import { findImport, type Import, listImports, undoImport } from '#src/features/imports/index.ts'
import {
  coverageOf,
  importsCard,
  importTable,
  sourcesCard,
  sourceTable,
  undoneCard,
} from '#src/features/ingest/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'

/** Where figures come from, what is missing, which files were read; undoes an import. */
export const sources = defineCommand({
  name: 'sources',
  aliases: {
    en: ['source', 'imports', 'list stores', 'store list', 'which stores', 'list shops', 'list sources'],
    ja: ['データ元', '取込', '店舗一覧', '店舗リスト', '店舗の一覧', 'ショップ一覧'],
    'zh-CN': [
      '数据源',
      '数据来源',
      '导入记录',
      '店铺列表',
      '店铺一览',
      '店铺清单',
      '有哪些店铺',
      '列出店铺',
      '门店列表',
    ],
  },
  summary: {
    en: 'Where figures come from and what is missing',
    ja: 'データの出どころと不足',
    'zh-CN': '数据来源与缺失情况',
  },
  examples: {
    en: ['sources', 'sources imports', 'sources undo 12'],
    ja: ['データ元', 'データ元 取込履歴', 'データ元 取消 12'],
    'zh-CN': ['数据源', '数据源 导入', '数据源 撤销 12'],
  },
  subverbs: {
    list: { aliases: ['一覧', '列表'] },
    imports: { aliases: ['files', '取込履歴', '履歴', '导入', '文件'], role: 'manager' },
    undo: { aliases: ['取消', '取り消し', '元に戻す', '撤销', '回滚'], role: 'manager' },
  },
  role: 'viewer',
  takes: { ids: true },
  implied: words => (words.ids.length > 0 ? 'undo' : 'list'),
  async run(words, context) {
    if (words.subverb === 'undo') return undo(words, context)
    if (words.subverb === 'imports') return imports(context)
    const { db, caller, now } = context
    const rows = await coverageOf(db, ownStores(caller), now)
    return { cards: [sourcesCard(rows, caller.timeZone)], tables: () => [sourceTable(rows)] }
  },
})

async function imports({ db, caller }: CommandContext) {
  const found = (await listImports(db)).filter(one => inSight(one, caller.stores))
  return { cards: [importsCard(found, caller.timeZone)], private: true, tables: () => [importTable(found)] }
}

async function undo(words: Words, { db, caller, now, enqueue }: CommandContext) {
  const [id, another] = words.ids
  if (id === undefined || another !== undefined) throw new UserError(texts.which)
  const known = await findImport(db, id)
  if (!known || !inSight(known, caller.stores)) throw new UserError(fill(texts.none, { id }))
  const done = await undoImport(db, id, { now })
  await enqueue(db, 'evaluate', null)
  return { cards: [undoneCard({ ...done, fileName: known.fileName })] }
}

/** An import is the business of those who see every store that it touched. */
function inSight({ summary }: Import, stores: readonly { readonly slug: string }[]): boolean {
  const touched = (summary as { readonly stores?: readonly { readonly slug: string }[] } | null)?.stores // written by the preview
  return touched?.every(one => stores.some(store => store.slug === one.slug)) === true
}

const texts = {
  which: {
    en: 'Which import? For example: sources undo 12',
    ja: '番号を指定してください。例：データ元 取消 12',
    'zh-CN': '请写编号，例如：数据源 撤销 12',
  },
  none: { en: 'There is no import #{id}.', ja: '取込#{id}はありません。', 'zh-CN': '没有编号为 #{id} 的导入。' },
} satisfies Record<string, Localized>
