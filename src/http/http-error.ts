/** A request that is refused: a page for a browser, `message` as JSON for a program. */
export class HttpError extends Error {
  /** 400 to 499. */
  readonly statusCode: number

  constructor(statusCode: number, message: string) {
    super(message)
    this.statusCode = statusCode
  }
}
