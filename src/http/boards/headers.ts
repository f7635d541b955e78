import { pageHeaders } from '#src/http/page/page-headers.ts'

/** Figures are drawn by scripts of ours alone; nothing is loaded from elsewhere. */
export const boardHeaders: Readonly<Record<string, string>> = {
  ...pageHeaders,
  'content-security-policy': `${pageHeaders['content-security-policy']}; script-src 'self'; connect-src 'self'; img-src 'self'; manifest-src 'self'; worker-src 'self'`,
}
