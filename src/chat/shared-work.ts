/** A delivery that is ours to work on. */
export interface Taken {
  /**
   * Works on it and marks it as done, also where the work throws. While it runs nobody else takes the delivery; when the
   * process dies, another one does.
   */
  work<T>(run: () => Promise<T>): Promise<T>
}

/** Deliveries of a platform that are stored before the platform is told that we have them. */
export interface Inbox {
  /**
   * Stores a delivery by what is needed to work on it (JSON). `null`: it was taken before, by any replica, and is done or
   * worked on; one whose worker was lost is taken anew.
   */
  take(key: string, payload: unknown): Promise<Taken | null>
  /**
   * From now on works on deliveries whose key begins so and whose worker was lost: a delivery is begun three times at
   * most. The result ends it.
   */
  recover(prefix: string, work: (payload: unknown, key: string) => Promise<void>): () => Promise<void>
}

/** Files that platforms keep for us under a handle of theirs. */
export interface Uploads {
  /** The handle of a content, uploaded where nobody did so within a time. @throws what `upload` throws. */
  once(name: string, keptMs: number, upload: () => Promise<string>): Promise<string>
  /** The platform does not know this handle any more: the next `once` uploads. */
  forget(name: string, handle: string): Promise<void>
}

/** Part of an allowance. */
export interface Allowance {
  /** Names the allowance and its time, such as `urgent/2026-11`. */
  readonly key: string
  readonly amount: number
  /** All that may be spent. */
  readonly limit: number
  /** When nobody asks for it any more. */
  readonly until: Date
}

/** One of so many places: at most `most` within any `seconds`, wherever those begin. */
export interface SlidingPlace {
  /** Names what is counted, such as the messages to one person. */
  readonly key: string
  readonly most: number
  readonly seconds: number
}

/** Posts and edits that stand in conversations which only we keep. */
export interface MessageStore {
  /** Adds the message, or replaces the one with the same id where it stands. */
  put(message: StoredMessage): Promise<void>
  find(id: string): Promise<StoredMessage | null>
  /** The newest messages of a conversation, oldest of them first. */
  list(channel: string, limit: number): Promise<readonly StoredMessage[]>
}

/** A message as the reader's page draws it. `body` is the messenger's own JSON. */
export interface StoredMessage {
  readonly id: string
  readonly channel: string
  readonly at: Date
  readonly body: unknown
}
