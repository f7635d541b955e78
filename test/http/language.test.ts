import { pino } from 'pino'
import { beforeEach, describe, expect, it } from 'vitest'
import { languageFor } from '#src/http/page/language.ts'
import { createServer } from '#src/http/server.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { createMetrics } from '#src/platform/observability/metrics.ts'

const app = createServer(pino({ level: 'silent' }), createMetrics({ defaults: false, waiting: async () => 0 }))
app.get('/page', async request => languageFor(request, own))
let own: Locale | null = null
let cookie = ''

/** What a browser that keeps cookies reads a page in. */
async function read(query = '', accept = 'text/html,*/*'): Promise<string> {
  const answer = await app.inject({ url: `/page${query}`, headers: { accept, cookie, 'accept-language': 'zh-CN' } })
  for (const { name, value } of answer.cookies) cookie = `other=1; ${name}=${value}`
  return answer.body
}

beforeEach(() => {
  ;[own, cookie] = [null, '']
})

describe('the language of a page', () => {
  it('is that of the browser, else of the person', async () => {
    expect(await read()).toBe('zh-CN')
    own = 'ja'
    expect(await read()).toBe('ja')
  })

  it('stays as it was clicked, until another is', async () => {
    own = 'ja'
    expect([await read('?lang=en'), await read(), await read('?lang=zh-CN'), await read('?x=1')]).toEqual([
      'en',
      'en',
      'zh-CN',
      'zh-CN',
    ])
  })

  it.each(['?lang=fr', '?lang=', '?lang=en&lang=ja', '?lang[]=en'])('takes no notice of %s', async query => {
    own = 'ja'
    expect([await read(query), await read()]).toEqual(['ja', 'ja'])
    expect(cookie).toBe('')
  })

  it('is kept for pages alone, not for what scripts fetch, and nothing forged is believed', async () => {
    expect([await read('?lang=ja', 'application/json'), await read()]).toEqual(['ja', 'zh-CN'])
    cookie = 'kpi_lang=<script>'
    expect(await read()).toBe('zh-CN')
  })
})
