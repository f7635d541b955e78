import type { Block, Card } from '#src/chat/card.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'

/** A file whose columns are not understood, or were named by somebody. */
export interface ShownMapping {
  readonly id: number
  readonly fileName: string
  readonly columns: readonly { readonly name: string; readonly samples: readonly string[] }[]
  /** Column and what it means; empty while nobody has said it. */
  readonly meanings: readonly { readonly name: string; readonly label: Localized }[]
}

/** What is asked about the last file, what is kept, and how to say and forget it. */
export function mappingsCard(open: ShownMapping | null, kept: readonly ShownMapping[]): Card {
  const blocks: Block[] = [{ type: 'text', text: texts.how }]
  if (open)
    blocks.push({ type: 'text', text: fill(texts.asked, { file: open.fileName }), style: 'strong' }, samples(open))
  if (kept.length > 0) blocks.push({ type: 'text', text: texts.kept, style: 'strong' }, list(kept))
  const actions = kept
    .slice(0, 3)
    .map(({ id, fileName }) => ({ label: fill(texts.forget, { file: fileName }), line: `import forget ${id}` }))
  if (actions.length > 0) blocks.push({ type: 'actions', actions })
  return { title: texts.title, tone: 'info', blocks }
}

function samples({ columns }: ShownMapping): Block {
  return {
    type: 'table',
    columns: [{ label: texts.column }, { label: texts.cells }],
    rows: columns
      .slice(0, 30)
      .map(({ name, samples: cells }) => [{ text: verbatim(name) }, { text: verbatim(cells.join(' · ') || '–') }]),
  }
}

function list(kept: readonly ShownMapping[]): Block {
  return {
    type: 'table',
    columns: [{ label: texts.file }, { label: texts.meaning }],
    rows: kept.slice(0, 20).map(one => [{ text: verbatim(`#${one.id} ${one.fileName}`) }, { text: meaningsOf(one) }]),
  }
}

function meaningsOf({ meanings }: ShownMapping): Localized {
  return join(meanings.map(({ name, label }) => fill(texts.pair, { name, label })))
}

/** Columns were named: what they mean now, and what to do next. */
export function namedCard(fileName: string, meanings: ShownMapping['meanings']): Card {
  const facts = meanings.map(({ name, label }) => fill(texts.pair, { name, label }))
  return {
    title: fill(texts.named, { file: fileName }),
    tone: 'good',
    blocks: [
      { type: 'text', text: join(facts) },
      { type: 'text', text: texts.again },
    ],
  }
}

/** What was kept is forgotten. */
export function forgottenCard(): Card {
  return { title: texts.forgotten, tone: 'good', blocks: [] }
}

const texts = {
  title: { en: 'Columns of files', ja: 'ファイルの列', 'zh-CN': '文件的列' },
  how: {
    en: 'Say what columns mean, for example: import Umsatz=net_sales; Tag=day. It is kept for files with the same columns.',
    ja: '列の意味は「取り込み 売価計=売上; 取引日=日付」のように指定します。同じ列のファイルでは次回から自動で使われます。',
    'zh-CN': '可这样说明列的含义：导入 成交=销售额; 交易日=日期。同样列的文件以后会自动沿用。',
  },
  asked: {
    en: 'Not understood: {file}',
    ja: '列を認識できなかったファイル：{file}',
    'zh-CN': '无法识别的文件：{file}',
  },
  kept: { en: 'Kept', ja: '保存済みの対応', 'zh-CN': '已保存的对应' },
  column: { en: 'Column', ja: '列', 'zh-CN': '列' },
  cells: { en: 'What stands there', ja: '値の例', 'zh-CN': '内容示例' },
  file: { en: 'File', ja: 'ファイル', 'zh-CN': '文件' },
  meaning: { en: 'Columns', ja: '列の意味', 'zh-CN': '列的含义' },
  pair: { en: '{name} = {label}', ja: '{name} = {label}', 'zh-CN': '{name} = {label}' },
  forget: { en: 'Forget {file}', ja: '{file}の対応を削除', 'zh-CN': '删除 {file} 的对应' },
  named: { en: 'Columns of {file} are named', ja: '{file}の列の意味を保存しました', 'zh-CN': '已保存 {file} 的列含义' },
  again: {
    en: 'Send the file again: it is read this way now.',
    ja: 'もう一度ファイルを送信すると、この設定で読み込みます。',
    'zh-CN': '请重新发送文件，将按此读取。',
  },
  forgotten: {
    en: 'Forgotten. Files like it are recognised afresh.',
    ja: '対応を削除しました。次回は改めて認識します。',
    'zh-CN': '已删除，下次将重新识别。',
  },
} satisfies Record<string, Localized>
