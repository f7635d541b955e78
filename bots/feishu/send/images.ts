import { createHash } from 'node:crypto'
import type { FeishuApi } from '#bots/feishu/api/client.ts'
import { limits } from '#bots/feishu/limits.ts'
import type { BotDeps, DrawnPicture } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'

/** Pictures as the platform knows them. */
export interface Images {
  /**
   * The `img_key` of a picture: uploaded once per content, over all replicas and restarts. `null` when the platform does
   * not take the picture.
   */
  keyOf(picture: DrawnPicture, signal?: AbortSignal): Promise<string | null>
  /** The platform no longer knows these pictures: they are uploaded again when they are needed. */
  forget(pictures: readonly DrawnPicture[]): Promise<void>
}

/** Judgement: the platform does not say how long it keeps a picture; what it forgot sooner is uploaded again. */
const keptMs = 7 * 86_400_000

/** Keys that were given out lately, to know which one the platform refused (judgement). */
const most = 2_000

/** Uploads pictures of one app: a key is worth nothing to another one. */
export function createImages(
  api: FeishuApi,
  appId: string,
  { uploads, log }: Pick<BotDeps, 'uploads' | 'log'>,
): Images {
  const given = new Map<string, string>()
  return {
    keyOf: async (picture, signal) => {
      if (picture.png.byteLength === 0 || picture.png.byteLength > limits.imageBytes) return null
      const name = nameOf(appId, picture)
      try {
        const key = await uploads.once(name, keptMs, () => uploadPng(api, picture, signal))
        if (given.size >= most) given.clear()
        given.set(name, key)
        return key
      } catch (error) {
        const fault = error instanceof TransportError ? error.fault : null
        log.warn({ err: error, fault }, 'A picture could not be uploaded to Feishu; the text goes without it')
        return null
      }
    },
    forget: async pictures => {
      for (const picture of pictures) {
        const name = nameOf(appId, picture)
        const key = given.get(name)
        if (key !== undefined) await uploads.forget(name, key)
      }
    },
  }
}

function nameOf(appId: string, { png }: DrawnPicture): string {
  return `${appId}/${createHash('sha256').update(png).digest('hex')}`
}

/** https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/image/create */
async function uploadPng(api: FeishuApi, { png }: DrawnPicture, signal: AbortSignal | undefined): Promise<string> {
  const data = { image_type: 'message', image: Buffer.from(png) }
  const answer = await api({ method: 'POST', path: 'im/v1/images', data, multipart: true, ...(signal && { signal }) })
  const { image_key: key } = answer
  if (typeof key !== 'string' || key === '') throw new TransportError('Feishu gave no key', { fault: 'permanent' })
  return key
}
