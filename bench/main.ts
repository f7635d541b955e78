import { readdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BenchRow } from './row.ts'

/**
 * Runs the benchmarks one after another and prints a table. `npm run bench -- charts push` runs those only. Every file
 * of this folder that exports `run` is one. Ends with 1 when a budget is exceeded or a benchmark fails.
 */
interface Benchmark {
  readonly run?: () => Promise<readonly BenchRow[]>
}

const here = dirname(fileURLToPath(import.meta.url))
const wanted = process.argv.slice(2)
let isGood = true
for (const name of await names()) isGood = (await report(name)) && isGood
process.exit(isGood ? 0 : 1)

async function names(): Promise<readonly string[]> {
  const files = (await readdir(here)).filter(file => /^[a-z-]+\.(js|ts)$/.test(file))
  const found = files.map(file => file.replace(/\.\w+$/, '')).filter(name => name !== 'main' && name !== 'row')
  return found.filter(name => wanted.length === 0 || wanted.includes(name)).sort()
}

async function report(name: string): Promise<boolean> {
  const extension = import.meta.url.slice(import.meta.url.lastIndexOf('.'))
  const { run }: Benchmark = await import(new URL(`${name}${extension}`, import.meta.url).href)
  if (!run) return true
  process.stdout.write(`\n${name}\n`)
  try {
    const rows = await run()
    process.stdout.write(table(rows))
    return rows.every(row => row.ok !== false)
  } catch (error) {
    process.stdout.write(`  failed: ${error instanceof Error ? error.stack : String(error)}\n`)
    return false
  }
}

function table(rows: readonly BenchRow[]): string {
  const head = ['', 'ours', 'peer', 'ratio', 'budget', '']
  const lines = [head, ...rows.map(cells)]
  const widths = head.map((_, column) => Math.max(...lines.map(line => line[column]?.length ?? 0)))
  return lines
    .map(
      line =>
        `  ${line
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('')
}

function cells(row: BenchRow): string[] {
  const verdict = row.ok === null ? '' : row.ok ? 'ok' : 'OVER'
  return [row.name, row.ours, row.peer ?? '–', row.ratio === null ? '–' : row.ratio.toFixed(2), row.budget, verdict]
}
