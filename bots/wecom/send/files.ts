import { uploadFile } from '#bots/wecom/api/app.ts'
import type { Wecom } from '#bots/wecom/context.ts'
import { safe } from '#bots/wecom/render/markup.ts'
import type { Part } from '#bots/wecom/render/types.ts'
import type { CarriedFile, MessageRef, Outgoing } from '#src/chat/messenger.ts'
import { readEntry, writeEntry } from './journal.ts'
import { type Posted, post } from './post.ts'
import { postOptions, refOf } from './send.ts'
import { type Target, targetOf } from './target.ts'

/** Brings a file: its title, and the file below it; what was said already in an earlier attempt is not said again. */
export async function sendFile(wecom: Wecom, message: Outgoing, file: CarriedFile): Promise<MessageRef> {
  const { deps } = wecom
  const { deliveryId, card, locale, to } = message
  const entry = await readEntry(deps, deliveryId)
  if (entry.ref !== null) return entry.ref
  const target = await targetOf(wecom, to)
  const options = postOptions(message, new Map())
  const posted: Posted[] = [...entry.posted]
  const step = async (part: Part) => {
    posted.push(await post(wecom, target, part, options))
    await writeEntry(deps, deliveryId, { posted, ref: null })
  }
  if (posted.length === 0) await step({ kind: 'text', content: safe(card.title[locale]) })
  if (posted.length === 1) await step({ kind: 'file', name: file.name, media: await upload(wecom, target, file) })
  const ref = refOf(
    target,
    posted.map(() => ({ personal: false })),
    posted,
    card,
  )
  await writeEntry(deps, deliveryId, { posted, ref })
  return ref
}

function upload({ client, socket }: Wecom, target: Target, file: CarriedFile): Promise<string> {
  const named = { name: file.name, bytes: file.content }
  if (target.surface === 'bot') return socket.upload(file.content, { type: 'file', name: file.name })
  return uploadFile(client, named, target.surface === 'hook' ? target.key : null)
}
