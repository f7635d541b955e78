/** Somebody of the company, known in one messenger alone. */
export type Who = 'ken' | 'lea' | 'moe' | 'dee'

export const everybody: readonly Who[] = ['ken', 'lea', 'moe', 'dee']

/** One messenger as the people in it use it: they type, press and fill in; everything goes over the wire, signed. */
export interface Desk {
  readonly messenger: 'slack' | 'feishu' | 'wecom'
  readonly workspace: string
  /** The platform's id of somebody. */
  accountOf(who: Who): string
  type(who: Who, text: string): Promise<void>
  /** Sends a picture, with words beside it where the messenger has them. */
  sendPhoto(who: Who, photo: Buffer, words: string): Promise<void>
  /** All that somebody was told in person, as text. */
  told(who: Who): string
  /** Lines of the buttons that stand in somebody's conversation. */
  lines(who: Who): readonly string[]
  /** Presses the newest button whose line begins so. */
  press(who: Who, line: string): Promise<void>
  /** Whether a form waits for somebody with these fields. */
  waits(who: Who, field: string): boolean
  /** Fills in the form that waits. */
  fill(who: Who, values: Readonly<Record<string, string>>): Promise<void>
}

/** Sends a request to the service. */
export type Post = (request: {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly payload: string | Buffer
}) => Promise<{ readonly statusCode: number; readonly body: string }>

/** All objects inside a value, from the outside in. */
export function objectsIn(value: unknown): readonly Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return []
  const own = Array.isArray(value) ? [] : [value as Record<string, unknown>]
  return [...own, ...Object.values(value).flatMap(objectsIn)]
}
