/** Somebody on the platform, by the e-mail that stands in the company's directory there. */
export interface LinkedIdentity {
  readonly workspace: string
  readonly person: string
  readonly email: string
}

/** A conversation whose id changed. */
export interface Moved {
  readonly workspace: string
  readonly from: string
  readonly to: string
}

/** A message that the platform took, and later gave up. */
export interface Undelivered {
  readonly workspace: string
  readonly channel: string
  /** A part of the message's `MessageRef`; `null`: it is not known which message. */
  readonly refPart: string | null
  /** What the platform said, without contents. */
  readonly error: string
  /** Nothing arrives there any more; otherwise only this message did not. */
  readonly gone: boolean
}
