import { setTimeout as pause } from 'node:timers/promises'
import { webApi } from '@slack/bolt'
import type { Cache } from '#bots/slack/api/cache.ts'
import type { Client } from '#bots/slack/api/client.ts'
import { transportError } from '#bots/slack/api/faults.ts'
import type { Workspace } from '#bots/slack/api/workspaces.ts'
import { pictureReadyMs } from '#bots/slack/limits.ts'
import type { BotLog, DrawnPicture } from '#src/chat/messenger.ts'

/** What uploading needs. */
export interface PictureParts {
  /** Ids of files by workspace and picture: the same chart is uploaded once. */
  readonly files: Cache<string>
  readonly log: BotLog
}

type Pictures = readonly (DrawnPicture | null)[]

/**
 * Uploads pictures without a channel, so that nothing is posted, and waits until Slack can show them. `null` where a
 * picture was not drawn, cannot be uploaded or does not become ready: the text goes out without it.
 * @throws TransportError when Slack asks us to wait: then the message waits, too.
 */
export async function uploadPictures(
  { files, log }: PictureParts,
  workspace: Workspace,
  pictures: Pictures,
  signal?: AbortSignal,
): Promise<readonly (string | null)[]> {
  const nameOf = (picture: DrawnPicture) => `${workspace.id}/${picture.id}`
  const fresh = pictures.filter(picture => picture !== null).filter(picture => files.get(nameOf(picture)) === undefined)
  const wanted = [...new Map(fresh.map(picture => [picture.id, picture])).values()]
  try {
    for (const [id, picture] of await uploadReady(workspace.client, wanted, signal)) files.set(nameOf(picture), id)
  } catch (error) {
    if (error instanceof webApi.WebAPIRateLimitedError) throw transportError(error)
    log.warn({ err: transportError(error) }, 'Pictures could not be uploaded to Slack.')
  }
  return pictures.map(picture => (picture === null ? null : (files.get(nameOf(picture)) ?? null)))
}

async function uploadReady(client: Client, pictures: readonly DrawnPicture[], signal: AbortSignal | undefined) {
  if (pictures.length === 0) return []
  const ids = await upload(client, pictures)
  const until = Date.now() + pictureReadyMs
  const ready = await Promise.all(ids.map(id => isReady(client, id, until, signal)))
  return ids.flatMap((id, at) => {
    const picture = pictures[at]
    return ready[at] && picture ? [[id, picture] as const] : []
  })
}

/** https://docs.slack.dev/reference/methods/files.getUploadURLExternal and files.completeUploadExternal */
async function upload(client: Client, pictures: readonly DrawnPicture[]): Promise<readonly string[]> {
  const uploaded = await client.filesUploadV2({
    file_uploads: pictures.map(({ png }, at) => ({ file: Buffer.from(png), filename: `chart-${at + 1}.png` })),
  })
  const ids = uploaded.files.flatMap(group => group.files ?? []).map(file => file.id ?? '')
  if (ids.length !== pictures.length || ids.includes('')) throw new Error('not every picture was uploaded')
  return ids
}

/** The type is empty until Slack has looked at the file: https://docs.slack.dev/reference/methods/files.info */
async function isReady(client: Client, file: string, until: number, signal: AbortSignal | undefined): Promise<boolean> {
  for (let wait = 250; Date.now() < until && !signal?.aborted; wait = Math.min(wait * 2, 2_000)) {
    if ((await client.files.info({ file })).file?.mimetype) return true
    await pause(wait)
  }
  return false
}
