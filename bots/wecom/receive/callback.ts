import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { AppConfig } from '#bots/wecom/config.ts'
import type { Wecom } from '#bots/wecom/context.ts'
import { bodyBytes, freshnessMs } from '#bots/wecom/limits.ts'
import { keepRawBody, rawBody } from '#src/http/raw-body.ts'
import { type CipherKeys, type Opened, openCallback, sealAnswer } from './crypto.ts'
import { readIncoming } from './incoming.ts'
import { type Passive, passiveXml } from './passive.ts'
import { receive } from './receive.ts'
import { cdata, readChosen, readRequestNumber, readXml } from './xml.ts'

const path = '/wecom/callback'

/** The address that WeCom calls. https://developer.work.weixin.qq.com/document/path/90930 */
export async function callbackRoutes(server: FastifyInstance, wecom: Wecom, app: AppConfig): Promise<void> {
  const keys: CipherKeys = { token: app.token, aesKey: app.aesKey, receiveId: app.corpId }
  const refuse = createRefusal(wecom)
  keepRawBody(server, { limitBytes: bodyBytes })
  server.addHook('onRequest', async request => {
    request.headers['content-type'] = 'text/xml' // what the platform writes there is not documented; the bytes count
  })

  server.get(path, (request, reply) => {
    const { echostr } = queryOf(request)
    // A proxy may turn the plus signs of base64 into blanks.
    const sealed = typeof echostr === 'string' ? echostr.replaceAll(' ', '+') : echostr
    const opened = open(wecom, keys, request, sealed)
    return 'refused' in opened ? refuse(reply, opened.refused) : reply.type('text/plain').send(opened.text)
  })

  server.post(path, async (request, reply) => {
    const opened = open(wecom, keys, request, readXml(rawBody(request).toString('utf8'))?.Encrypt?.trim())
    if ('refused' in opened) return refuse(reply, opened.refused)
    const fields = readXml(opened.text)
    const incoming = fields && readIncoming(fields, app.corpId, readChosen(opened.text), readRequestNumber(opened.text))
    if (!incoming) return refuse(reply, 'content')
    const passive = await receive(wecom, incoming)
    if (!passive) return reply.code(200).send('')
    return reply.type('application/xml').send(sealed(wecom, keys, passive, incoming.user))
  })
}

function open({ deps }: Wecom, keys: CipherKeys, request: FastifyRequest, text: unknown): Opened {
  const { msg_signature: signature, timestamp, nonce } = queryOf(request)
  const fresh = (at: number) => Math.abs(deps.now().getTime() - at) <= freshnessMs
  return openCallback(keys, { signature, timestamp, nonce }, text, fresh)
}

function queryOf({ query }: FastifyRequest): Readonly<Record<string, unknown>> {
  return typeof query === 'object' && query !== null ? Object.fromEntries(Object.entries(query)) : {}
}

/** One line a minute (judgement): strangers must not fill the log. */
const sayEveryMs = 60_000

/**
 * Refuses without a word: nobody learns why. The operator does, because a wrong key on our side looks the same.
 */
function createRefusal({ deps }: Wecom): (reply: FastifyReply, why: string) => FastifyReply {
  let saidAt = Number.NEGATIVE_INFINITY
  let count = 0
  return (reply, why) => {
    count += 1
    const now = deps.now().getTime()
    if (now - saidAt >= sayEveryMs) {
      deps.log.warn({ why, count }, 'Callbacks were refused')
      saidAt = now
      count = 0
    }
    return reply.code(401).send('')
  }
}

function sealed({ deps }: Wecom, keys: CipherKeys, passive: Passive, user: string): string {
  const { encrypt, signature, timestamp, nonce } = sealAnswer(
    keys,
    passiveXml(passive, user, keys.receiveId, deps.now()),
    deps.now(),
  )
  return `<xml><Encrypt>${cdata(encrypt)}</Encrypt><MsgSignature>${cdata(signature)}</MsgSignature><TimeStamp>${timestamp}</TimeStamp><Nonce>${cdata(nonce)}</Nonce></xml>`
}
