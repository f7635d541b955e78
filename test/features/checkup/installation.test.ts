import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectors } from '#src/connectors/index.ts'
import { runDoctor } from '#src/shell/doctor.ts'
import { emptyDatabaseUrl, testDatabase } from '#test/support/database.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kpi-doctor-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const key = 'q7Zt1xV0mP4sKd9LrB2nWc8HfJ6gYe3uTa5oXi'

async function doctor(env: Record<string, string>, ...words: string[]) {
  const printed: string[] = []
  const usual = { DATA_DIR: folder, PORT: '0' }
  const fine = await runDoctor(words, { env: { ...usual, ...env }, connectors, print: text => printed.push(text) })
  return { fine, text: printed.join('\n') }
}

describe('doctor at the shell', () => {
  it('finds a migrated database in order, and says so in the language asked for', async () => {
    const { url } = await testDatabase()
    const { text } = await doctor({ DATABASE_URL: url, SECRET_KEY: key }, '--lang', 'ja')

    expect(text).toMatch(/^✓ 正常\s+データベース：PostgreSQL \d/m)
    expect(text).toMatch(/マイグレーション\d+件はすべて適用済み/)
    expect(text).not.toContain(key)
    expect(text).not.toContain(new URL(url).password)
  })

  it('warns of a database that nothing has set up', async () => {
    const { text } = await doctor({ DATABASE_URL: await emptyDatabaseUrl(), SECRET_KEY: key, LANG: 'C.UTF-8' })

    expect(text).toMatch(/^! warning {2}Database: The database is empty/m)
  })

  it('looks at everything else where configuration and database are broken, and fails', async () => {
    const env = {
      DATABASE_URL: 'postgres://kpi:pass-word-77@127.0.0.1:1/kpi',
      SECRET_KEY: 'too-short-key',
      SLACK_TOKEN: 'xoxb-very-secret-1',
      SLACK_BOT_TOKEN: 'xoxp-very-secret-2',
      PUBLIC_URL: 'not an address',
      LANG: 'zh_CN.UTF-8',
    }
    const { fine, text } = await doctor(env)

    expect(fine).toBe(false)
    for (const part of ['SECRET_KEY', 'SLACK_SIGNING_SECRET', 'PUBLIC_URL', 'SLACK_TOKEN', '无法连接数据库', '图表'])
      expect(text).toContain(part)
    expect(text).toContain('是否应为 SLACK_BOT_TOKEN')
    for (const secret of ['pass-word-77', 'too-short-key', 'xoxb-very', 'xoxp-very']) expect(text).not.toContain(secret)
  })

  it('looks at a machine on which nothing was started yet without making anything', async () => {
    const { text } = await doctor({ DATA_DIR: join(folder, 'not-yet') })

    expect(text).toContain('is not there yet')
    expect(text).not.toMatch(/^✗/m)
  })
})
