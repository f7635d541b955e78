import { createHmac, timingSafeEqual } from 'node:crypto'
import type { PageLinks } from '#src/contracts/page-links.ts'

/** Signs with HMAC-SHA256 over the page, what it is about and the second at which it runs out. */
export function createPageLinks(parts: { readonly secretKey: string; readonly publicUrl: string }): PageLinks {
  const key = createHmac('sha256', parts.secretKey).update('page-links').digest()
  const sign = (path: string, text: string) => createHmac('sha256', key).update(`${path}\n${text}`).digest('base64url')
  return {
    url: (path, about, until) => {
      const text = `${Buffer.from(about).toString('base64url')}.${Math.floor(until.getTime() / 1000)}`
      return `${parts.publicUrl.replace(/\/+$/, '')}${path}?page=${text}.${sign(path, text)}`
    },
    read: (path, token, now) => {
      const [about = '', until = '', given = ''] = token.split('.')
      const [sent, wanted] = [Buffer.from(given), Buffer.from(sign(path, `${about}.${until}`))]
      if (sent.length !== wanted.length || !timingSafeEqual(sent, wanted)) return null
      return Number(until) * 1000 > now.getTime() ? Buffer.from(about, 'base64url').toString() : null
    },
  }
}
