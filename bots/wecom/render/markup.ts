const fullWidth: Readonly<Record<string, string>> = {
  '*': '＊',
  '`': '｀',
  '[': '［',
  ']': '］',
  '<': '＜',
  '>': '＞',
  '|': '｜',
  '~': '～',
  '\\': '＼',
}

/**
 * A text that formats, links and mentions nothing. WeCom documents no escape character, so that every character that
 * means something in one of its dialects becomes its full-width twin, which reads the same.
 */
export function plain(text: string): string {
  return safe(text)
    .replace(/[*`[\]<>|~\\]/g, character => fullWidth[character] ?? '')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '＿')
    .replace(/^(\s*)([#+-])/gm, (_all, blank: string, sign: string) => blank + twin(sign))
    .replace(/^(\s*)(\d+)\.(?=\s)/gm, '$1$2．')
}

function twin(sign: string): string {
  return sign === '#' ? '＃' : sign === '+' ? '＋' : '－'
}

/** The same on one line, for cells and labels. */
export function plainLine(text: string): string {
  return plain(text).replace(/\s*\n\s*/g, ' ')
}

/** Text where nothing is formatted: without control characters and without a mention of everybody. */
export function safe(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, sign => (sign === '\n' || sign === '\t' ? sign : ''))
    .replace(/@(?=all\b|所有人|everyone\b|here\b)/giu, '＠')
}

/** A command line to be copied: set off as code, with nothing that could end it. */
export function code(line: string): string {
  return `\`${safe(line)
    .replace(/[`<>]/g, character => fullWidth[character] ?? '')
    .replace(/\s+/g, ' ')}\``
}

/** Text in HTML, for articles. */
export function html(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  }
  return safe(text)
    .replace(/[&<>"']/g, character => entities[character] ?? '')
    .replaceAll('\n', '<br/>')
}
