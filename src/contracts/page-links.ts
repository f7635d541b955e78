/** Addresses of pages of this service that open without a login: signed, for one purpose, until a moment. */
export interface PageLinks {
  /** The address of a page such as `/share/rating-photos` about something (plain text), until a moment. */
  url(path: string, about: string, until: Date): string
  /** What the token of an address is about; `null`: not signed by us for this page, or it has run out. */
  read(path: string, token: string, now: Date): string | null
}
