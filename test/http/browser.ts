import type { FastifyInstance, LightMyRequestResponse } from 'fastify'

/** A browser without a screen: keeps cookies, sends forms as they stand in a page. */
export class Browser {
  readonly cookies = new Map<string, string>()
  readonly headers: Record<string, string>
  /** The last cookie as it was set. */
  lastCookie = ''
  readonly #app: FastifyInstance

  constructor(app: FastifyInstance, headers: Readonly<Record<string, string>> = {}) {
    this.#app = app
    const agent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36'
    this.headers = { 'user-agent': agent, 'accept-language': 'en', ...headers }
  }

  get(url: string): Promise<LightMyRequestResponse> {
    return this.#send('GET', url)
  }

  post(url: string, fields: Readonly<Record<string, string>>): Promise<LightMyRequestResponse> {
    return this.#send('POST', url, new URLSearchParams(fields).toString())
  }

  /** Sends a form whose fields may have one name several times. */
  postBody(url: string, payload: string): Promise<LightMyRequestResponse> {
    return this.#send('POST', url, payload)
  }

  /** Presses the first form of a page that goes to an address. */
  submit(page: LightMyRequestResponse | undefined, action: string): Promise<LightMyRequestResponse> {
    const form = page?.body.split('<form').find(one => one.includes(`action="${action}"`))
    if (form === undefined) throw new Error(`The page has no form to ${action}`)
    const fields = [...(form.split('</form>')[0] ?? '').matchAll(/name="([^"]+)" value="([^"]*)"/g)]
    return this.post(action, Object.fromEntries(fields.map(([, name = '', value = '']) => [name, value])))
  }

  async #send(method: 'GET' | 'POST', url: string, payload?: string): Promise<LightMyRequestResponse> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const type = payload === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }
    const headers = { ...this.headers, ...type, ...(cookie && { cookie }) }
    const answer = await this.#app.inject({ method, url, headers, ...(payload !== undefined && { payload }) })
    for (const { name, value } of answer.cookies) {
      this.lastCookie = String(answer.headers['set-cookie'])
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return answer
  }
}
