import { createHmac } from 'node:crypto'

/**
 * HMAC-SHA256 in upper-case hex of the path and all parameters, sorted by name in ASCII order, put side by side. The
 * path has no `/rest`. https://open.lazada.com/apps/doc/doc?nodeId=10450&docId=108068
 */
export function signature(path: string, parameters: Readonly<Record<string, string>>, secret: string): string {
  const sorted = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1))
  const base = path + sorted.map(([name, value]) => name + value).join('')
  return createHmac('sha256', secret).update(base).digest('hex').toUpperCase()
}
