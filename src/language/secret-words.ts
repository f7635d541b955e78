import { normalisePlain } from './text.ts'

/** How the tokens and keys of marketplaces and messengers begin, as their documentation shows them. */
const beginnings = [
  /\bAtz[ra]\|/, // Amazon
  /\bamzn1\.oa2-cs\./,
  /\bshp(?:at|ss|ca|pa|ua|ka)_[0-9a-z]{8,}/i, // Shopify
  /\bS[PL]\d{6}_\w{8,}/, // Rakuten: serviceSecret, licenseKey
  /\bv\^1\.1#/, // eBay
  /\bPRD-[0-9a-f]{8,}-/i,
  /\b(?:TTP|ROW)_[\w-]{16,}/, // TikTok Shop
  /\bxox[abeprs]-[\w-]{8,}/, // Slack
  /\bxapp-\d-\w{8,}/,
  /\beyJ[\w-]{10,}\.[\w-]{10,}/, // a signed token (RFC 7519)
  /-----BEGIN [A-Z ]*KEY/, // PEM
]

/** A name of a secret and something behind it that is no word. */
const named =
  /(?:client.?secret|refresh.?token|access.?token|service.?secret|licen[cs]e.?key|app.?secret|partner.?key|api.?key|secret.?key|private.?key|password|密钥|密码|令牌|シークレット|トークン|パスワード|ライセンスキー)["']?\s*[:=：＝]?\s*["']?([^\s"']{8,})/giu

const connects = /^\s*(?:[/／]?kpi\s+)?(?:connect|接続|连接|接入)(?:\s|$)/iu

/**
 * Whether a line looks as if it held a key, so that it must not be carried out, kept or repeated. Addresses of pages are
 * left out; names of goods are words and numbers with hyphens and never look so.
 */
export function looksSecret(line: string): boolean {
  const text = normalisePlain(line).replace(/https?:\/\/\S+/gi, ' ')
  if (beginnings.some(beginning => beginning.test(text))) return true
  if ([...text.matchAll(named)].some(([, value = '']) => isMixed(value))) return true
  if (connects.test(text) && text.split(/\s+/).some(word => word.length >= 16 && isMixed(word))) return true
  const runs = text.match(/[A-Za-z0-9+/]{24,}/g) ?? []
  return runs.some(run => (/[a-z]/.test(run) && /[A-Z]/.test(run) && /\d/.test(run)) || isHex(run))
}

function isMixed(word: string): boolean {
  return /[a-z]/i.test(word) && /\d/.test(word)
}

function isHex(run: string): boolean {
  return run.length >= 32 && /^[0-9a-f]+$/i.test(run) && isMixed(run)
}
