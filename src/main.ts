import { existsSync } from 'node:fs'
import { pino } from 'pino'
import { findStrayVariables } from './checkup.ts'
import { readConfig } from './config.ts'
import { logOptions } from './log.ts'
import { startService } from './service.ts'
import { explainFault } from './shell/explain-fault.ts'
import { createStrayFaults } from './stray-faults.ts'

/** The process: reads the environment, starts the service, stops it on signals. */
async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const config = readConfig(process.env)
  const log = pino(logOptions(config.logLevel))
  const early = (err: unknown) => {
    log.fatal({ err }, 'A fault that nobody caught ends the start')
    process.exit(1)
  }
  process.on('uncaughtException', early)
  const service = await startService({ config, env: process.env, log })
  log.info({ address: service.address, demo: service.demo }, 'The KPI bot is ready')
  for (const { name, near } of findStrayVariables(process.env)) {
    const meant = near === null ? '' : `; ${near} is probably meant`
    log.warn({ variable: name }, `Nothing reads ${name}${meant}: npm run kpi -- doctor says more`)
  }
  const end = (code: number) => {
    service.stop().then(
      () => process.exit(code),
      error => {
        log.error({ err: error }, 'The stop was not clean')
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      log.info({ signal }, 'Stopping: work that runs is finished or handed back')
      end(0)
    })
  }
  const stray = createStrayFaults({ log, end: () => end(1), now: () => performance.now() })
  process.off('uncaughtException', early) // from now on one fault is not the end of all other work
  process.on('unhandledRejection', reason => stray(reason, 'a promise that nobody waited for'))
  process.on('uncaughtException', error => stray(error, 'a call that nobody guarded'))
}

main().catch((error: unknown) => {
  process.stderr.write(`${explainFault(error, 'The start failed unexpectedly.')}\n`)
  process.exit(1)
})
