/** Channels that another process writes to, as it holds the platform's only connection. */
export interface ChannelsLeftAlone {
  /** Leaves a channel alone for a while: this process may become the one that can. */
  readonly leave: (channelId: number) => void
  /** The channels that are left alone now. */
  readonly channels: () => readonly number[]
}

/** For how long a channel is left alone, in milliseconds (judgement: a place is taken over within seconds). */
const leftMs = 2_000

/** Remembers where this process cannot write. */
export function createChannelsLeftAlone(): ChannelsLeftAlone {
  const left = new Map<number, number>()
  return {
    leave: channelId => void left.set(channelId, performance.now() + leftMs),
    channels: () => {
      for (const [id, until] of left) if (until <= performance.now()) left.delete(id)
      return [...left.keys()]
    },
  }
}
