/** A mail as far as taking its files needs it. */
export interface FileMail {
  /** Lower case; empty where there is none. */
  readonly sender: string
  /** The mail server that took it in found that it is not from there (RFC 8601). */
  readonly forged: boolean
  /** Written by a program: an absence note, a bounce, a list. Nobody is answered. */
  readonly automatic: boolean
  /** What is said beside the files, such as `--market us`. */
  readonly options: Readonly<Record<string, string>>
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[]
}

/** What belongs to a mail and not to its message: signatures, cards, dates; pictures in the text. */
const accessories = /\.(?:p7s|p7m|asc|sig|vcf|ics|eml)$/i

/** Reads a mail. A mail that cannot be read has no sender and no files. */
export async function readMail(raw: Uint8Array): Promise<FileMail> {
  const { default: PostalMime } = await import('postal-mime') // only where a mailbox is read
  const mail = await PostalMime.parse(raw).catch(() => null)
  if (!mail) return { sender: '', forged: false, automatic: true, options: {}, files: [] }
  const header = (name: string) => mail.headers.filter(({ key }) => key === name).map(({ value }) => value)
  const said = `${mail.subject ?? ''} ${(mail.text ?? '').slice(0, 2_000)}`
  return {
    sender: (mail.from?.address ?? '').toLowerCase(),
    // the first one is of our own server: it puts it above those that came with the mail
    forged: /\bdmarc\s*=\s*fail\b/i.test(header('authentication-results')[0] ?? ''),
    automatic: header('auto-submitted').some(value => !/^no\b/i.test(value)) || header('list-id').length > 0,
    options: optionsIn(said),
    files: mail.attachments.flatMap(({ filename, content, mimeType, disposition, related }) => {
      const name = (filename ?? '').replace(/[\\/\0]/g, '_').slice(0, 200)
      const isPicture = mimeType.startsWith('image/') && (related === true || disposition === 'inline')
      return name === '' || isPicture || accessories.test(name) ? [] : [{ name, bytes: bytesOf(content) }]
    }),
  }
}

/** Words such as `--market us` say what a file does not. */
export function optionsIn(text: string): Readonly<Record<string, string>> {
  const names = ['market', 'currency', 'zone', 'platform', 'store', 'kind', 'day', 'map']
  const found = [...text.matchAll(/(?:--|—)(\w+)[ =]+("[^"]*"|“[^”]*”|\S+)/g)]
  return Object.fromEntries(
    found
      .filter(([, name = '']) => names.includes(name))
      .map(([, name = '', value = '']) => [name, value.replace(/^["“]|["”]$/g, '')]),
  )
}

function bytesOf(content: ArrayBuffer | Uint8Array | string): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content)
}
