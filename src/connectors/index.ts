import type { Connector } from '#src/contracts/connector.ts'
import { amazon } from './amazon/index.ts'

/** Every marketplace that is asked for figures. */
export const connectors: readonly Connector[] = [amazon]
