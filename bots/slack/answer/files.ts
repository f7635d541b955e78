import type { Workspace } from '#bots/slack/api/workspaces.ts'
import type { Slack } from '#bots/slack/context.ts'
import type { Card } from '#src/chat/card.ts'
import type { ImportFile, Reply } from '#src/chat/messenger.ts'
import { UserError } from '#src/errors.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { answering, say } from './say.ts'
import type { Source } from './source.ts'

/** A file of a message, as far as we need it. https://docs.slack.dev/reference/objects/file-object */
interface SharedFile {
  readonly id: string
  readonly name: string
  readonly url: string
}

/** Files of one message that are read. Judgement. */
const mostFiles = 5

/** Largest file in bytes; the console takes as much. */
const mostBytes = 100 * 1024 * 1024

const tables = /\.(csv|tsv|txt|xlsx|xlsm|xlsb|xls|ods|zip|gz|htm|html|xml)$/i

/** The tables among the files of a message: what reads them says what it can and cannot. */
export function tablesIn(event: object): readonly SharedFile[] {
  const files: unknown = Reflect.get(event, 'files')
  const found = Array.isArray(files) ? files.map(readFile) : []
  return found.filter(file => tables.test(file.name)).slice(0, mostFiles)
}

function readFile(file: unknown): SharedFile {
  const text = (key: string) => {
    const value: unknown = typeof file === 'object' && file !== null ? Reflect.get(file, key) : null
    return typeof value === 'string' ? value : ''
  }
  return {
    id: text('id'),
    name: text('name') || text('title'),
    url: text('url_private_download') || text('url_private'),
  }
}

/** Reads files that somebody shared with the bot, and shows what each would come to. */
export async function previewFiles(slack: Slack, source: Source, files: readonly SharedFile[], line: string) {
  const { workspace, user } = source
  const { email, locale = 'en' } = await slack.profiles.find(workspace, user)
  if (email) await slack.deps.link({ workspace: workspace.id, person: user, email })
  const cards: Card[] = []
  for (const file of files) cards.push(await previewOf(slack, source, file, line))
  const own = await slack.deps.languageOf({ workspace: workspace.id, person: user })
  const reply: Reply = { cards, locale: own ?? locale, private: true, handles: new Map() }
  await answering(slack, source, speaker => say(slack, source, reply, speaker))
}

async function previewOf({ deps, config }: Slack, source: Source, file: SharedFile, line: string): Promise<Card> {
  const { workspace, user: person } = source
  try {
    if (!deps.imports?.offer) throw new UserError(texts.none)
    const bytes = await download(workspace, config.apiUrl, file)
    const shared: ImportFile = { name: file.name, bytes }
    return await deps.imports.offer(shared, optionsIn(line), { messenger: 'slack', workspace: workspace.id, person })
  } catch (error) {
    if (!(error instanceof UserError)) deps.log.warn({ err: error }, 'A file of Slack could not be read.')
    const text = error instanceof UserError ? error.text : texts.failed
    const title = fill(texts.title, { name: verbatim(file.name) })
    return { title, tone: 'warning', blocks: [{ type: 'text', text }] }
  }
}

/** Words such as `--market us` beside a file say what it does not. */
function optionsIn(line: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...line.matchAll(/(?:--|—)(\w+)[ =]+("[^"]*"|\S+)/g)].map(([, name = '', value = '']) => [
      name,
      value.replace(/^"|"$/g, ''),
    ]),
  )
}

/** The token goes to Slack alone. https://docs.slack.dev/reference/objects/file-object#authentication */
async function download(workspace: Workspace, apiUrl: string, file: SharedFile): Promise<AsyncIterable<Uint8Array>> {
  const url = file.url || (await lookUp(workspace, file.id))
  if (!isOfSlack(url, apiUrl)) throw new Error('the address of a file is not one of Slack')
  const answer = await globalThis.fetch(url, {
    headers: { authorization: `Bearer ${workspace.token}` },
    signal: AbortSignal.timeout(120_000),
  })
  const type = answer.headers.get('content-type') ?? ''
  if (!answer.ok || !answer.body || (type.startsWith('text/html') && !/\.html?$/i.test(file.name)))
    throw new Error(`a file of Slack was answered with HTTP ${answer.status}`)
  return bounded(answer.body as unknown as AsyncIterable<Uint8Array>) // a web stream is one in Node
}

async function lookUp({ client }: Workspace, file: string): Promise<string> {
  const { file: found } = await client.files.info({ file })
  return found?.url_private_download ?? found?.url_private ?? ''
}

function isOfSlack(url: string, apiUrl: string): boolean {
  try {
    const { protocol, hostname, host } = new URL(url)
    return (protocol === 'https:' && /(^|\.)slack(-files)?\.com$/.test(hostname)) || host === new URL(apiUrl).host
  } catch {
    return false
  }
}

async function* bounded(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let total = 0
  for await (const chunk of bytes) {
    total += chunk.length
    if (total > mostBytes) throw new UserError(texts.large)
    yield chunk
  }
}

const texts = {
  title: { en: '{name} was not read', ja: '{name}を読み込めませんでした', 'zh-CN': '未能读取 {name}' },
  none: { en: 'Files are not taken here.', ja: 'ここではファイルを取り込めません。', 'zh-CN': '此处不支持导入文件。' },
  failed: {
    en: 'Slack did not give me the file. Please share it again, or import it in the web console.',
    ja: 'Slackからファイルを取得できませんでした。もう一度送るか、Webコンソールから取り込んでください。',
    'zh-CN': '未能从 Slack 取得文件。请重新发送，或在网页控制台导入。',
  },
  large: {
    en: 'Files may have 100 MB. Part it, or import it from the shell.',
    ja: 'ファイルは100 MBまでです。分割するか、コマンドラインから取り込んでください。',
    'zh-CN': '文件不能超过 100 MB。请拆分，或从命令行导入。',
  },
} satisfies Record<string, Localized>
