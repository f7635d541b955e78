const page = 'pageInfo { hasNextPage endCursor }'
const money = '{ shopMoney { amount currencyCode } }'
const line = `id sku quantity isGiftCard originalTotalSet ${money} discountedTotalSet ${money}`
const refundLine = `quantity lineItem { id } subtotalSet ${money}`
const order = `id createdAt updatedAt cancelledAt cancelReason test displayFulfillmentStatus
  subtotalPriceSet ${money} totalShippingPriceSet ${money} totalTaxSet ${money} fulfillments { createdAt status }`
const refunds = `refunds {
  id createdAt processedAt totalRefundedSet ${money}
  refundLineItems(first: 20) { nodes { ${refundLine} } ${page} }
}`

/** The shop with its zone and currency. */
export const shopQuery = 'query { shop { id name myshopifyDomain ianaTimezone currencyCode } }'

/** Whether orders may be read at all: they are protected customer data. */
export const accessQuery = 'query { orders(first: 1) { nodes { id } } }'

/** What the token may do. https://shopify.dev/docs/api/admin-graphql/latest/queries/currentAppInstallation */
export const scopesQuery = 'query { currentAppInstallation { accessScopes { handle } } }'

const pagedOrders = (
  nodes: string,
) => `query ($first: Int!, $after: String, $search: String!, $sortKey: OrderSortKeys!) {
  orders(first: $first, after: $after, query: $search, sortKey: $sortKey) { nodes { ${nodes} } ${page} }
}`

/** A page of orders, without persons. Inner pages are small because their sizes multiply the cost of a query. */
export const ordersQuery = pagedOrders(`${order} lineItems(first: 20) { nodes { ${line} } ${page} } ${refunds}`)

/** Lines of an order beyond those of its page. */
export const linesQuery = `query ($id: ID!, $after: String) {
  order(id: $id) { lineItems(first: 100, after: $after) { nodes { ${line} } ${page} } }
}`

/** Lines of a refund beyond those of its page. */
export const refundLinesQuery = `query ($id: ID!, $after: String) {
  refund(id: $id) { refundLineItems(first: 100, after: $after) { nodes { ${refundLine} } ${page} } }
}`

/** An order with what it gave back: a bulk operation may not hold connections inside a list. */
export const orderQuery = `query ($id: ID!) {
  order(id: $id) { ${order} lineItems(first: 50) { nodes { ${line} } ${page} } ${refunds} }
}`

/** The orders of a bulk operation, each object a line of its file. */
export const bulkOrders = (search: string) => `{
  orders(query: ${JSON.stringify(search)}) { edges { node {
    ${order} refunds { id }
    lineItems { edges { node { ${line} } } }
  } } }
}`

/** https://shopify.dev/docs/api/admin-graphql/latest/mutations/bulkOperationRunQuery */
export const bulkRunQuery = `mutation ($query: String!) {
  bulkOperationRunQuery(query: $query) { bulkOperation { id status } userErrors { code field message } }
}`

/** How far a bulk operation is. */
export const bulkQuery = `query ($id: ID!) {
  bulkOperation(id: $id) { id status errorCode objectCount fileSize url }
}`

/** The newest bulk operations, to find one that was asked for before an answer got lost. */
export const bulksQuery = `query {
  bulkOperations(first: 10, reverse: true, sortKey: CREATED_AT) { nodes { id status query createdAt } }
}`

/** What goods cost the shop now: once for each item, not for each line that sold it. */
export const unitCostsQuery = `query ($after: String) {
  inventoryItems(first: 100, after: $after) { nodes { id unitCost { amount currencyCode } } ${page} }
}`

const costLine = (item: string) => `id sku quantity isGiftCard variant { inventoryItem { ${item} } }`
const goods = (item: string) =>
  pagedOrders(`id createdAt updatedAt cancelledAt test lineItems(first: 10) { nodes { ${costLine(item)} } ${page} }`)

/** Which goods orders sold, by the item that has their cost. */
export const costsQuery = goods('id')

/** The same with the cost of each line, where items may not be listed. */
export const costsByLineQuery = goods('id unitCost { amount currencyCode }')

/** Such lines of an order beyond those of its page. */
export const costLinesQuery = `query ($id: ID!, $after: String) {
  order(id: $id) {
    lineItems(first: 100, after: $after) { nodes { ${costLine('id unitCost { amount currencyCode }')} } ${page} }
  }
}`

const returnLine = `id quantity returnReasonDefinition { handle }
  ... on ReturnLineItem { fulfillmentLineItem { lineItem { sku } } }`
const returnPage = `nodes { id createdAt status returnLineItems(first: 5) { nodes { ${returnLine} } ${page} } } ${page}`

/** Returns of orders with their reasons. Few orders have any: larger inner pages would make every page dear. */
export const returnsQuery = pagedOrders(`id createdAt updatedAt test returns(first: 2) { ${returnPage} }`)

/** Returns of an order beyond those of its page. */
export const moreReturnsQuery = `query ($id: ID!, $after: String) {
  order(id: $id) { returns(first: 20, after: $after) { ${returnPage} } }
}`

/** Lines of a return beyond those of its page. */
export const returnLinesQuery = `query ($id: ID!, $after: String) {
  return(id: $id) { returnLineItems(first: 50, after: $after) { nodes { ${returnLine} } ${page} } }
}`

const level = 'quantities(names: ["on_hand", "incoming"]) { name quantity }'

/** What lies in all places of the shop. */
export const stockQuery = `query ($after: String) {
  inventoryItems(first: 40, after: $after) {
    nodes {
      id sku tracked unitCost { amount currencyCode }
      inventoryLevels(first: 10) { nodes { ${level} } ${page} }
    }
    ${page}
  }
}`

/** Places of an item beyond those of its page. */
export const levelsQuery = `query ($id: ID!, $after: String) {
  inventoryItem(id: $id) { inventoryLevels(first: 50, after: $after) { nodes { ${level} } ${page} } }
}`

/** A question in ShopifyQL. https://shopify.dev/docs/api/admin-graphql/latest/queries/shopifyqlQuery */
export const analyticsQuery = `query ($query: String!) {
  shopifyqlQuery(query: $query) { tableData { columns { name dataType } rows } parseErrors }
}`
