import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { buildApp } from '#src/app.ts'
import { readConfig } from '#src/config.ts'
import { createPageLinks } from '#src/platform/bot-services/page-links.ts'
import type { Database } from '#src/platform/database/db.ts'
import { heard } from './heard.ts'

/** When all of it happens. */
export const now = new Date('2026-11-18T15:00:00Z')
export const publicUrl = 'https://kpi.example.com'
export const apiToken = 'token-of-the-whole-api'
export const secretKey = 'k'.repeat(32)

/** Signs addresses of pages as the service does. */
export const pages = createPageLinks({ secretKey, publicUrl })

/** Every platform is configured; none is asked for anything. */
const nowhere = 'http://127.0.0.1:9'
const environment = {
  SLACK_BOT_TOKEN: 'xoxb-token',
  SLACK_SIGNING_SECRET: 's'.repeat(32),
  SLACK_CLIENT_ID: '1234.5678',
  SLACK_CLIENT_SECRET: 'client-secret',
  SLACK_API_URL: `${nowhere}/api/`,
  FEISHU_APP_ID: 'cli_0123456789abcdef',
  FEISHU_APP_SECRET: 'app-secret',
  FEISHU_ENCRYPT_KEY: 'encrypt-key',
  FEISHU_VERIFICATION_TOKEN: 'verification-token',
  FEISHU_API_URL: nowhere,
  WECOM_CORP_ID: 'wwcompany',
  WECOM_AGENT_ID: '1000002',
  WECOM_SECRET: 'app-secret',
  WECOM_TOKEN: 'token',
  WECOM_ENCODING_AES_KEY: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  WECOM_API_URL: nowhere,
  SMTP_URL: 'smtp://user:password@127.0.0.1:9',
  MAIL_FROM: 'KPI bot <kpi@example.com>',
  MAIL_BOUNCES: 'bounces@example.com',
  MAIL_BOUNCE_TOKEN: 'token-of-the-mail-server',
  PUBLIC_URL: publicUrl,
  DEMO: '0',
}

/** The whole service, and the routes that it registered, as `GET /boards`. */
export interface Service {
  readonly server: FastifyInstance
  readonly routes: readonly string[]
  stop(): Promise<void>
}

/** Wires the real service without starting its workers. */
export async function service(database: Database, over: Readonly<Record<string, string>> = {}): Promise<Service> {
  heard.length = 0
  const env = { ...environment, ...over }
  const log = pino({ level: 'silent' })
  const secrets = { secretKey, apiToken }
  const app = await buildApp({ config: readConfig(env), env, log, database, secrets, now: () => now })
  await app.server.ready()
  return { server: app.server, routes: [...new Set(heard)].sort(), stop: () => app.stop() }
}
