import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** WeCom's cipher written anew from its description, so that a fault of the package shows. */
export interface Sealing {
  readonly token: string
  readonly aesKey: string
  readonly receiveId: string
}

export function seal(keys: Sealing, text: string, random: Buffer = randomBytes(16)): string {
  const body = Buffer.from(text)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  const plain = Buffer.concat([random, length, body, Buffer.from(keys.receiveId)])
  return sealBytes(keys.aesKey, padded(plain))
}

export function padded(plain: Buffer): Buffer {
  const pad = 32 - (plain.length % 32)
  return Buffer.concat([plain, Buffer.alloc(pad, pad)])
}

export function sealBytes(aesKey: string, plain: Buffer): string {
  const key = Buffer.from(`${aesKey}=`, 'base64')
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64')
}

export function unseal(keys: Sealing, sealed: string): { text: string; receiveId: string } {
  const key = Buffer.from(`${keys.aesKey}=`, 'base64')
  const cipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const plain = Buffer.concat([cipher.update(Buffer.from(sealed, 'base64')), cipher.final()])
  const content = plain.subarray(0, plain.length - (plain.at(-1) ?? 0))
  const length = content.readUInt32BE(16)
  return { text: content.toString('utf8', 20, 20 + length), receiveId: content.toString('utf8', 20 + length) }
}

export function sign(token: string, timestamp: string, nonce: string, sealed: string): string {
  return createHash('sha1').update([token, timestamp, nonce, sealed].sort().join('')).digest('hex')
}

/** A callback as WeCom sends it: the query and the envelope. */
export function callback(keys: Sealing, inner: string, at: Date, nonce = randomBytes(5).toString('hex')) {
  const sealed = seal(keys, inner)
  const timestamp = String(Math.floor(at.getTime() / 1_000))
  const query = { msg_signature: sign(keys.token, timestamp, nonce, sealed), timestamp, nonce }
  const body = `<xml><ToUserName><![CDATA[${keys.receiveId}]]></ToUserName><AgentID><![CDATA[1000002]]></AgentID><Encrypt><![CDATA[${sealed}]]></Encrypt></xml>`
  return { url: `/wecom/callback?${new URLSearchParams(query)}`, body, query, sealed }
}
