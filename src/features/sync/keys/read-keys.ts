import { readFile, stat } from 'node:fs/promises'
import { StartError } from '#src/errors.ts'
import { parseKeys } from './parse-keys.ts'

/** Judgement: keys are a few lines; a public key has some kilobytes. */
const mostBytes = 256 * 1024

const notAFile = '--keys takes the name of a file, not the keys. Write them into a file, or use --keys - to pipe them.'
const example =
  'It holds JSON such as {"client_id": "…", "client_secret": "…"}, or a line such as client_id=… for each key.'

/** What a file of keys, or standard input for `-`, holds. @throws StartError that says what to do, never a value */
export async function readKeys(file: string, input: NodeJS.ReadableStream): Promise<unknown> {
  const where = file === '-' ? 'Standard input' : 'The file of keys'
  const bytes = file === '-' ? await bytesOfInput(input) : await bytesOfFile(file)
  const text = decoded(bytes).trim()
  if (text === '') {
    const how = file === '-' ? ' Pipe the file into it: … --keys - < keys.json.' : ''
    throw new StartError(`${where} is empty.${how} ${example}`)
  }
  const keys = parseKeys(text)
  if (keys === null) throw new StartError(`${where} is not JSON. ${example}`) // its text would hold secrets
  return keys
}

async function bytesOfFile(file: string): Promise<Buffer> {
  try {
    const found = await stat(file)
    if (found.isDirectory()) throw new StartError(`${file} is a folder. Name the file of keys in it.`)
    if (found.size > mostBytes) throw tooLarge('The file of keys')
    return await readFile(file)
  } catch (cause) {
    if (cause instanceof StartError) throw cause
    if (/[{}=\n]/.test(file)) throw new StartError(notAFile) // keys themselves: they must not be repeated
    throw new StartError(`The file of keys cannot be read: ${file}. ${whyNot(cause)}`, { cause })
  }
}

function whyNot(cause: unknown): string {
  const code = (cause as { readonly code?: unknown }).code // of node:fs
  if (code === 'ENOENT') return 'There is no such file: look at its name and folder.'
  if (code === 'EACCES' || code === 'EPERM') return 'This user may not read it: change its owner or its mode.'
  return 'Look at its name and whether this user may read it.'
}

async function bytesOfInput(input: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of input) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > mostBytes) throw tooLarge('Standard input')
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

function tooLarge(where: string): StartError {
  return new StartError(`${where} is larger than ${mostBytes / 1024} kB: that is no file of keys. ${example}`)
}

/** UTF-8, or UTF-16 as Windows editors write it, with and without its mark. */
function decoded(bytes: Buffer): string {
  const [first, second] = bytes
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0)
  const isLittle = (first === 0xff && second === 0xfe) || (second === 0 && first !== 0)
  const charset = isBig ? 'utf-16be' : isLittle ? 'utf-16le' : 'utf-8'
  return new TextDecoder(charset).decode(bytes).replace(/^\uFEFF/, '')
}
