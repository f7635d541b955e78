import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readConfig } from '#src/config.ts'
import { loadSecrets } from '#src/secrets.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kpi-secrets-'))
})

afterEach(() => rm(folder, { recursive: true }))

it('makes one key for all that start at the same time', async () => {
  const config = readConfig({ DATA_DIR: folder })
  const all = await Promise.all(Array.from({ length: 30 }, () => loadSecrets(config)))

  const keys = new Set(all.flatMap(({ secretKey, apiToken }) => [secretKey, apiToken]))
  expect(keys.size).toBe(2)
  expect([...keys].every(key => key !== null && key.length >= 43)).toBe(true)
  expect((await readdir(folder)).sort()).toEqual(['api.token', 'secret.key'])
})
