import { type BufferedAnswer, bufferedFetch } from '#src/buffered-fetch.ts'
import type { Capabilities, Messenger, Outgoing } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'
import type { PlatformKind } from './platform.ts'

/** Places in the sending of a message at which a process may be ended by the harness. */
export interface Hooks {
  /** Nothing has gone out yet. */
  readonly beforeRequest?: () => void
  /** The platform has said yes, nothing is written down. */
  readonly afterAnswer?: () => void
}

const everything: Capabilities = {
  edit: false,
  mention: true,
  images: true,
  buttons: true,
  forms: true,
  ephemeral: true,
  threads: false,
  perReaderLanguage: false,
  dropsDuplicates: false,
  findsByDeliveryId: false,
}

/** A messenger that speaks to the platform of `platform.ts`; its id is the kind of platform. */
export function loopbackMessenger(url: string, kind: PlatformKind, hooks: Hooks = {}): Messenger {
  return {
    id: kind,
    can: { ...everything, dropsDuplicates: kind === 'drops', findsByDeliveryId: kind === 'searched' },
    gapMs: 0,
    send: async message => {
      hooks.beforeRequest?.()
      const ref = await post(`${url}/${kind}?id=${encodeURIComponent(message.deliveryId)}&pid=${process.pid}`, message)
      hooks.afterAnswer?.()
      return ref
    },
    find: async deliveryId => {
      const response = await reach(() => bufferedFetch(`${url}/${kind}?id=${encodeURIComponent(deliveryId)}`))
      const { ref } = (await response.json()) as { ref: string | null } // our own platform answers
      return ref
    },
  }
}

/** As platforms want it: JSON, and a form where there are pictures. */
async function post(address: string, { card, pictures, signal }: Outgoing): Promise<string> {
  const body = pictures.some(picture => picture) ? formOf(card, pictures) : JSON.stringify(card)
  const response = await reach(() => bufferedFetch(address, { method: 'POST', body, signal }))
  const waiting = response.headers.get('retry-after')
  if (!response.ok) {
    const retryAfterSeconds = waiting === null ? null : Number(waiting)
    const message = `the platform answered ${response.status}`
    throw new TransportError(message, {
      fault: 'retryable',
      ...(retryAfterSeconds === null ? {} : { retryAfterSeconds }),
    })
  }
  const { ref } = (await response.json()) as { ref: string } // our own platform answers
  return ref
}

function formOf(card: Outgoing['card'], pictures: Outgoing['pictures']): FormData {
  const form = new FormData()
  form.set('card', JSON.stringify(card))
  pictures.forEach((picture, index) => {
    if (picture) form.set(`picture-${index}`, new Blob([new Uint8Array(picture.png)]))
  })
  return form
}

/** A connection that breaks leaves open whether the message was taken. */
async function reach(ask: () => Promise<BufferedAnswer>): Promise<BufferedAnswer> {
  try {
    return await ask()
  } catch (cause) {
    throw new TransportError('no answer', { fault: 'doubtful', cause })
  }
}
