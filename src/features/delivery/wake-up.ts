/** Ends a pause early. */
export interface WakeUp {
  /** Ends the pause; called before one, it ends the next. */
  readonly wake: () => void
  /** Pauses until it is woken, at most so long. */
  readonly wait: (ms: number) => Promise<void>
}

/** Makes a pause that others can end. */
export function createWakeUp(): WakeUp {
  let woken = false
  let endPause = () => {}

  function pause(ms: number): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, ms)
      endPause = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  return {
    wake: () => {
      woken = true
      endPause()
    },
    wait: async ms => {
      if (!woken) await pause(ms)
      woken = false
    },
  }
}
