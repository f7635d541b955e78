import type { Connector } from '#src/contracts/connector.ts'

/** Every marketplace that is asked for figures. None yet: figures come by file, push and hand. */
export const connectors: readonly Connector[] = []
