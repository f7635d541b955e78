import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { escaped } from '#bots/mail/render/html.ts'
import { type Grant, linkKey, readQuery } from '#bots/mail/send/links.ts'
import type { BotDeps } from '#src/chat/messenger.ts'
import { keepRawBody } from '#src/http/raw-body.ts'
import type { Locale, Localized } from '#src/i18n/locale.ts'

const style =
  'body{font-family:sans-serif;max-width:36rem;margin:3rem auto;padding:0 1rem}h1{font-size:1.25rem}button{font-size:1rem;padding:.7rem 1.6rem;border:0;border-radius:6px;background:#0b5cad;color:#fff}.small{color:#59636e;font-size:.85rem}'
const styleHash = createHash('sha256').update(style).digest('base64')

/** No script, no picture, nothing from elsewhere; the form goes back to us; no other page may frame it. */
const headers = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
} as const

const texts = {
  ask: {
    en: 'As {email}. Nothing is done before you press the button.',
    ja: '{email} として実行します。ボタンを押すまで何も変更されません。',
    'zh-CN': '以 {email} 的身份执行。点击按钮之前不会有任何更改。',
  },
  invalid: {
    en: 'This link is not valid, or too old. Open the alert in your messenger, or ask for it again.',
    ja: 'このリンクは無効か、期限が切れています。チャットからアラートを開いてください。',
    'zh-CN': '链接无效或已过期，请在聊天工具中打开该告警。',
  },
} satisfies Record<string, Localized>

/** The page behind the link of a mail. Opening it changes nothing (mail programs open links by themselves); the button does. */
export async function registerMailRoutes(app: FastifyInstance, deps: BotDeps): Promise<void> {
  keepRawBody(app, { limitBytes: 4_096 })

  app.get('/mail/ack', async (request, reply) => {
    const locale = localeOf(request.headers['accept-language'])
    const grant = await grantOf(deps, request.url)
    if (!grant) return page(reply, 403, locale, `<p>${texts.invalid[locale]}</p>`)
    const ask = escaped(texts.ask[locale].replace('{email}', grant.email))
    const form = `<form method="post"><button>${escaped(grant.label)}</button></form>`
    const small = `<p class="small">${ask}<br><code>${escaped(grant.line)}</code></p>`
    return page(reply, 200, locale, `<h1>${escaped(grant.about)}</h1>${form}${small}`)
  })

  app.post('/mail/ack', async (request, reply) => {
    const locale = localeOf(request.headers['accept-language'])
    const grant = await grantOf(deps, request.url)
    if (!grant) return page(reply, 403, locale, `<p>${texts.invalid[locale]}</p>`)
    const { email, line } = grant
    const who = { messenger: 'mail', workspace: '', person: email, profile: { email, locale }, channel: email }
    const said = await deps.answer({ ...who, kind: 'direct', line, via: 'button' })
    const cards = said.cards.map(card => {
      const paragraphs = card.blocks.flatMap(block => (block.type === 'text' ? [block.text[said.locale]] : []))
      return `<h1>${escaped(card.title[said.locale])}</h1>${paragraphs.map(text => `<p>${escaped(text)}</p>`).join('')}`
    })
    return page(reply, 200, said.locale, cards.join(''))
  })
}

async function grantOf(deps: BotDeps, url: string): Promise<Grant | null> {
  const query = new URLSearchParams(url.slice(url.indexOf('?') + 1))
  return readQuery(await linkKey(deps.vault), query, deps.now())
}

function page(reply: FastifyReply, code: number, locale: Locale, body: string): FastifyReply {
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>KPI</title><style>${style}</style>`
  const html = `<!doctype html><html lang="${locale}"><head>${head}</head><body>${body}</body></html>`
  return reply.code(code).headers(headers).type('text/html; charset=utf-8').send(html)
}

/** The first language of the browser that we speak. */
function localeOf(accepted: string | undefined): Locale {
  const first = /(?:^|,)\s*(zh|ja|en)\b/i.exec(accepted ?? '')?.[1]?.toLowerCase()
  return first === 'zh' ? 'zh-CN' : first === 'ja' ? 'ja' : 'en'
}
