import type { FastifyInstance } from 'fastify'

/** The methods that an address takes; none: nothing is there. */
export type KnownMethods = (url: string) => readonly string[]

/** Listens to the routes that are registered from now on. */
export function listenForMethods(app: FastifyInstance): KnownMethods {
  const known: { readonly pattern: RegExp; readonly methods: readonly string[] }[] = []
  app.addHook('onRoute', ({ url, method }) => void known.push({ pattern: patternOf(url), methods: [method].flat() }))
  return url => {
    const path = url.split('?')[0] ?? ''
    const methods = known.filter(({ pattern }) => pattern.test(path)).flatMap(one => one.methods)
    return [...new Set(methods)].sort()
  }
}

/** `/boards/:kind/:id` as an expression: a name stands for a part of the path, `*` for the rest. */
function patternOf(url: string): RegExp {
  const source = url
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/:\w+/g, '[^/]+')
    .replaceAll('*', '.*')
  return new RegExp(`^${source}$`)
}
