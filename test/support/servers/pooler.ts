import { spawn, spawnSync } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { until } from '#test/support/waiting.ts'

/** Whether PgBouncer is installed here. */
export const hasPooler = spawnSync('pgbouncer', ['--version']).status === 0

/**
 * PgBouncer in transaction mode before a server, with as few connections to it as make everybody wait; stopped when the
 * test is done. Gives the address of the same database through it.
 */
export async function poolerBefore(url: string, connections: number): Promise<string> {
  const server = new URL(url)
  const folder = await mkdtemp(join(tmpdir(), 'kpi-pooler-'))
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  const { hostname, port: serverPort, pathname, username, password } = server
  const file = join(folder, 'pgbouncer.ini')
  await writeFile(
    file,
    `[databases]
* = host=${hostname} port=${serverPort} user=${username} password=${decodeURIComponent(password)}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${connections}
max_client_conn = 200
`,
  )
  await chmod(folder, 0o755)
  const asRoot = process.getuid?.() === 0 ? ['-u', 'nobody'] : [] // it refuses to run as root
  const pooler = spawn('pgbouncer', [...asRoot, file], { stdio: 'ignore' })
  onTestFinished(async () => {
    pooler.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  })
  await until(() => reachable(port))
  return `postgres://${username}@127.0.0.1:${port}${pathname}`
}

function reachable(port: number): Promise<boolean> {
  return new Promise(done => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => done(true)).once('error', () => done(false))
    socket.once('close', () => socket.destroy())
  })
}
