import type { BotDeps, DrawnPicture } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'
import type { FeishuApi } from './api/client.ts'
import { limits } from './limits.ts'

/** Pictures as the platform knows them. */
export interface Images {
  /** The `img_key` of a picture: uploaded once per content. `null` when the platform does not take the picture. */
  keyOf(picture: DrawnPicture, signal?: AbortSignal): Promise<string | null>
  /** The platform no longer knows these pictures: they are uploaded again when they are needed. */
  forget(pictures: readonly DrawnPicture[]): void
}

/** Judgement: the platform does not say how long it keeps a picture; half a day serves all channels of a morning. */
const keptMs = 12 * 3_600_000
const most = 2_000

/** Remembers what was uploaded; two that need the same picture at once share one upload. */
export function createImages(api: FeishuApi, { now, log }: Pick<BotDeps, 'now' | 'log'>): Images {
  const uploads = new Map<string, { readonly key: Promise<string>; readonly until: number }>()

  function upload(picture: DrawnPicture, signal: AbortSignal | undefined): Promise<string> {
    const known = uploads.get(picture.id)
    if (known && now().getTime() < known.until) return known.key
    const key = uploadPng(api, picture, signal)
    if (uploads.size >= most) uploads.clear()
    uploads.set(picture.id, { key, until: now().getTime() + keptMs })
    key.catch(() => uploads.delete(picture.id))
    return key
  }

  return {
    keyOf: async (picture, signal) => {
      if (picture.png.byteLength === 0 || picture.png.byteLength > limits.imageBytes) return null
      try {
        return await upload(picture, signal)
      } catch (error) {
        const fault = error instanceof TransportError ? error.fault : null
        log.warn({ err: error, fault }, 'A picture could not be uploaded to Feishu; the text goes without it')
        return null
      }
    },
    forget: pictures => {
      for (const { id } of pictures) uploads.delete(id)
    },
  }
}

/** https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/image/create */
async function uploadPng(api: FeishuApi, { png }: DrawnPicture, signal: AbortSignal | undefined): Promise<string> {
  const data = { image_type: 'message', image: Buffer.from(png) }
  const answer = await api({ method: 'POST', path: 'im/v1/images', data, multipart: true, ...(signal && { signal }) })
  const { image_key: key } = answer
  if (typeof key !== 'string' || key === '') throw new TransportError('Feishu gave no key', { fault: 'permanent' })
  return key
}
