import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** Runs a program and gives what it prints. @throws Error with what it said when it fails. */
export async function run(program: string, ...words: readonly string[]): Promise<string> {
  const { stdout } = await execute(program, words, { timeout: 60_000 })
  return stdout
}

/** Runs a program that may take minutes, such as a build. @throws Error with what it said when it fails. */
export async function runLong(program: string, ...words: readonly string[]): Promise<string> {
  const { stdout } = await execute(program, words, { timeout: 600_000, maxBuffer: 64 * 1024 * 1024 })
  return stdout
}

/** Runs a program that may fail, such as one that takes away what may not be there. */
export async function tryTo(program: string, ...words: readonly string[]): Promise<string> {
  return run(program, ...words).catch(() => '')
}

/** Starts a program that stays; what it says goes to a file. */
export function stay(logFile: string, program: string, ...words: readonly string[]): ChildProcess {
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  const log = createWriteStream(logFile, { flags: 'a' })
  child.stdout.pipe(log)
  child.stderr.pipe(log)
  return child
}

/** Sends a signal to a process that may just have ended. */
export function signalOne(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // it has just ended
  }
}
