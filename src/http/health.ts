import type { FastifyInstance } from 'fastify'
import type { HealthReport } from '#src/contracts/command.ts'
import type { Metrics } from '#src/platform/observability/metrics.ts'

/** What the health routes ask. */
export interface HealthDeps {
  readonly health: () => Promise<HealthReport>
  readonly metrics: Metrics
}

/** `/healthz`: the process answers. `/readyz`: it can work. `/metrics`: Prometheus text. */
export function registerHealth(app: FastifyInstance, { health, metrics }: HealthDeps): void {
  app.get('/healthz', { logLevel: 'warn' }, () => ({ status: 'ok' }))
  app.get('/readyz', { logLevel: 'warn' }, async (_request, reply) => {
    const report = await health()
    return reply.code(report.ready ? 200 : 503).send({
      status: report.ready ? 'ready' : 'not ready',
      checks: report.checks.map(({ name, ok, detail }) => ({ name, ok, detail })),
    })
  })
  app.get('/metrics', { logLevel: 'warn' }, async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  )
}
