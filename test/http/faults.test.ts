import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UserError } from '#src/errors.ts'
import { createServer } from '#src/http/server.ts'
import { explainFault } from '#src/shell/explain-fault.ts'

const faults = fc.oneof(
  fc.string().map(message => new Error(message)),
  fc.string().map(message => new TypeError(message)),
  fc.string().map(message => Object.assign(new Error(message), { statusCode: 503 })),
)
const languages = fc.constantFrom('en', 'ja', 'zh-CN')

/** A server whose only route fails, and the lines it logs. */
function failing(fault: Error) {
  const lines: string[] = []
  const log = {
    ...{ level: 'info', fatal: note, error: note, warn: note, info: () => {}, debug: () => {}, trace: () => {} },
    ...{ silent: () => {}, child: () => log },
  }
  function note(fields: object, sentence: string) {
    lines.push(JSON.stringify({ ...fields, sentence }))
  }
  const metrics = { refused: { inc: () => {} }, requests: { observe: () => {} } }
  const server = createServer(log as never, metrics as never) // only what a request touches
  server.get('/x', () => {
    throw fault
  })
  return { server, lines }
}

describe('faults of routes', () => {
  it('give programs a number that one line of the log has', async () => {
    await fc.assert(
      fc.asyncProperty(faults, async fault => {
        const { server, lines } = failing(fault)
        const answer = await server.inject({ url: '/x', headers: { accept: 'application/json' } })
        const { reference } = answer.json<{ reference: string }>()
        await server.close()

        expect(answer.statusCode).toBeGreaterThanOrEqual(500)
        expect(lines.filter(line => line.includes(`"reference":"${reference}"`))).toHaveLength(1)
      }),
      { numRuns: 20 },
    )
  })

  it('give a browser a page in its language with the number, and nothing of the fault', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^secret-[a-z]{6,12}$/), languages, async (message, language) => {
        const { server, lines } = failing(new Error(message))
        const headers = { accept: 'text/html,*/*', 'accept-language': language }
        const answer = await server.inject({ url: '/x', headers })
        await server.close()
        const [, reference] = /"reference":"([A-Z2-9]{6})"/.exec(lines.join('\n')) ?? []

        expect(answer.headers['content-type']).toContain('text/html')
        expect(answer.body).toContain(`lang="${language}"`)
        expect(answer.body).toContain(reference)
        expect(answer.body).not.toContain(message)
      }),
      { numRuns: 20 },
    )
  })
})

describe('faults at the shell', () => {
  it('give a number that the line below has; what can be put right needs none', () => {
    fc.assert(
      fc.property(fc.string(), message => {
        const said = explainFault(new TypeError(message))
        const [, number] = /\(number ([A-Z2-9]{6})\)\n\{/.exec(said) ?? []

        expect(number).toBeDefined()
        expect(said.slice(said.lastIndexOf('\n{'))).toContain(`"reference":"${number}"`)
      }),
    )
    const text = { en: 'Name a file.', ja: '', 'zh-CN': '' }
    expect(explainFault(new UserError(text))).toBe('Name a file.')
  })
})
