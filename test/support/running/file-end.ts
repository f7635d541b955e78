type Work = () => Promise<unknown>

const waiting: Work[] = []

/**
 * Does something when the test file is done, the last first, from wherever it is asked: at the top, in a hook or in a
 * test. `afterAll` inside a hook is never called, and what a file leaves open stands in the way of the next one.
 */
export function atFileEnd(work: Work): void {
  waiting.push(work)
}

/** Does all that waits; one that fails holds up no other. @throws AggregateError of those that failed */
export async function endFile(): Promise<void> {
  const failures: unknown[] = []
  for (let work = waiting.pop(); work; work = waiting.pop()) await work().catch(error => failures.push(error))
  if (failures.length > 0) throw new AggregateError(failures, 'What a test file had opened could not be closed')
}
