import type { FastifyInstance } from 'fastify'

/** Takes forms of pages of at most so many bytes, and nothing else. */
export function acceptForms(app: FastifyInstance, bodyLimit: number): void {
  accept(app, bodyLimit, text => Object.fromEntries(new URLSearchParams(text)))
}

/** The same, read as `URLSearchParams`: fields may stand in a form more than once. */
export function acceptFormLists(app: FastifyInstance, bodyLimit: number): void {
  accept(app, bodyLimit, text => new URLSearchParams(text))
}

function accept(app: FastifyInstance, bodyLimit: number, read: (text: string) => unknown): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit },
    (_request, body, done) => done(null, read(String(body))),
  )
}
