import { UserError } from '#src/errors.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { Card } from './card.ts'
import { isPictureName } from './evidence-photos.ts'
import type { ImportFile, ImportingPerson } from './file-imports.ts'
import type { BotDeps } from './messenger.ts'

/** A file that somebody dropped into a conversation; its bytes are fetched when its turn comes. */
export interface DroppedFile {
  readonly name: string
  /** A picture, whatever its name says. */
  readonly isPicture?: boolean
  readonly open: () => Promise<AsyncIterable<Uint8Array>>
}

/** Who dropped files, and what was said beside them. */
export interface Dropping {
  readonly by: ImportingPerson
  /** Words such as `--market us` say what a file does not. */
  readonly line: string
  /** What the platform is called. */
  readonly platform: string
}

/** Files of one message that are read, and the largest, in bytes (judgement; the console takes as much). */
const maxFiles = 5
const maxBytes = 100 * 1024 * 1024

const tables = /\.(csv|tsv|txt|xlsx|xlsm|xlsb|xls|ods|zip|gz|htm|html|xml)$/i

/** Whether a name may be that of a file with rows; what reads it says what it can and cannot. */
export function mayHoldRows(name: string): boolean {
  return tables.test(name)
}

/**
 * A card for each file: what a table would come to, where a photo stands now, or why it cannot be read. Those too many at
 * once are named.
 */
export async function offerFiles(
  deps: Pick<BotDeps, 'imports' | 'photos' | 'log'>,
  files: readonly DroppedFile[],
  dropping: Dropping,
): Promise<readonly Card[]> {
  const cards: Card[] = []
  for (const file of files.slice(0, maxFiles)) cards.push(await cardOf(deps, file, dropping))
  const rest = files.slice(maxFiles).map(file => file.name)
  if (rest.length === 0) return cards
  const text = fill(texts.tooMany, { limit: maxFiles, names: verbatim(rest.join(', ')) })
  return [...cards, { title: texts.notAll, tone: 'warning', blocks: [{ type: 'text', text }] }]
}

async function cardOf(
  { imports, photos, log }: Pick<BotDeps, 'imports' | 'photos' | 'log'>,
  { name, open, isPicture = isPictureName(name) }: DroppedFile,
  { by, line, platform }: Dropping,
): Promise<Card> {
  try {
    if (isPicture ? !photos : !imports?.offer) throw new UserError(isPicture ? texts.noPhotos : texts.none)
    const file: ImportFile = { name, bytes: bounded(await open()) }
    if (isPicture && photos) return await photos.keep(file, line, by)
    if (!imports?.offer) throw new UserError(texts.none)
    return await imports.offer(file, fileOptions(line), by, line)
  } catch (error) {
    if (!(error instanceof UserError)) log.warn({ err: error }, 'A file of a conversation could not be read.')
    const text = error instanceof UserError ? error.text : fill(texts.failed, { platform })
    const title = fill(texts.title, { name: verbatim(name) })
    return { title, tone: 'warning', blocks: [{ type: 'text', text }] }
  }
}

/** `--market us --store "West 2"` beside a file. */
export function fileOptions(line: string): Readonly<Record<string, string>> {
  const found = [...line.matchAll(/(?:--|—)(\w+)[ =]+("[^"]*"|“[^”]*”|\S+)/g)]
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name, value.replace(/^["“]|["”]$/g, '')]))
}

async function* bounded(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let total = 0
  for await (const chunk of bytes) {
    total += chunk.length
    if (total > maxBytes) throw new UserError(texts.large)
    yield chunk
  }
}

const texts = {
  title: { en: '{name} was not read', ja: '{name}を読み込めませんでした', 'zh-CN': '未能读取 {name}' },
  none: { en: 'Files are not taken here.', ja: 'ここではファイルを取り込めません。', 'zh-CN': '此处不支持导入文件。' },
  noPhotos: { en: 'Photos are not taken here.', ja: 'ここでは写真を受け付けていません。', 'zh-CN': '此处不接收照片。' },
  failed: {
    en: '{platform} did not give me the file. Please send it again, or import it in the web console.',
    ja: '{platform}からファイルを取得できませんでした。もう一度送るか、Webコンソールから取り込んでください。',
    'zh-CN': '未能从{platform}取得文件。请重新发送，或在网页控制台导入。',
  },
  large: {
    en: 'Files may have 100 MB. Part it, or import it from the shell.',
    ja: 'ファイルは100 MBまでです。分割するか、コマンドラインから取り込んでください。',
    'zh-CN': '文件不能超过 100 MB。请拆分，或从命令行导入。',
  },
  notAll: { en: 'Some files were not read', ja: '読み込んでいないファイルがあります', 'zh-CN': '部分文件未读取' },
  tooMany: {
    en: 'Up to {limit} files of one message are read. Please send these again: {names}',
    ja: '1回のメッセージで読み込めるのは{limit}件までです。次のファイルはもう一度お送りください：{names}',
    'zh-CN': '每条消息最多读取 {limit} 个文件，请重新发送：{names}',
  },
} satisfies Record<string, Localized>
