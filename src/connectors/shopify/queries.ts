const page = 'pageInfo { hasNextPage endCursor }'
const money = '{ shopMoney { amount currencyCode } }'
const line = `id sku quantity isGiftCard originalTotalSet ${money} discountedTotalSet ${money}`
const refundLine = `quantity lineItem { id } subtotalSet ${money}`

/** The shop with its zone and currency. */
export const shopQuery = 'query { shop { id name myshopifyDomain ianaTimezone currencyCode } }'

/** What the token may do. https://shopify.dev/docs/api/admin-graphql/latest/queries/currentAppInstallation */
export const scopesQuery = 'query { currentAppInstallation { accessScopes { handle } } }'

/** A page of orders, without persons. Inner pages are small because their sizes multiply the cost of a query. */
export const ordersQuery = `query ($first: Int!, $after: String, $search: String!, $sortKey: OrderSortKeys!) {
  orders(first: $first, after: $after, query: $search, sortKey: $sortKey) {
    nodes {
      id createdAt updatedAt cancelledAt cancelReason test
      subtotalPriceSet ${money} totalShippingPriceSet ${money} totalTaxSet ${money}
      lineItems(first: 20) { nodes { ${line} } ${page} }
      refunds {
        id createdAt processedAt totalRefundedSet ${money}
        refundLineItems(first: 20) { nodes { ${refundLine} } ${page} }
      }
    }
    ${page}
  }
}`

/** Lines of an order beyond those of its page. */
export const linesQuery = `query ($id: ID!, $after: String) {
  order(id: $id) { lineItems(first: 100, after: $after) { nodes { ${line} } ${page} } }
}`

/** Lines of a refund beyond those of its page. */
export const refundLinesQuery = `query ($id: ID!, $after: String) {
  refund(id: $id) { refundLineItems(first: 100, after: $after) { nodes { ${refundLine} } ${page} } }
}`
