/** Addresses of pages of this service that open without a login: signed, for one purpose, until a moment. */
export interface PageLinks {
  /** The address of a page such as `/share/rating-photos` about something (plain text), until a moment. */
  url(path: string, about: string, until: Date): string
  /** What the token of an address is about; `null`: not signed by us for this page, or it has run out. */
  read(path: string, token: string, now: Date): string | null
}

/** Whether an address opens on the service's own machine alone. */
export function isLocal(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]', '0.0.0.0'].includes(new URL(url).hostname)
}
