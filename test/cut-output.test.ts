import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { bearCutOutput } from '#src/cut-output.ts'

const fault = (code: string) => Object.assign(new Error(code), { code })

test('a reader that stops reading ends nothing, as often as it is written to', () => {
  const [out, err] = [new EventEmitter(), new EventEmitter()]
  bearCutOutput(out, err)
  for (const stream of [out, out, err]) expect(stream.emit('error', fault('EPIPE'))).toBe(true)
})

test.each(['ENOSPC', 'EIO', 'EBADF'])('%s stays a fault', code => {
  const out = new EventEmitter()
  bearCutOutput(out)
  expect(() => out.emit('error', fault(code))).toThrow(code)
})
