import type { Workspace } from '#bots/slack/api/workspaces.ts'
import type { Slack } from '#bots/slack/context.ts'
import { isPictureName } from '#src/chat/evidence-photos.ts'
import type { Reply } from '#src/chat/messenger.ts'
import { mayHoldRows, offerFiles } from '#src/chat/offered-files.ts'
import { answering, say } from './say.ts'
import type { Source } from './source.ts'

/** A file of a message, as far as we need it. https://docs.slack.dev/reference/objects/file-object */
interface SharedFile {
  readonly id: string
  readonly name: string
  readonly url: string
  readonly isPicture: boolean
}

/** The tables and pictures among the files of a message: what reads them says what it can and cannot. */
export function filesIn(event: object): readonly SharedFile[] {
  const files: unknown = Reflect.get(event, 'files')
  const found = Array.isArray(files) ? files.map(readFile) : []
  return found.filter(file => file.isPicture || mayHoldRows(file.name))
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
    isPicture: text('mimetype').startsWith('image/') || isPictureName(text('name')),
  }
}

/** Reads files that somebody shared with the bot: shows what each table would come to, and keeps photos behind ratings. */
export async function takeFiles(slack: Slack, source: Source, files: readonly SharedFile[], line: string) {
  const { workspace, user } = source
  const { email, locale = 'en' } = await slack.profiles.find(workspace, user)
  if (email) await slack.deps.link({ workspace: workspace.id, person: user, email })
  const dropped = files.map(file => ({
    name: file.name,
    isPicture: file.isPicture,
    open: () => download(workspace, slack.config.apiUrl, file),
  }))
  const by = { messenger: 'slack', workspace: workspace.id, person: user }
  const cards = await offerFiles(slack.deps, dropped, { by, line, platform: 'Slack' })
  const own = await slack.deps.languageOf({ workspace: workspace.id, person: user })
  const reply: Reply = { cards, locale: own ?? locale, private: true, handles: new Map() }
  await answering(slack, source, speaker => say(slack, source, reply, speaker))
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
  return answer.body as unknown as AsyncIterable<Uint8Array> // a web stream is one in Node
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
