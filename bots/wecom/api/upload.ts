import { createHash } from 'node:crypto'
import { chunkBytes, maxChunks } from '#bots/wecom/limits.ts'
import type { Frame } from '#bots/wecom/receive/bot/frames.ts'
import { TransportError } from '#src/errors.ts'

/**
 * Uploads a picture, or a file, over the AI bot's connection, one chunk after the other: in parallel the platform timed out.
 * https://developer.work.weixin.qq.com/document/path/101463
 */
export async function uploadChunks(
  ask: (cmd: string, body: unknown) => Promise<Frame>,
  bytes: Uint8Array,
  { type, name }: { readonly type: 'image' | 'file'; readonly name: string } = { type: 'image', name: 'chart.png' },
): Promise<string> {
  const count = Math.ceil(bytes.byteLength / chunkBytes)
  if (count > maxChunks) throw new TransportError('The upload is too large', { fault: 'permanent' })
  const md5 = createHash('md5').update(bytes).digest('hex')
  const about = { type, filename: name, total_size: bytes.byteLength, total_chunks: count, md5 }
  const upload_id = field(await ask('aibot_upload_media_init', about), 'upload_id')
  for (let at = 0; at < count; at += 1) {
    const part = bytes.subarray(at * chunkBytes, (at + 1) * chunkBytes)
    const base64_data = Buffer.from(part).toString('base64')
    await ask('aibot_upload_media_chunk', { upload_id, chunk_index: at, base64_data })
  }
  return field(await ask('aibot_upload_media_finish', { upload_id }), 'media_id')
}

function field({ body }: Frame, name: string): string {
  const entries = typeof body === 'object' && body !== null ? Object.entries(body) : []
  const value = entries.find(([key]) => key === name)?.[1]
  return typeof value === 'string' ? value : ''
}
