import { z } from 'zod'
import { type Connector, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { fakeMarket } from './fake-market.ts'

/** The fake market with a consent page: the code `agreed` is traded for the keys. */
export const consentingMarket: Connector = {
  ...fakeMarket,
  consent: {
    keys: z.object({ client_id: z.string().min(1) }),
    authorizeUrl: ({ keys, state, redirectUri }) =>
      `https://fakemarket.invalid/consent?${new URLSearchParams({ client_id: keys.client_id ?? '', state, redirect_uri: redirectUri })}`,
    exchange: async ({ query, keys }) => {
      if (query.code !== 'agreed')
        throw new SourceFault('authorisation', says('codeRefused', { vendor: 'Fake market' }))
      return { client_id: keys.client_id, refresh_token: 'refresh-0' }
    },
  },
}
