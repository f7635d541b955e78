import { uploadForArticle, uploadImage } from '#bots/wecom/api/app.ts'
import type { Wecom } from '#bots/wecom/context.ts'
import { articleLifeMs, hookImageBytes, mediaLifeMs, uploadBytes } from '#bots/wecom/limits.ts'
import type { Surface } from '#bots/wecom/render/types.ts'
import type { DrawnPicture } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'
import type { Pictures } from './target.ts'

/**
 * Brings pictures to where they are shown from, so that a text can say which are missing: for each one its id, or
 * `null` where drawing or the platform failed for good. A platform that is away for a while throws.
 */
export async function bring(
  wecom: Wecom,
  surface: Surface,
  pictures: readonly (DrawnPicture | null)[],
): Promise<readonly (string | null)[]> {
  const brought: (string | null)[] = []
  for (const picture of pictures) brought.push(picture && (await bringOne(wecom, surface, picture)) ? picture.id : null)
  return brought
}

async function bringOne(wecom: Wecom, surface: Surface, picture: DrawnPicture): Promise<boolean> {
  if (picture.png.byteLength > (surface === 'hook' ? hookImageBytes : uploadBytes)) return false
  if (surface === 'hook') return true // sent with the message itself
  try {
    await mediaOf(wecom, surface, picture)
    return true
  } catch (error) {
    if (error instanceof TransportError && error.fault !== 'permanent') throw error
    wecom.deps.log.error({ err: error, surface }, 'A picture was not taken')
    return false
  }
}

/** The handle of a picture on a surface, uploaded where it is not yet. */
export async function mediaOf(wecom: Wecom, surface: Surface, picture: DrawnPicture): Promise<string> {
  const upload = () => (surface === 'bot' ? wecom.socket.upload(picture.png) : uploadImage(wecom.client, picture.png))
  return wecom.media.once(shelfOf(wecom, surface), picture, mediaLifeMs, named(upload))
}

/** What the app uploads serves all surfaces of the app, of the bot only the bot. */
function shelfOf({ config }: Wecom, surface: Surface): string {
  return surface === 'bot' ? `bot/${config.bot?.id ?? ''}` : `app/${config.app?.corpId ?? ''}`
}

/** The address of a picture inside an article. */
export async function articleUrl(wecom: Wecom, picture: DrawnPicture): Promise<string> {
  const upload = () => uploadForArticle(wecom.client, picture.png)
  return wecom.media.once(`article/${wecom.config.app?.corpId ?? ''}`, picture, articleLifeMs, named(upload))
}

/** Forgets where a picture was, because the platform does not know it any more. */
export async function forget(wecom: Wecom, surface: Surface, pictures: Pictures): Promise<void> {
  await wecom.media.forget(shelfOf(wecom, surface), pictures.values())
}

/** An upload that gives a handle, or fails. */
function named(upload: () => Promise<string>): () => Promise<string> {
  return async () => {
    const handle = await upload()
    if (handle === '') throw new TransportError('WeCom gave no handle for a picture', { fault: 'permanent' })
    return handle
  }
}
