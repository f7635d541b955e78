import type { FaultReport } from './run.ts'

/** Whether nothing was lost, and nothing doubled where the platform could have told. */
export function isGood({ outcomes }: FaultReport): boolean {
  return outcomes.every(({ kind, lost, doubled }) => lost === 0 && (doubled === 0 || kind === 'neither'))
}

/** Prints what came of a run. */
export function printReport({ outcomes, faults, seconds }: FaultReport): void {
  const line = (...cells: readonly (string | number)[]) =>
    `  ${cells.map((cell, index) => (index === 0 ? String(cell).padEnd(22) : String(cell).padStart(10))).join('')}\n`
  process.stdout.write(line('platform', 'planned', 'delivered', 'lost', 'doubled'))
  const names = { drops: 'drops duplicates', searched: 'can be searched', neither: 'neither' }
  for (const { kind, planned, delivered, lost, doubled } of outcomes) {
    process.stdout.write(line(names[kind], planned, delivered, lost, doubled))
  }
  process.stdout.write(`\n  faults in ${Math.round(seconds)} s:\n`)
  for (const [name, count] of Object.entries(faults).sort()) {
    process.stdout.write(`  ${String(count).padStart(6)}  ${name}\n`)
  }
}
