import type { CommandContext, Words } from '#src/contracts/command.ts'
import { localDay } from '#src/domain/days.ts'
import { type Suggestion, UserError } from '#src/errors.ts'
import { readAnswer, understand } from '#src/features/conversation/index.ts'
import { tablesOfCards } from '#src/features/tables/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { FileContent } from './deliver-file.ts'
import { reportRows } from './report-rows.ts'
import { namesGrain, type ReportSpec, specOf, unusedWords } from './report-spec.ts'
import { reportTable } from './report-table.ts'
import { findReport, type SavedReport } from './store/saved-reports.ts'

/** What shall be in a file, and whether only the asker may see it. */
export interface Exported extends FileContent {
  readonly secret: boolean
}

/**
 * What a line asks for, as tables: the name of a saved report, KPIs and places with a grain, or the line of any verb that
 * changes nothing. `words`: the line's own, `null` where it stood in quotes. @throws UserError
 */
export async function exportedBy(line: string, words: Words | null, context: CommandContext): Promise<Exported> {
  const text = line.trim()
  const name = /^"([^"]+)"$/.exec(text)?.[1] ?? text
  const saved = await findReport(context.db, name, context.caller.demo)
  if (saved) return savedContent(saved, context)
  const today = localDay(context.now, context.caller.timeZone)
  if (startsWithVerb(name, context) !== null) return answerTo(name, context)
  const own = words ?? (await wordsOf(name, context))
  if (own && isNothing(own)) throw new UserError(texts.what, samples)
  return own && isReport(own, today) ? reportOf(own, today, context) : answerTo(name, context)
}

/** Nothing that could be in a file was said, only words that fill. */
function isNothing({ kpis, places, periods, quoted, unknown, ids, amounts }: Words): boolean {
  return [kpis, places, periods, quoted, unknown, ids, amounts].every(list => list.length === 0)
}

/** The words of a line that stood in quotes. */
async function wordsOf(line: string, { db, catalog, commands, caller, now }: CommandContext): Promise<Words | null> {
  return (await understand(`export ${line}`, { db, catalog, commands, caller, now }))?.words ?? null
}

/** A file that only one person may see does not come to a group. @throws UserError */
export function requireOpen({ secret }: Exported, kind: 'direct' | 'group'): void {
  if (secret && kind === 'group') throw new UserError(texts.secret)
}

/** Without a verb in front, KPIs or places with a grain or days are a report of one's own. */
function isReport(words: Words, today: string): boolean {
  const figures = words.kpis.length + words.places.length > 0
  return (figures && unusedWords(words, today).length === 0) || namesGrain(words.open, today)
}

/** The verb with which a line begins; `null`: none. */
export function startsWithVerb(line: string, { commands }: Pick<CommandContext, 'commands'>): string | null {
  const text = line.trim().toLowerCase()
  const begins = (name: string) => {
    if (!text.startsWith(name.toLowerCase())) return false
    return (
      text.length === name.length || !/[a-z0-9]/i.test(name.at(-1) ?? '') || !/[a-z0-9]/i.test(text[name.length] ?? '')
    )
  }
  const found = commands.filter(({ name, aliases }) =>
    [name, ...aliases.en, ...aliases.ja, ...aliases['zh-CN']].some(begins),
  )
  return found[0]?.name ?? null
}

async function answerTo(line: string, context: CommandContext): Promise<Exported> {
  if (line === '' || startsWithVerb(line, context) === 'export') throw new UserError(texts.what, samples)
  const read = await readAnswer(line, context)
  if (!read) throw new UserError(texts.what, samples)
  const { command, words, answer } = read
  const tables = answer.tables?.() ?? tablesOfCards(answer.cards)
  const [first] = answer.cards
  if (tables.every(table => table.rows.length === 0)) throw new UserError(texts.nothing)
  return {
    tables,
    title: first?.title ?? verbatim(command.name),
    name: [command.name, ...words.kpis.slice(0, 2).map(kpi => kpi.id)].join('-'),
    secret: answer.private === true,
  }
}

async function savedContent(saved: SavedReport, context: CommandContext): Promise<Exported> {
  const rows = await reportRows(saved.spec, context)
  const title = verbatim(saved.name)
  return { tables: [reportTable(rows, saved.spec.extras, title)], title, name: `report-${saved.name}`, secret: false }
}

async function reportOf(words: Words, today: string, context: CommandContext): Promise<Exported> {
  const spec = checkedSpec(words, today)
  const rows = await reportRows(spec, context)
  const kpis = rows[0]?.cells.map(cell => cell.kpi) ?? []
  const title = fill(texts.report, { kpis: fill(texts.kpis, { kpi: kpis[0]?.label ?? verbatim(''), n: kpis.length }) })
  const named = kpis.length === 1 ? (kpis[0]?.label ?? title) : title
  return {
    tables: [reportTable(rows, spec.extras, named)],
    title: named,
    name: ['report', ...kpis.slice(0, 2).map(kpi => kpi.id)].join('-'),
    secret: false,
  }
}

/** What a report shall hold. @throws UserError for words that no report can use. */
export function checkedSpec(words: Words, today: string): ReportSpec {
  const unused = unusedWords(words, today)
  if (unused.length > 0) throw new UserError(fill(texts.unused, { words: verbatim(unused.join(' ')) }))
  return specOf(words, today)
}

const samples: readonly Suggestion[] = [
  { label: { en: 'Trend of sales', ja: '売上の推移', 'zh-CN': '销售额趋势' }, line: 'export trend sales 30d xlsx' },
  { label: { en: 'Scorecard', ja: '状況', 'zh-CN': '状态' }, line: 'export status xlsx' },
  { label: { en: 'Saved reports', ja: '保存したレポート', 'zh-CN': '已保存的报表' }, line: 'export saved' },
]

const texts = {
  what: {
    en: 'Export what? For example: export trend sales 30d xlsx · export sales acos amazon-us weekly csv · export "Weekly ads"',
    ja: '何を書き出しますか？例：エクスポート 推移 売上 直近30日 xlsx ／ エクスポート 売上 ACoS 週別 csv',
    'zh-CN': '要导出什么？例如：导出 趋势 销售额 近30天 xlsx；导出 销售额 ACoS 按周 csv',
  },
  secret: {
    en: 'This answer is for you alone. Order the file in your own conversation with me, or by mail.',
    ja: 'この内容は本人にのみ表示されます。ボットとの個別チャットで設定するか、「メールで」を付けてください。',
    'zh-CN': '该内容仅本人可见。请在与我的私聊中订阅，或加上“邮件”。',
  },
  nothing: {
    en: 'There is nothing in this answer that could be exported.',
    ja: 'この回答には書き出せる内容がありません。',
    'zh-CN': '该回复中没有可导出的内容。',
  },
  unused: {
    en: 'I do not know what to do with “{words}”, so nothing was exported. A report takes KPIs, places, a period, by day, week or month, and: target, attainment, before, change, quality.',
    ja: '「{words}」が分からないため、書き出していません。使えるもの：指標・対象・期間・日別／週別／月別・目標・達成率・比較値・増減・データ品質',
    'zh-CN':
      '无法识别“{words}”，因此没有导出。可用：指标、范围、时间、按天/按周/按月，以及目标、达成率、对比值、变化、数据质量。',
  },
  report: { en: 'Report: {kpis}', ja: 'レポート：{kpis}', 'zh-CN': '报表：{kpis}' },
  kpis: { en: '{kpi} and others, {n} KPIs', ja: '{kpi}など{n}指標', 'zh-CN': '{kpi}等{n}个指标' },
} satisfies Record<string, Localized>
