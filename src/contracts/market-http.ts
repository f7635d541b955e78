/** A request to the marketplace. */
export interface HttpRequest {
  readonly method?: 'GET' | 'POST' | 'PUT'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  /** Headers that each attempt has anew, such as its own id: a call that is made again within the step asks for them again. */
  readonly freshHeaders?: () => Readonly<Record<string, string>>
  /** Header that says, besides `Retry-After`, when a refused call may be made again; in lower case. */
  readonly againHeader?: string
  readonly body?: string
  /** Ids of budgets that the call spends. */
  readonly budgets?: readonly string[]
  /**
   * Asking twice does no harm: after a fault of the network or the server it is asked again within the step. Absent:
   * so it is for `GET` alone. Say it of a search that is sent as `POST`, never of what makes something.
   */
  readonly repeatable?: boolean
  /** Statuses besides 2xx that the connector reads itself; everything else becomes a `SourceFault`. */
  readonly accept?: readonly number[]
  /** Judgement: 32 MiB unless said. */
  readonly maxBytes?: number
  /** A document to be read by `lines`: a compressed one stays so in memory, and may hold more than `maxBytes` unpacked. */
  readonly packed?: true
  /**
   * A document whose `lines` are read while they arrive, within the step: it is never held as a whole, has no `bytes` and is
   * not kept. What is cut off is a fault of `lines`.
   */
  readonly streamed?: true
}

/** An answer: gunzipped by its first bytes, never by a header. */
export interface HttpResponse {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Unpacked, unless it was asked for `packed`. */
  readonly bytes: Uint8Array
  /** Decoded by `charset`, else the header's, else UTF-8 (`shift_jis` is Windows-31J). */
  text(charset?: string): string
  /** Of a `packed` one: its lines, decoded as `text` does, few of them at a time. @throws SourceFault where it is broken */
  lines?(charset?: string): AsyncIterable<string>
  /** @throws SourceFault `drift` when it is not JSON. */
  json(): unknown
  /** JSON whose numbers all come as texts, so that long ids and money stay exact. */
  exactJson(): unknown
}
