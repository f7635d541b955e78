import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, describe, expect, it } from 'vitest'
import { connectors } from '#src/connectors/index.ts'
import { readKeys } from '#src/features/sync/keys/read-keys.ts'
import { tidyKeys } from '#src/features/sync/keys/tidy-keys.ts'

const folder = await mkdtemp(join(tmpdir(), 'odd-keys-'))
afterAll(() => rm(folder, { recursive: true }))

const canary = 'canary-7f3a'
const wanted = { client_id: 'app', client_secret: canary, refresh_token: 'Atzr|x', region: 'na' }
const json = JSON.stringify(wanted, null, 2)
const env = Object.entries(wanted)

async function read(content: string | Buffer, by: 'file' | 'input', connector = 'amazon') {
  const path = join(folder, 'keys.txt')
  await writeFile(path, content)
  const found = connectors.find(one => one.id === connector)
  if (!found) throw new Error('no such connector')
  const given = by === 'file' ? readKeys(path, Readable.from([])) : readKeys('-', Readable.from([Buffer.from(content)]))
  return tidyKeys(found, await given)
}

const utf16be = Buffer.from(`\uFEFF${json}`, 'utf16le').swap16()

describe.each(['file', 'input'] as const)('keys from a %s', by => {
  it.each<[string, string | Buffer]>([
    ['with a byte order mark', `\uFEFF${json}`],
    ['with lines of Windows', json.replaceAll('\n', '\r\n')],
    ['in UTF-16', Buffer.from(`\uFEFF${json}`, 'utf16le')],
    ['in UTF-16 without a mark', Buffer.from(json, 'utf16le')],
    ['in UTF-16, big end first', utf16be],
    ['with a comma at the end', json.replace(/"\n\}/, '",\n}')],
    ['in single quotes', json.replaceAll('"', "'")],
    ['with comments', `// mine\n${json.replace('{', '{ /* na */')}`],
    ['in typographic quotes', json.replaceAll('"', '“')],
    ['as KEY=value', env.map(([name, value]) => `${name.toUpperCase()}=${value}`).join('\n')],
    [
      'as export with quotes',
      env.map(([name, value]) => `export AMAZON_${name.toUpperCase()}="${value}"`).join('\r\n'),
    ],
    ['as KEY: value with comments', `# keys\n\n${env.map(([name, value]) => `${name}: '${value}'`).join('\n')}`],
    [
      'in other case',
      JSON.stringify({ clientId: 'app', 'Client-Secret': canary, 'REFRESH TOKEN': 'Atzr|x', Region: 'na' }),
    ],
    [
      'by names of the vendor',
      JSON.stringify({ lwa_client_id: 'app', LWA_CLIENT_SECRET: canary, SP_API_REFRESH_TOKEN: 'Atzr|x', region: 'na' }),
    ],
    ['within an object', JSON.stringify({ amazon: wanted })],
    [
      'within objects of their own',
      JSON.stringify({ client: { id: 'app', secret: canary }, credentials: { refresh_token: 'Atzr|x', region: 'na' } }),
    ],
    ['in a list of one', JSON.stringify([wanted])],
    [
      'with blanks and quotes around values',
      JSON.stringify({ ...wanted, client_id: ' app\n', client_secret: `"${canary}" ` }),
    ],
  ])('%s are read', async (_, content) => {
    expect((await read(content, by)).keys).toEqual(wanted)
  })

  it.each<[string, string | Buffer, RegExp]>([
    ['that is empty', '', /is empty.*client_id/],
    ['of blanks alone', ' \n\n', /is empty/],
    ['that breaks off', json.slice(0, -30), /is not JSON.*client_id/],
    ['that is no keys', 'See the page of the application for it.', /is not JSON/],
    ['that is one text', JSON.stringify(canary), /is not JSON/],
    ['with several sets', JSON.stringify([wanted, { ...wanted, region: 'fe' }]), /2 sets of keys.*file of its own/],
    [
      'with two values for a key',
      JSON.stringify({ ...wanted, us: { client_secret: 'another' } }),
      /client_secret twice/,
    ],
    ['that is huge', `{"client_secret":"${canary.repeat(60_000)}"}`, /larger than 256 kB/],
  ])('%s are refused with what to do and without a value', async (_, content, why) => {
    const refusal = await read(content, by).catch((error: Error) => error)

    expect(refusal).toBeInstanceOf(Error)
    expect((refusal as Error).message).toMatch(why)
    expect((refusal as Error).message).not.toContain(canary)
  })
})

it.each([
  ['a folder', folder, /is a folder/],
  ['nothing', join(folder, 'none.json'), /no such file/],
  ['the keys themselves', json, /takes the name of a file/],
])('%s in place of a file is refused with what to do', async (_, path, why) => {
  const refusal = await readKeys(path, Readable.from([])).catch((error: Error) => error)

  expect((refusal as Error).message).toMatch(why)
  expect((refusal as Error).message).not.toContain(canary)
})

it('names that a connector does not have are told, without their values', async () => {
  const { keys, ignored } = await read(
    JSON.stringify({ ...wanted, note: canary, seller: { mail: 'x@example.com' } }),
    'file',
  )

  expect(keys).toEqual(wanted)
  expect(ignored).toEqual(['note', 'seller.mail'])
})

it('what a key holds stays as it is where it has parts of its own', async () => {
  const keys = {
    stores: [{ name: ' West ', currency: 'USD' }],
    reports: [{ address: 'https://x', measures: { orders: 'n' } }],
  }

  expect((await read(JSON.stringify(keys), 'file', 'http-json')).keys).toEqual(keys)
})

it('numbers are texts where texts are asked for', async () => {
  expect((await read('{"shop": "a.myshopify.com", "access_token": 123}', 'file', 'shopify')).keys).toMatchObject({
    access_token: '123',
  })
})
