import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectRoot } from '#src/paths.ts'
import { lockNumbers } from '#src/platform/database/lock-numbers.ts'

it('each kind of work has a number of its own', () => {
  const numbers = Object.values(lockNumbers)

  expect(new Set(numbers).size).toBe(numbers.length)
})

it('no number of a lock stands anywhere else', () => {
  const source = join(projectRoot, 'src')
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'))
  const own = files.filter(file => /(?<![\d_])727_?\d{3}(?!\d)/.test(readFileSync(join(source, file), 'utf8')))

  expect(own).toEqual([join('platform', 'database', 'lock-numbers.ts')])
})
