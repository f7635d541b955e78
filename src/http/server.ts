import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import type { Metrics } from '#src/platform/observability/metrics.ts'
import { errorHandler, type FindReader, unknownHandler } from './error-handler.ts'
import { listenForMethods } from './known-methods.ts'
import { keepLanguage } from './page/language.ts'

/** Bodies of routes that do not say otherwise. Judgement: a command line or a form. */
const bodyLimit = 256 * 1024

/** Requests that failed a check of signature, token or origin leave no trace but a count. */
const refusals = new Set([401, 403])

/**
 * A Fastify instance that logs no bodies and measures every route. It does not listen. Limits of calls count the browser
 * that a trusted proxy names, and the caller itself where somebody else names one. `findReader` says in whose language
 * a browser is told that something is not there or went wrong.
 */
export function createServer(
  log: FastifyBaseLogger,
  metrics: Metrics,
  trustedProxies: readonly string[] = [],
  findReader: FindReader = async () => null,
): FastifyInstance {
  const handleError = errorHandler(findReader)
  const app = Fastify({
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    loggerInstance: log,
    bodyLimit,
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout: 120_000,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => void handleError(error, request, reply), // addresses that cannot be read
  })
  app.setErrorHandler(handleError)
  app.setNotFoundHandler(unknownHandler(findReader, listenForMethods(app)))
  app.addHook('onRequest', keepLanguage)
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    if (refusals.has(reply.statusCode)) metrics.refused.inc({ route })
    metrics.requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
  })
  return app
}
