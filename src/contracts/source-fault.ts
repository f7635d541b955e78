import type { Localized } from '#src/i18n/locale.ts'
import { mask } from './mask.ts'
import { type Said, textOfSaid } from './said.ts'

/**
 * Why a pull did not go on.
 * `transient`: tried again soon, with growing pauses; `throttled`: not before `until`; `authorisation`: the grant is
 * gone, somebody must consent again; `scope`: a permission is missing, only this feed waits; `unavailable`: this account
 * does not have the feed (a programme that it did not join, an endpoint that is not there), only this feed waits;
 * `not-ready`: the
 * marketplace has not finished the figures yet; `drift`: a field that is read vanished or changed its type, so that the
 * feed stops before it writes; `permanent`: the request itself is wrong and would be wrong again.
 */
export type FaultKind =
  | 'transient'
  | 'throttled'
  | 'authorisation'
  | 'scope'
  | 'unavailable'
  | 'not-ready'
  | 'drift'
  | 'permanent'

/**
 * A marketplace refused, did not answer, or answered something else than it documents. Never holds a secret: addresses of
 * mail, telephone numbers and tokens in its words are masked.
 */
export class SourceFault extends Error {
  override readonly name = 'SourceFault'
  readonly kind: FaultKind
  /** What happened, by its code: what people read of it is `text`. */
  readonly said: Said
  /** The earliest moment to try again; `null`: the engine's own pause. */
  readonly until: Date | null
  /** The vendor's own name of the missing permission, or the path of the field that changed. */
  readonly subject: string | null

  constructor(
    kind: FaultKind,
    said: Said,
    options: { readonly until?: Date | null; readonly subject?: string | null; readonly cause?: unknown } = {},
  ) {
    super(textOfSaid(said).en.trim(), { cause: options.cause })
    this.kind = kind
    this.until = options.until ?? null
    this.subject = options.subject == null ? null : mask(options.subject)
    this.said = this.subject === null ? said : { ...said, subject: this.subject }
  }

  /** What happened in all languages, with the vendor's own name of what is missing or changed. */
  get text(): Localized {
    return textOfSaid(this.said)
  }
}
