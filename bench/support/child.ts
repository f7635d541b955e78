import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Starts a module of ours as a process of its own that can be spoken to; it runs as the one that starts it runs. */
export function startChild(module: URL, env: Readonly<Record<string, string>>): ChildProcess {
  const flags = module.href.endsWith('.ts') ? ['--conditions=source', '--import', 'tsx'] : ['--enable-source-maps']
  return spawn(process.execPath, [...flags, fileURLToPath(module)], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
}

/** The address of a module beside another one, with the ending that the other one has. */
export function beside(url: string, name: string): URL {
  return new URL(`${name}${url.slice(url.lastIndexOf('.'))}`, url)
}
