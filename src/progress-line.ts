/** Says at a shell how far a long work is. */
export interface ProgressLine {
  /** A word in place of the one before. */
  readonly say: (text: string) => void
  /** A line that stays. */
  readonly print: (text: string) => void
  /** Takes the word away. */
  readonly clear: () => void
}

/** Between two words at a terminal, and between two lines where nobody can take one back (judgement). */
const redrawMs = 100
const lineMs = 5_000

interface Screen {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

/** At a terminal the word is redrawn in its line; elsewhere a line is written every few seconds. */
export function createProgressLine(
  screen: Screen,
  lines: { write(text: string): unknown } = process.stdout,
  clock: () => number = () => performance.now(),
): ProgressLine {
  let last = screen.isTTY ? Number.NEGATIVE_INFINITY : clock()
  let drawn = false
  const clear = () => {
    if (drawn) screen.write('\r\u001b[K')
    drawn = false
  }
  return {
    clear,
    print: text => {
      clear()
      lines.write(`${text}\n`)
    },
    say: text => {
      const now = clock()
      if (now - last < (screen.isTTY ? redrawMs : lineMs)) return
      last = now
      if (!screen.isTTY) return void screen.write(`${text}\n`)
      screen.write(`\r\u001b[K${text.slice(0, (screen.columns ?? 80) - 1)}`)
      drawn = true
    },
  }
}
