/** A token and for how many seconds it is valid. */
export interface IssuedToken {
  readonly token: string
  readonly seconds: number
}

/** The app's token: one request however many ask, none while it is valid. */
export interface Tokens {
  get(): Promise<string>
  /** The platform refused this token: the next `get` asks for another. */
  refuse(token: string): void
}

/** Half an hour before its end the platform hands out a new token beside the old one; five minutes leave room. */
const earlySeconds = 300

/** Keeps one token. @throws TransportError from `issue`. */
export function createTokens(issue: () => Promise<IssuedToken>, now: () => Date): Tokens {
  let current: { readonly token: string; readonly until: number } | null = null
  let asking: Promise<string> | null = null

  async function ask(): Promise<string> {
    const { token, seconds } = await issue()
    current = { token, until: now().getTime() + Math.max(30, seconds - earlySeconds) * 1_000 }
    return token
  }

  return {
    get: () => {
      if (current && now().getTime() < current.until) return Promise.resolve(current.token)
      asking ??= ask().finally(() => {
        asking = null
      })
      return asking
    },
    refuse: token => {
      if (current?.token === token) current = null
    },
  }
}
