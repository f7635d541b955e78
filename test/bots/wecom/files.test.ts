import { createCipheriv, randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { nameIn, unsealed } from '#bots/wecom/receive/files.ts'
import type { BotDeps, ImportFile } from '#src/chat/messenger.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { fakeBotServer } from './fake-wecom/bot-server.ts'
import { until, wecomWorld } from './world.ts'

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

/** As the platform seals a file: AES-256-CBC, padded to 32 bytes. */
function sealed(bytes: Buffer, key: Buffer): Buffer {
  const padding = 32 - (bytes.length % 32)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(Buffer.concat([bytes, Buffer.alloc(padding, padding)])), cipher.final()])
}

const keyText = (key: Buffer) => key.toString('base64').replace(/=$/, '')

async function host(files: Readonly<Record<string, { readonly bytes: Buffer; readonly name?: string }>>) {
  const server: Server = createServer((request, response) => {
    const file = files[request.url ?? '']
    if (!file) return void response.writeHead(404).end()
    if (file.name)
      response.setHeader('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    response.end(file.bytes)
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  closing.push(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const chosen: BotDeps['alone'] = (_name, run) => {
  const stopping = new AbortController()
  const running = run(stopping.signal)
  return async () => {
    stopping.abort()
    await running
  }
}

async function connected() {
  const seen: { name: string; text: string; by: string }[] = []
  const offer = async (file: ImportFile, _options: object, by: { person: string }) => {
    const parts: Uint8Array[] = []
    for await (const part of file.bytes) parts.push(part)
    seen.push({ name: file.name, text: Buffer.concat(parts).toString(), by: by.person })
    return { title: verbatim(`preview of ${file.name}`), tone: 'info' as const, blocks: [] }
  }
  const kept: { name: string; bytes: string; words: string; by: string }[] = []
  const keep = async (file: ImportFile, words: string, by: { person: string }) => {
    const parts: Uint8Array[] = []
    for await (const part of file.bytes) parts.push(part)
    kept.push({ name: file.name, bytes: Buffer.concat(parts).toString(), words, by: by.person })
    return { title: verbatim(`kept ${file.name}`), tone: 'good' as const, blocks: [] }
  }
  const nobody = async () => {
    throw new Error('not asked')
  }
  const platform = await fakeBotServer()
  closing.push(platform.close)
  const imports = { preview: nobody, apply: nobody, undo: nobody, offer }
  const world = await wecomWorld({
    bot: { id: 'B', secret: 'bot-secret', url: platform.url },
    over: { alone: chosen, imports, photos: { keep } },
  })
  closing.push(world.close)
  await world.messenger.start?.()
  await until(() => platform.subscribed === 1)
  return { platform, seen, kept, asked: world.asked }
}

describe('a file that somebody sends to the AI bot', () => {
  it('is unsealed, read under its own name, and answered to who sent it', async () => {
    const key = randomBytes(32)
    const url = await host({ '/f1': { bytes: sealed(Buffer.from('date,store\n'), key), name: '销售 11月.csv' } })
    const { platform, seen } = await connected()

    platform.dropFile({ user: 'zhangsan', url: `${url}/f1`, aeskey: keyText(key) })

    await until(() => platform.said.length === 1)
    expect(seen).toEqual([{ name: '销售 11月.csv', text: 'date,store\n', by: 'zhangsan' }])
    expect(JSON.stringify(platform.said[0])).toContain('preview of')
  })

  it('that the platform does not give is answered in words', async () => {
    const { platform, seen } = await connected()

    platform.dropFile({ user: 'zhangsan', url: `${await host({})}/gone.csv`, aeskey: keyText(randomBytes(32)) })

    await until(() => platform.said.length === 1)
    expect(seen).toEqual([])
    expect(JSON.stringify(platform.said[0])).toContain('gone.csv')
  })
})

describe('a picture that somebody sends to the AI bot', () => {
  it.each([
    [undefined, '', []],
    ['打分 #12 的照片', '打分 #12 的照片', []],
    ['状态 销售额', '', ['状态 销售额']],
  ])(
    'is unsealed and kept for its sender; words beside it (%s) say for which rating, or are answered',
    async (...row) => {
      const [words, caption, lines] = row
      const key = randomBytes(32)
      const url = await host({ '/p1': { bytes: sealed(Buffer.from('a picture'), key) } })
      const { platform, kept, asked } = await connected()

      platform.sendPicture({ user: 'zhangsan', url: `${url}/p1`, aeskey: keyText(key), ...(words && { words }) })

      await until(() => kept.length === 1)
      expect(kept).toEqual([{ name: 'p1', bytes: 'a picture', words: caption, by: 'zhangsan' }])
      expect(asked.map(({ line }) => line)).toEqual(lines)
      await until(() => JSON.stringify(platform.said).includes('kept p1'))
    },
  )
})

it('any bytes come out of their seal as they went in', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes, key) => {
      expect([...unsealed(sealed(Buffer.from(bytes), Buffer.from(key)), keyText(Buffer.from(key)))]).toEqual([...bytes])
    }),
  )
})

it.each([
  ["attachment; filename*=UTF-8''%E8%A1%A8.xlsx", '表.xlsx'],
  ['attachment; filename="a b.csv"', 'a b.csv'],
  ['', 'orders.csv'],
])('the name of a file stands in %j', (disposition, name) => {
  expect(nameIn(disposition, 'https://x.example.com/t/orders.csv?sign=1')).toBe(name)
})
