import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What the service counts about itself, in Prometheus terms. */
export interface Metrics {
  readonly registry: Registry
  readonly requests: Histogram<'method' | 'route' | 'status'>
  readonly commands: Histogram<'messenger'>
  readonly deliveries: Counter<'messenger' | 'outcome'>
  readonly observations: Counter<'outcome'>
  readonly charts: Histogram<'drawing' | 'outcome'>
  readonly refused: Counter<'route'>
  readonly waiting: Gauge
}

/** Gauges of prom-client that are named like counters, which promtool refuses; the ones without `_total` say more. */
const misnamed = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total']

/** What is asked when somebody reads the metrics. */
export interface MetricsOptions {
  /** Also those of the process. */
  readonly defaults: boolean
  /** Messages that are due and not sent. */
  readonly waiting: () => Promise<number>
}

/** One set for one service; tests make their own. */
export function createMetrics(options: MetricsOptions): Metrics {
  const registry = new Registry()
  const registers = [registry]
  if (options.defaults) collectDefaultMetrics({ register: registry })
  for (const name of misnamed) registry.removeSingleMetric(name)
  return {
    registry,
    ...durations(registers),
    deliveries: new Counter({
      name: 'kpi_deliveries_total',
      help: 'Attempts to deliver a message by outcome.',
      labelNames: ['messenger', 'outcome'],
      registers,
    }),
    observations: new Counter({
      name: 'kpi_observations_total',
      help: 'Observation rows that arrived, by what became of them.',
      labelNames: ['outcome'],
      registers,
    }),
    refused: new Counter({
      name: 'kpi_requests_refused_total',
      help: 'Requests that failed a check of signature, token or origin.',
      labelNames: ['route'],
      registers,
    }),
    waiting: new Gauge({
      name: 'kpi_deliveries_waiting',
      help: 'Messages that are due and not sent.',
      registers,
      async collect() {
        this.set(await options.waiting())
      },
    }),
  }
}

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** How long things take. */
function durations(registers: Registry[]): Pick<Metrics, 'requests' | 'commands' | 'charts'> {
  return {
    requests: new Histogram({
      name: 'kpi_http_request_duration_seconds',
      help: 'Time from request to answer by route.',
      labelNames: ['method', 'route', 'status'],
      buckets: seconds,
      registers,
    }),
    commands: new Histogram({
      name: 'kpi_command_duration_seconds',
      help: 'Time from a command line to its answer.',
      labelNames: ['messenger'],
      buckets: seconds,
      registers,
    }),
    charts: new Histogram({
      name: 'kpi_chart_duration_seconds',
      help: 'Time to draw a picture.',
      labelNames: ['drawing', 'outcome'],
      buckets: seconds,
      registers,
    }),
  }
}
