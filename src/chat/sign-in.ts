/** Signing in to our pages by an account of the platform, where an app of it is configured. */
export interface SignInWay {
  /** Where a browser is sent to say who it is. */
  address(ask: SignInAsk): string
  /**
   * Who came back with a code; `null`: the platform does not take the code, what it says was not meant for us, or it is
   * somebody of another workspace. @throws TransportError when the platform does not answer.
   */
  identify(answer: SignInAnswer): Promise<PlatformAccount | null>
}

/** What a platform is asked with. */
export interface SignInAsk {
  readonly redirectUri: string
  /** Letters and digits, at most 128: comes back with the code. */
  readonly state: string
  /** Has to stand in what the platform signs, where it signs. */
  readonly nonce: string
  /** SHA-256 of the verifier, base64url: for platforms that take PKCE (RFC 7636, method S256). */
  readonly challenge: string
  /** What the browser calls itself: inside a platform's own app another address may be needed. */
  readonly userAgent: string
}

/** What a browser came back with, and what only the service that sent it knows. */
export interface SignInAnswer {
  readonly code: string
  readonly redirectUri: string
  readonly nonce: string
  readonly verifier: string
}

/** An account of a platform, as it stands in what was linked. */
export interface PlatformAccount {
  readonly workspace: string
  readonly person: string
  /** An e-mail that the platform vouches for; `null`: none. */
  readonly email: string | null
}

/** Where a platform sends a browser back to: the redirect address to register there. */
export function signInCallback(publicUrl: string, messenger: string): string {
  return `${publicUrl}/login/with/${messenger}/callback`
}
