/** Ends a pause early. */
export interface Bell {
  /** Ringing before the pause ends it, too. */
  readonly ring: () => void
  /** Pauses until somebody rings, at most so long. */
  readonly wait: (ms: number) => Promise<void>
}

/** Makes a bell that nobody has rung. */
export function createBell(): Bell {
  let rung = false
  let wakeUp = () => {}

  function pause(ms: number): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, ms)
      wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  return {
    ring: () => {
      rung = true
      wakeUp()
    },
    wait: async ms => {
      if (!rung) await pause(ms)
      rung = false
    },
  }
}
