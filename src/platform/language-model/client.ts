/** An endpoint that speaks the chat completions of OpenAI. */
export interface ModelAccess {
  /** Such as `https://api.example.com/v1`, with or without `/chat/completions`. */
  readonly url: string
  readonly model: string
  /** `null`: the endpoint asks for none. */
  readonly key: string | null
  /** Whether figures may be sent to it. */
  readonly figures: boolean
}

/** A language model that may be asked, and that may fail in any way: then there is no answer. */
export interface LanguageModel {
  /** What it is called, for people. */
  readonly name: string
  readonly figures: boolean
  /** The text of its answer; `null`: none came in time, or none that can be read. Never throws. */
  ask(system: string, user: string): Promise<string | null>
}

interface ModelParts {
  readonly log: { info(fields: object, sentence: string): void }
  readonly now: () => Date
  /** How long an answer may take; absent: six seconds (judgement: people wait for it). */
  readonly timeoutMs?: number
}

const usualTimeoutMs = 6_000
/** Answers are one line or three sentences: longer ones are none (judgement). */
const maxBytes = 64_000
const maxTokens = 400
/** Questions at once; more go without (judgement: the plain answer is there). */
const maxAtOnce = 4
/** For how long nothing is asked after a refusal for want of room, unless the endpoint says so; and at most. */
const usualPauseSeconds = 30
const longestPauseSeconds = 300

/** The language model that is configured, for who may do without. */
export function languageModel(access: ModelAccess | null, parts: ModelParts): { readonly model?: LanguageModel } {
  return access === null ? {} : { model: createLanguageModel(access, parts) }
}

/** Makes the client of an endpoint. Its key and what it says are never logged. */
export function createLanguageModel(access: ModelAccess, parts: ModelParts): LanguageModel {
  let running = 0
  let quietUntil = 0
  return {
    name: access.model,
    figures: access.figures,
    async ask(system, user) {
      if (running >= maxAtOnce || parts.now().getTime() < quietUntil) return null
      running++
      try {
        const answer = await post(access, { system, user, timeoutMs: parts.timeoutMs ?? usualTimeoutMs })
        if (answer.pauseSeconds > 0) quietUntil = parts.now().getTime() + answer.pauseSeconds * 1_000
        if (answer.text === null) parts.log.info({ status: answer.status }, 'The language model gave no answer')
        return answer.text
      } catch (error) {
        parts.log.info({ reason: error instanceof Error ? error.name : 'unknown' }, 'The language model gave no answer')
        return null
      } finally {
        running--
      }
    },
  }
}

interface Answer {
  readonly text: string | null
  readonly status: number
  readonly pauseSeconds: number
}

interface Asked {
  readonly system: string
  readonly user: string
  readonly timeoutMs: number
}

// https://platform.openai.com/docs/api-reference/chat/create
async function post({ url, model, key }: ModelAccess, { system, user, timeoutMs }: Asked): Promise<Answer> {
  const messages = [
    { role: 'system', content: system },
    { role: 'user', content: user },
  ]
  const response = await fetch(endpoint(url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key !== null && { authorization: `Bearer ${key}` }) },
    body: JSON.stringify({ model, messages, temperature: 0, max_tokens: maxTokens, stream: false }),
    signal: AbortSignal.timeout(timeoutMs),
    redirect: 'error',
  })
  const { status } = response
  if (status !== 200) {
    await response.body?.cancel()
    return { text: null, status, pauseSeconds: status === 429 || status === 503 ? pauseOf(response) : 0 }
  }
  const body = await bounded(response)
  return { text: body === null ? null : contentOf(JSON.parse(body)), status, pauseSeconds: 0 }
}

/** The text of the first choice; `null`: there is none. */
function contentOf(answer: unknown): string | null {
  const { choices } = (answer ?? {}) as { readonly choices?: unknown } // whatever came: each step is checked
  const first: unknown = Array.isArray(choices) ? choices[0] : null
  const { message } = (first ?? {}) as { readonly message?: unknown }
  const { content } = (message ?? {}) as { readonly content?: unknown }
  return typeof content === 'string' ? content : null
}

function endpoint(url: string): string {
  const bare = url.replace(/\/+$/, '')
  return bare.endsWith('/chat/completions') ? bare : `${bare}/chat/completions`
}

function pauseOf(response: Response): number {
  const asked = Number(response.headers.get('retry-after'))
  return Math.min(Number.isFinite(asked) && asked > 0 ? asked : usualPauseSeconds, longestPauseSeconds)
}

/** A body as text; `null`: it is longer than any answer. */
async function bounded({ body }: Response): Promise<string | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.length
    if (size > maxBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
