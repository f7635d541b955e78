import { createDecipheriv, randomBytes, timingSafeEqual } from 'node:crypto'
import { encrypt, getSignature } from '@wecom/crypto'

/** What the cipher of a callback needs. */
export interface CipherKeys {
  readonly token: string
  readonly aesKey: string
  /** The company's id for an app. */
  readonly receiveId: string
}

/** Why a callback is not ours. Never told to the caller. */
export type Refusal = 'missing' | 'signature' | 'stale' | 'cipher' | 'padding' | 'length' | 'receiver' | 'text'

/** The opened text, or why it was refused. */
export type Opened = { readonly text: string } | { readonly refused: Refusal }

/** What stands in the address of a callback: each exactly once. */
export interface CallbackQuery {
  readonly signature: unknown
  readonly timestamp: unknown
  readonly nonce: unknown
}

const blockBytes = 32
const saltBytes = 16
const lengthBytes = 4

/**
 * Opens a callback strictly: the package itself takes nearly any garbage for a message, so that it only signs and
 * seals here. Signature (timing-safe) and freshness first, then block size, padding, length, UTF-8 and receiver.
 * https://developer.work.weixin.qq.com/document/path/90968
 */
export function openCallback(
  keys: CipherKeys,
  query: CallbackQuery,
  sealed: unknown,
  fresh: (timestampMs: number) => boolean,
): Opened {
  const { signature, timestamp, nonce } = query
  if (!isText(signature) || !isText(timestamp) || !isText(nonce) || !isText(sealed)) return { refused: 'missing' }
  if (!/^\d{1,12}$/.test(timestamp) || nonce.length > 128) return { refused: 'missing' }
  if (!same(signature, getSignature(keys.token, timestamp, nonce, sealed))) return { refused: 'signature' }
  if (!fresh(Number(timestamp) * 1_000)) return { refused: 'stale' }
  return openSealed(keys, sealed)
}

/** Opens a cipher text without looking at a signature: also the defence where somebody knows the token alone. */
export function openSealed({ aesKey, receiveId }: CipherKeys, sealed: string): Opened {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(sealed)) return { refused: 'cipher' }
  const bytes = Buffer.from(sealed, 'base64')
  if (bytes.length === 0 || bytes.length % blockBytes !== 0) return { refused: 'cipher' }
  const padded = decipher(aesKey, bytes)
  const pad = padded.at(-1) ?? 0
  if (pad < 1 || pad > blockBytes || !padded.subarray(-pad).every(byte => byte === pad)) return { refused: 'padding' }
  return readLayout(padded.subarray(0, padded.length - pad), receiveId)
}

/** 16 random bytes, the length of the text, the text, the receiver. */
function readLayout(content: Buffer, receiveId: string): Opened {
  const start = saltBytes + lengthBytes
  if (content.length < start) return { refused: 'length' }
  const length = content.readUInt32BE(saltBytes)
  if (length === 0 || start + length > content.length) return { refused: 'length' }
  if (!same(content.subarray(start + length).toString('latin1'), receiveId)) return { refused: 'receiver' }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(content.subarray(start, start + length)) }
  } catch {
    return { refused: 'text' }
  }
}

function decipher(aesKey: string, bytes: Buffer): Buffer {
  const key = Buffer.from(`${aesKey}=`, 'base64')
  const opening = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([opening.update(bytes), opening.final()])
}

/** A sealed answer with what WeCom checks it by. */
export interface Sealed {
  readonly encrypt: string
  readonly signature: string
  readonly timestamp: string
  readonly nonce: string
}

/** Seals an answer to a callback. https://developer.work.weixin.qq.com/document/path/90968 */
export function sealAnswer({ token, aesKey, receiveId }: CipherKeys, text: string, at: Date): Sealed {
  const sealed = encrypt(aesKey, text, receiveId)
  const timestamp = String(Math.floor(at.getTime() / 1_000))
  const nonce = randomBytes(8).toString('hex')
  return { encrypt: sealed, signature: getSignature(token, timestamp, nonce, sealed), timestamp, nonce }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

/** Takes the same time wherever two texts differ. */
function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
