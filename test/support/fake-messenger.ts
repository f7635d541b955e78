import type { Address, Capabilities, MessageRef, Messenger, Outgoing } from '#src/chat/messenger.ts'

/** What one call to the messenger does: throw, wait for something, do something first, or answer as usual. */
export type Script = Error | Promise<void> | (() => Promise<void>) | 'ok'

/** What arrived at the platform. */
export interface Arrived {
  readonly kind: 'send' | 'update'
  readonly deliveryId: string
  readonly channel: string
  readonly title: string
  readonly ref: MessageRef
  readonly message: Outgoing
}

export interface FakeMessenger extends Messenger {
  /** Messages that the platform took, in order; those of calls that threw afterwards are in, too. */
  readonly arrived: Arrived[]
  /** Ids that were looked for. */
  readonly lookups: string[]
  /** What the next calls do, one each; further ones succeed. A failing call takes nothing unless it says so. */
  next(...scripts: readonly (Script | { readonly takenThen: Error })[]): void
  /** Every message to a channel fails from now on. */
  refuse(channel: string, error: Error): void
}

const everything: Capabilities = {
  edit: true,
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

/** A platform in memory that fails when it is told to. */
export function fakeMessenger(
  options: { readonly id?: string; readonly can?: Partial<Capabilities>; readonly gapMs?: number } = {},
): FakeMessenger {
  const arrived: Arrived[] = []
  const lookups: string[] = []
  const scripts: (Script | { readonly takenThen: Error })[] = []

  const refused = new Map<string, Error>()

  async function take(kind: Arrived['kind'], message: Outgoing, ref: MessageRef): Promise<MessageRef> {
    const script = scripts.shift() ?? 'ok'
    if (script instanceof Error) throw script
    if (script instanceof Promise) await script
    if (typeof script === 'function') await script()
    const { deliveryId, to, card } = message
    const refusal = refused.get(to.channel)
    if (refusal) throw refusal
    arrived.push({ kind, deliveryId, channel: to.channel, title: card.title.en, ref, message })
    if (typeof script === 'object' && 'takenThen' in script) throw script.takenThen
    return ref
  }

  return {
    id: options.id ?? 'fake',
    can: { ...everything, ...options.can },
    gapMs: options.gapMs ?? 0,
    arrived,
    lookups,
    next: (...more) => void scripts.push(...more),
    refuse: (channel, error) => void refused.set(channel, error),
    send: message => take('send', message, `${message.to.channel}/${arrived.length + 1}`),
    update: (ref, message) => take('update', message, ref),
    threadOf: ref => ref,
    find: async (deliveryId: string, _to: Address) => {
      lookups.push(deliveryId)
      return arrived.find(one => one.deliveryId === deliveryId)?.ref ?? null
    },
  }
}
