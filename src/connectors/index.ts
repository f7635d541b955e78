import type { Connector } from '#src/contracts/connector.ts'
import { amazon } from './amazon/index.ts'
import { ebay } from './ebay/index.ts'
import { httpJson } from './http-json/index.ts'
import { lazada } from './lazada/index.ts'
import { rakuten } from './rakuten/index.ts'
import { shopee } from './shopee/index.ts'
import { shopify } from './shopify/index.ts'
import { tiktok } from './tiktok/index.ts'
import { walmart } from './walmart/index.ts'
import { yahoo } from './yahoo/index.ts'

/** Every marketplace that is asked for figures. */
export const connectors: readonly Connector[] = [
  amazon,
  ebay,
  httpJson,
  lazada,
  rakuten,
  shopee,
  shopify,
  tiktok,
  walmart,
  yahoo,
]
