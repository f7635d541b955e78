import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { expect, it } from 'vitest'
import { projectRoot } from '#src/paths.ts'
import { migrate } from '#src/platform/database/migrate.ts'
import { emptyDatabaseUrl } from '#test/support/database.ts'
import { sourceWords } from '#test/support/running/program.ts'

const program = `import { migrate } from '#src/platform/database/migrate.ts'; await migrate(process.argv[1]); console.log('up')`

it('lets six processes that start together on an empty database all come up', async () => {
  const url = await emptyDatabaseUrl()

  const answers = await Promise.all(Array.from({ length: 6 }, () => runProcess(url)))

  expect(answers).toEqual(Array(6).fill('up'))
  const sql = postgres(url, { max: 1 })
  const journal = await sql`select count(*)::int as n from drizzle.__drizzle_migrations`
  await sql.end()
  expect(journal[0]?.n).toBe(readdirSync(join(projectRoot, 'migrations')).filter(file => file.endsWith('.sql')).length)
})

it('says in one sentence that a server cannot be reached, without the password', async () => {
  const failing = migrate('postgres://someone:secret@127.0.0.1:1/nothing')

  await expect(failing).rejects.toThrow(/cannot be reached/)
  await expect(failing).rejects.not.toThrow(/secret/)
})

function runProcess(url: string): Promise<string> {
  return new Promise(done => {
    const words = [...sourceWords, '--input-type=module', '-e', program, url]
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', chunk => (output += chunk))
    child.stderr.on('data', chunk => (output += chunk))
    child.on('exit', () => done(output.trim()))
  })
}
