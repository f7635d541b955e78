import type { Readable } from 'node:stream'
import { Transform } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { CallerContext } from '#bots/web/answer/directory.ts'
import { maxFileBytes } from '#bots/web/limits.ts'
import { Refused, refusals } from '#bots/web/texts.ts'
import type { BotDeps, FileImports } from '#src/chat/messenger.ts'

const Upload = z.object({
  as: z.string(),
  name: z.string().min(1).max(255),
  options: z.string().max(20_000).default('{}'),
})
const Step = z.object({ as: z.string() })
const Params = z.object({ id: z.coerce.number().int().positive() })

/**
 * Files of figures: the body of `POST /web/imports?as=&name=&options=` is the file itself, the answer its preview;
 * `/web/imports/<id>/apply` and `/undo` go on from there, and `GET /web/imports/<id>` says how far a large file is. Who may is the importer's business.
 */
export function registerImports(
  app: FastifyInstance,
  deps: BotDeps,
  callerOf: (as: string, channel: string) => Promise<CallerContext>,
): void {
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))
  app.post('/web/imports', { bodyLimit: maxFileBytes }, async request => {
    const query = read(Upload, request.query)
    const importer = importerOf(deps)
    const caller = await callerOf(query.as, '')
    const bytes = (request.body as Readable).pipe(createMeter(maxFileBytes)) // by the parser above
    return importer.preview({ name: query.name, bytes }, optionsOf(query.options), personOf(caller))
  })
  app.get('/web/imports/:id', async request => {
    const { as } = read(Step, request.query)
    const { id } = read(Params, request.params)
    return importerOf(deps).state?.(id, personOf(await callerOf(as, '')))
  })
  for (const step of ['apply', 'undo'] as const) {
    app.post(`/web/imports/:id/${step}`, async request => {
      const { as } = read(Step, request.body)
      const { id } = read(Params, request.params)
      return importerOf(deps)[step](id, personOf(await callerOf(as, '')))
    })
  }
}

function importerOf({ imports }: BotDeps): FileImports {
  if (!imports) throw new Refused(refusals.noImports)
  return imports
}

function personOf({ person }: CallerContext) {
  return { messenger: 'web', workspace: '', person: person.email }
}

function optionsOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return read(z.record(z.string(), z.unknown()), JSON.parse(text))
  } catch {
    throw new Refused(refusals.malformed)
  }
}

function read<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input)
  if (!result.success) throw new Refused(refusals.malformed)
  return result.data
}

/** Stops a body that grows beyond the limit; Fastify counts only bodies that it reads itself. */
function createMeter(limit: number): Transform {
  let total = 0
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      total += chunk.length
      if (total > limit) done(new Refused(refusals.large))
      else done(null, chunk)
    },
  })
}
