/** A reference to a shape. */
export function ref(name: string): { readonly $ref: string } {
  return { $ref: `#/components/schemas/${name}` }
}

/** An answer of JSON. */
export function json(description: string, schema: object) {
  return { description, content: { 'application/json': { schema } } }
}

/** A parameter of the query. */
export function query(name: string, description: string, required = false, schema: object = { type: 'string' }) {
  return { name, in: 'query', description, required, schema }
}

/** What every protected route may answer instead. */
export const refusals = {
  '401': json('The token is missing or wrong.', ref('Error')),
  '429': json('Too many requests: the header Retry-After says how many seconds to wait.', ref('Error')),
  '503': json('No token is configured, so that the API is closed.', ref('Error')),
} as const
