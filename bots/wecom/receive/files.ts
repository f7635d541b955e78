import { createDecipheriv } from 'node:crypto'
import { downloadMedia } from '#bots/wecom/api/app.ts'
import type { Wecom } from '#bots/wecom/context.ts'
import { type DroppedFile, offerFiles } from '#src/chat/offered-files.ts'
import { TransportError } from '#src/errors.ts'
import type { Place } from './converse.ts'

/** A file as the AI bot hears of it. */
export interface SealedFile {
  readonly url: string
  readonly aeskey?: string | undefined
  readonly isPicture?: boolean
}

/** Judgement: the platform gives files of up to 100 MB. */
const patienceMs = 120_000
const maxBytes = 100 * 1024 * 1024

/** Shows whoever dropped files what each would come to; photos are kept behind a rating. */
export async function answerFiles(
  wecom: Wecom,
  place: Place,
  files: readonly SealedFile[],
  line: string,
): Promise<void> {
  await offerTo(wecom, place, await Promise.all(files.map(file => fetchFile(wecom, file))), line)
}

async function offerTo(wecom: Wecom, place: Place, files: readonly DroppedFile[], line: string): Promise<void> {
  const by = { messenger: 'wecom', workspace: '', person: place.user }
  const cards = await offerFiles(wecom.deps, files, { by, line, platform: '企业微信 WeCom' })
  const locale = (await wecom.deps.languageOf({ workspace: '', person: place.user })) ?? 'zh-CN'
  await place.say({ cards, locale, private: true, handles: new Map() })
}

/** Keeps a picture that somebody sent to the app behind a rating of theirs. */
export async function answerPicture(wecom: Wecom, place: Place, mediaId: string): Promise<void> {
  const photo = {
    name: 'photo.jpg',
    isPicture: true,
    open: async () => once(await downloadMedia(wecom.client, mediaId)),
  }
  await offerTo(wecom, place, [photo], '')
}

/** The name stands with the bytes alone, so that they are fetched first; a fault is said when they are read. */
async function fetchFile(
  { config, deps }: Wecom,
  { url, aeskey, isPicture = false }: SealedFile,
): Promise<DroppedFile> {
  const kind = isPicture ? { isPicture } : {}
  try {
    const answer = await fetch(allowed(url, config.bot?.url ?? ''), { signal: AbortSignal.timeout(patienceMs) })
    if (!answer.ok) throw refused(`HTTP ${answer.status}`)
    if (Number(answer.headers.get('content-length') ?? 0) > maxBytes + 64) throw refused('too large')
    const sealed = new Uint8Array(await answer.arrayBuffer())
    const bytes = aeskey ? unsealed(sealed, aeskey) : sealed
    return {
      name: nameIn(answer.headers.get('content-disposition') ?? '', url),
      open: async () => once(bytes),
      ...kind,
    }
  } catch (err) {
    deps.log.warn({ err }, 'A file of WeCom could not be fetched.')
    const open = async () => {
      throw refused('see above')
    }
    return { name: nameIn('', url), open, ...kind }
  }
}

function refused(why: string): TransportError {
  return new TransportError(`A file of WeCom could not be fetched: ${why}`, { fault: 'retryable' })
}

/** Only over TLS; without it from the host that we are connected to, as in tests. */
function allowed(address: string, socket: string): URL {
  const url = new URL(address)
  const own = URL.canParse(socket) ? new URL(socket).hostname : ''
  if (url.protocol !== 'https:' && url.hostname !== own) throw refused('no TLS')
  return url
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** AES-256-CBC with the key's first 16 bytes as vector, padded to 32 bytes. https://developer.work.weixin.qq.com/document/path/100719 */
export function unsealed(bytes: Uint8Array, aeskey: string): Uint8Array {
  const key = Buffer.from(`${aeskey.replace(/=+$/, '')}=`, 'base64')
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const plain = Buffer.concat([decipher.update(bytes), decipher.final()])
  const padding = plain.at(-1) ?? 0
  return padding >= 1 && padding <= 32 ? plain.subarray(0, plain.length - padding) : plain
}

/** `attachment; filename*=UTF-8''%E6…` or `filename="…"`; else the last part of the address. */
export function nameIn(disposition: string, url: string): string {
  const [, encoded] = /filename\*\s*=\s*(?:utf-8)?''([^;]+)/i.exec(disposition) ?? []
  const [, quoted] = /filename\s*=\s*"?([^";]+)"?/i.exec(disposition) ?? []
  const said = decoded(encoded ?? quoted ?? '')
  return (said || decoded(new URL(url).pathname.split('/').at(-1) ?? '') || 'file').slice(0, 200)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.trim())
  } catch {
    return text.trim()
  }
}
