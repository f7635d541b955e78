import { type CommandAnswer, type CommandContext, defineCommand, includes, type Words } from '#src/contracts/command.ts'
import { localDay } from '#src/domain/days.ts'
import { UserError } from '#src/errors.ts'
import {
  bringFile,
  buttonsOf,
  checkedSpec,
  destinationOf,
  exportedBy,
  findReport,
  listReports,
  makeFile,
  orderedTable,
  quotedIn,
  readRequest,
  removeReport,
  reportCard,
  reportRows,
  reportSavedCard,
  reportsCard,
  type SavedReport,
  savedTable,
  saveReport,
  schedulesCard,
  schedulesOf,
  stopExport,
  subscribeExport,
} from '#src/features/exports/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** Any answer as a file, reports of one's own, and files that come by the clock. */
export const exportFigures = defineCommand({
  name: 'export',
  aliases: {
    en: ['download', 'exports'],
    ja: ['エクスポート', '書き出し', 'ダウンロード', '出力'],
    'zh-CN': ['导出', '汇出', '下载', '导出数据', '导出报表'],
  },
  summary: {
    en: 'Any answer as a CSV or Excel file; reports of your own',
    ja: '回答をCSV・Excelで書き出す／独自レポート',
    'zh-CN': '把任何查询导出为CSV或Excel；自定义报表',
  },
  examples: {
    en: [
      'export trend sales 30d xlsx',
      'export sales acos weekly target change csv',
      'export save "Weekly ads" ad spend acos weekly 84d',
      'export subscribe "Weekly ads" monday 09:00 xlsx',
      'export saved',
    ],
    ja: [
      'エクスポート 推移 売上 直近30日 xlsx',
      'エクスポート 売上 ACoS 週別 目標 csv',
      'エクスポート 保存 "週次広告" 広告費 ACoS 週別',
      'エクスポート 配信 "週次広告" 毎週 月曜 9:00',
      'エクスポート 保存済み',
    ],
    'zh-CN': [
      '导出 趋势 销售额 近30天 xlsx',
      '导出 销售额 ACoS 按周 目标 csv',
      '导出 保存 "广告周报" 广告花费 ACoS 按周',
      '导出 订阅 "广告周报" 每周 周一 9:00',
      '导出 已保存',
    ],
  },
  // None of these words stands in the line of an answer, which follows as it is.
  subverbs: {
    save: { aliases: ['保存'], role: 'operator' },
    saved: { aliases: ['reports', 'custom reports', '保存済み', '已保存', '自定义报表'] },
    preview: { aliases: ['プレビュー', '预览'] },
    discard: { aliases: ['remove', 'delete', '削除', '删除'], role: 'operator' },
    subscribe: { aliases: ['schedule', '配信', '定期配信', '订阅', '定时'], role: 'operator' },
    subscriptions: { aliases: ['schedules', '配信一覧', '订阅列表'] },
    stop: { aliases: ['unsubscribe', '停止', '解除', '退订', '取消'], role: 'operator' },
  },
  role: 'viewer',
  undoable: true,
  takes: {
    kpis: true,
    places: true,
    periods: true,
    amounts: true,
    people: true,
    ids: true,
    quoted: true,
    moments: true,
    lines: true,
    free: true,
  },
  async run(words, context) {
    switch (words.subverb) {
      case 'save':
        return save(words, context)
      case 'saved':
        return saved(context)
      case 'preview':
        return preview(words, context)
      case 'discard':
        return discard(words, context)
      case 'subscribe':
        return subscribeExport(words, context)
      case 'subscriptions':
        return ordered(context)
      case 'stop':
        return stopExport(words, context)
      default:
        return make(words, context)
    }
  },
})

/** The file, brought into the conversation where its messenger carries files, and its address in any case. */
async function make(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const asked = readRequest(words.rest)
  const named = quotedIn(words.line).length === 1 && /^\s*"[^"]+"\s*$/.test(asked.rest)
  const content = await exportedBy(asked.rest, named ? null : withoutRequest(words), context)
  const destination = await destinationOf(context, { byMail: asked.byMail, secret: content.secret })
  const { card, link } = await makeFile(context, content, asked.format ?? 'xlsx')
  const secret = content.secret
  const isLarge = link.file?.brought === false // its address goes by mail, too; in the chat it stands in the answer
  if (!destination || (isLarge && !asked.byMail)) return { cards: [card], private: secret }
  await bringFile(context, destination.channelId, { ...card, blocks: [link] }, link)
  const blocks = [...card.blocks, { type: 'text' as const, style: 'strong' as const, text: destination.label }]
  return { cards: [{ ...card, blocks }], private: secret }
}

async function saved({ db, caller }: CommandContext): Promise<CommandAnswer> {
  const reports = await listReports(db, caller.demo)
  return { cards: [reportsCard(reports)], tables: () => [savedTable(reports)] }
}

async function ordered(context: CommandContext): Promise<CommandAnswer> {
  const schedules = await schedulesOf(context)
  return { cards: [schedulesCard(schedules, context.now)], tables: () => [orderedTable(schedules)] }
}

/** The words that are about what is in the file. */
function withoutRequest(words: Words): Words {
  const { rest } = readRequest(words.open)
  return { ...words, open: rest, unknown: words.unknown.filter(word => rest.includes(word)) }
}

async function save(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { db, caller, now } = context
  const [name, ...others] = quotedIn(words.line)
  if (name === undefined || others.length > 0 || name.length > longestName) throw new UserError(texts.name)
  const spec = checkedSpec(withoutRequest(words), localDay(now, caller.timeZone))
  await reportRows(spec, context) // what cannot be made is not saved
  const known = await findReport(db, name, caller.demo)
  if (known) requireOwner(known, context)
  const isNew = await saveReport(db, { name, spec, by: caller.personId, demo: caller.demo }, now)
  return { cards: [reportSavedCard(name, isNew)] }
}

async function preview(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const report = await named(words, context)
  const rows = await reportRows(report.spec, context)
  const actions = { type: 'actions' as const, actions: buttonsOf(report.name) }
  return { cards: [reportCard(rows, verbatim(report.name), actions)] }
}

async function discard(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const report = await named(words, context)
  requireOwner(report, context)
  await removeReport(context.db, report.id)
  return { cards: [{ title: fill(texts.gone, { name: verbatim(report.name) }), tone: 'good', blocks: [] }] }
}

/** The report that a line names, in quotes or without. @throws UserError */
async function named(words: Words, { db, caller }: CommandContext): Promise<SavedReport> {
  const name = quotedIn(words.line)[0] ?? words.rest.trim()
  const found = await findReport(db, name, caller.demo)
  if (found) return found
  const all = await listReports(db, caller.demo)
  const lines = all.slice(0, 5).map(one => ({ label: verbatim(one.name), line: `export preview "${one.name}"` }))
  throw new UserError(fill(texts.unknown, { name: verbatim(name) }), lines)
}

/** Who saved it changes it, and managers do. @throws UserError */
function requireOwner(report: SavedReport, { caller }: CommandContext): void {
  const own = report.createdBy !== null && report.createdBy === caller.personId
  if (own || includes(caller.role, 'manager')) return
  throw new UserError(fill(texts.notYours, { name: verbatim(report.name), owner: verbatim(report.creatorName ?? '–') }))
}

/** Characters of a name (judgement: a title). */
const longestName = 60

const texts = {
  name: {
    en: 'Give the report one name of up to 60 characters in quotes: export save "Weekly ads" ad spend acos weekly',
    ja: 'レポート名（60文字まで）を引用符で1つ指定してください：エクスポート 保存 "週次広告" 広告費 ACoS 週別',
    'zh-CN': '请用引号写一个报表名称（不超过60字）：导出 保存 "广告周报" 广告花费 ACoS 按周',
  },
  unknown: {
    en: 'There is no saved report “{name}”. `export saved` lists them.',
    ja: '「{name}」というレポートはありません。「エクスポート 保存済み」で一覧を表示します。',
    'zh-CN': '没有名为“{name}”的报表。“导出 已保存”可查看全部。',
  },
  notYours: {
    en: '“{name}” belongs to {owner}. They or a manager can change it; save yours under another name.',
    ja: '「{name}」は{owner}さんのレポートです。変更できるのは本人か管理職のみです。別の名前で保存してください。',
    'zh-CN': '“{name}”由{owner}创建，只有本人或主管可以修改。请换一个名称保存。',
  },
  gone: { en: 'Report “{name}” removed', ja: 'レポート「{name}」を削除しました', 'zh-CN': '已删除报表“{name}”' },
} satisfies Record<string, Localized>
