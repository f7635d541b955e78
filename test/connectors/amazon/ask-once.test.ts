import { describe, expect, it } from 'vitest'
import { SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { asked, contextOf, feed, token } from '#test/support/amazon/scripted.ts'

const said = says('answered', { vendor: 'Amazon', code: 429 })
const phaseIn = (state: unknown) =>
  (state as { phase?: string }).phase ?? (state as { inner?: { phase?: string } }).inner?.phase

describe('what must not be asked for twice', () => {
  it.each([
    ['a report', 'orders', 'throttled', 'ask'],
    ['a report', 'orders', 'transient', 'asking'],
    ['a query', 'traffic', 'throttled', 'ask'],
    ['a query', 'traffic', 'transient', 'asking'],
  ] as const)('%s of %s that was %s is next at: %s', async (_what, id, kind, phase) => {
    const script = contextOf([token])
    const http: typeof script.http = async request => {
      if (request.url.includes('/auth/')) return script.http(request)
      throw new SourceFault(kind, said)
    }

    const pulled = feed(id).pull(asked({ kind: 'backfill' }), { ...script, http })

    await expect(pulled).rejects.toMatchObject({ kind })
    expect(phaseIn(script.kept[0])).toBe('asking')
    expect(phaseIn(script.kept.at(-1))).toBe(phase)
  })
})
