import { uploadForArticle, uploadImage } from '#bots/wecom/api/app.ts'
import { hookImageBytes, uploadBytes } from '#bots/wecom/limits.ts'
import type { Surface } from '#bots/wecom/render/types.ts'
import type { DrawnPicture } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'
import type { Pictures, Wecom } from './target.ts'

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
  const shelf = surface === 'bot' ? 'bot' : 'app'
  return kept(wecom, `${shelf}/${picture.id}`, () =>
    shelf === 'bot' ? wecom.socket.upload(picture.png) : uploadImage(wecom.client, picture.png),
  )
}

/** The address of a picture inside an article. */
export async function articleUrl(wecom: Wecom, picture: DrawnPicture): Promise<string> {
  return kept(wecom, `article/${picture.id}`, () => uploadForArticle(wecom.client, picture.png))
}

/** Forgets where a picture was, because the platform does not know it any more. */
export function forget(wecom: Wecom, surface: Surface, pictures: Pictures): void {
  for (const id of pictures.keys()) wecom.media.drop(`${surface === 'bot' ? 'bot' : 'app'}/${id}`)
}

async function kept({ media }: Wecom, name: string, upload: () => Promise<string>): Promise<string> {
  const known = media.find(name)
  if (known !== null) return known
  const handle = await upload()
  if (handle === '') throw new TransportError('WeCom gave no handle for a picture', { fault: 'permanent' })
  media.keep(name, handle)
  return handle
}
