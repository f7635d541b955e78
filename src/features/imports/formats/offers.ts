import type { Connector, MarketAccess } from '#src/contracts/connector.ts'
import type { Offer, Offers } from '#src/domain/kpi-ways.ts'
import { fileOffers } from './gives.ts'

/** What connected marketplaces and known exports can tell, per platform. */
export function offersOf(markets: Pick<MarketAccess, 'connectors'> | undefined): Offers {
  return { apis: (markets?.connectors ?? []).map(offerOf), files: fileOffers() }
}

function offerOf({ platform, feeds }: Connector): Offer {
  return { platform, measures: feeds.flatMap(feed => [...feed.tells, ...(feed.tellsWhereKnown ?? [])]) }
}
