import { createHash } from 'node:crypto'
import type { BotDeps, DrawnPicture } from '#src/chat/messenger.ts'

/** Uploaded pictures: once per content, over all replicas and restarts. */
export interface Media {
  /** The handle of a picture on a shelf, uploaded where it is not there yet. */
  once(shelf: string, picture: DrawnPicture, keptMs: number, upload: () => Promise<string>): Promise<string>
  /** The platform does not know the pictures of a shelf any more. */
  forget(shelf: string, pictures: Iterable<DrawnPicture>): Promise<void>
}

/** Handles that were given out lately, to know which ones the platform refused (judgement). */
const most = 2_000

/** Shelves keep apart what one surface uploaded from what another one can show. */
export function createMedia({ uploads }: Pick<BotDeps, 'uploads'>): Media {
  const given = new Map<string, string>()
  return {
    once: async (shelf, picture, keptMs, upload) => {
      const name = nameOf(shelf, picture)
      const handle = await uploads.once(name, keptMs, upload)
      if (given.size >= most) given.clear()
      given.set(name, handle)
      return handle
    },
    forget: async (shelf, pictures) => {
      for (const picture of pictures) {
        const name = nameOf(shelf, picture)
        const handle = given.get(name)
        if (handle !== undefined) await uploads.forget(name, handle)
      }
    },
  }
}

function nameOf(shelf: string, { png }: DrawnPicture): string {
  return `${shelf}/${createHash('sha256').update(png).digest('hex')}`
}
