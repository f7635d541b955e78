import { says } from './said.ts'
import { SourceFault } from './source-fault.ts'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Refuses an answer from which a field vanished that the marketplace tells with every row: it stands in none of them. A
 * field that some rows lack is no loss, and `null` counts as told. A path such as `orders.lines.amount` leads through
 * objects and lists alike; `orders?` may be left out where there is none; of `qty|quantity` one is enough.
 * @throws SourceFault `drift`, naming the path
 */
export function requireTold(vendor: string, answer: unknown, ...paths: readonly string[]): void {
  for (const path of paths) requirePath(vendor, answer, path)
}

function requirePath(vendor: string, answer: unknown, path: string): void {
  let parents = [answer].flat().filter(isRecord)
  const passed: string[] = []
  for (const part of path.split('.')) {
    const isOptional = part.endsWith('?')
    const names = part.replace('?', '').split('|')
    passed.push(names[0] ?? '')
    const found = parents.flatMap(one => names.flatMap(name => (one[name] === undefined ? [] : [one[name]])))
    if (found.length === 0 && parents.length > 0 && !isOptional) {
      throw new SourceFault('drift', says('shape', { vendor }), { subject: passed.join('.') })
    }
    parents = found.flat().filter(isRecord)
  }
}
