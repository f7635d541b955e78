import type { EventDispatcher, WSClient } from '@larksuiteoapi/node-sdk'
import { httpWith } from '#bots/feishu/api/client.ts'
import { sdkLog } from '#bots/feishu/api/sdk-log.ts'
import type { Feishu } from '#bots/feishu/context.ts'

/** Judgement: a handshake or a pong that takes longer is lost. */
const handshakeTimeoutMs = 15_000
const pongSeconds = 10

/** A long connection that carries events and clicks. */
export interface Connection {
  close(): void
}

/**
 * Opens the long connection: no public address, no signatures, because the connection itself is authenticated. Every
 * replica opens one; the platform gives each event to one of them. It reconnects by itself.
 * https://open.feishu.cn/document/ukTMukTMukTM/uYDNxYjL2QTM24iN0EjN/event-subscription-configure-/request-url-configuration-case
 */
export async function connect({ config, deps }: Feishu, eventDispatcher: EventDispatcher): Promise<Connection> {
  const sdk = await import('@larksuiteoapi/node-sdk')
  const { log } = deps
  const client: WSClient = new sdk.WSClient({
    appId: config.appId,
    appSecret: config.appSecret,
    domain: config.apiUrl,
    logger: sdkLog(log),
    httpInstance: httpWith(sdk),
    handshakeTimeoutMs,
    wsConfig: { pingTimeout: pongSeconds },
    onReady: () => log.info({}, 'The long connection to Feishu stands'),
    onReconnecting: () => log.warn({}, 'The long connection to Feishu broke; it is opened again'),
    onReconnected: () => log.info({}, 'The long connection to Feishu stands again'),
    onError: () =>
      log.error({}, 'The long connection to Feishu was given up: check id, secret and 长连接 in the console'),
  })
  await client.start({ eventDispatcher })
  return { close: () => client.close({ force: true }) }
}
