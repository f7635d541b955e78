import type { FileFormat } from '#src/features/tables/index.ts'

/** How a file is wanted, and the rest of the line that says what is in it. */
export interface FileRequest {
  /** `null`: none was named. */
  readonly format: FileFormat | null
  readonly byMail: boolean
  readonly rest: string
}

const formatWords =
  /(^|[\s,，、])(?:(?:as|in|to|for)\s+(?:an?\s+)?)?(csv|xlsx|excel|エクセル|表格)(?:\s*(?:files?|ファイル|文件|形式|格式))?(?:で|に)?(?=$|[\s,，、.。])/giu
const mailWords =
  /(^|[\s,，、])(?:by e?-?mail|per mail|e?mail me|メール(?:で|に)?|(?:用|通过|发)?(?:邮件|邮箱))(?:発送|送信|发送)?(?=$|[\s,，、.。])/giu

/** Reads format and way of a line. Blanks take the place of the words, so that all others stay where they are. */
export function readRequest(line: string): FileRequest {
  let format: FileFormat | null = null
  let byMail = false
  const outside = (text: string) =>
    text
      .replace(formatWords, (found: string, before: string, word: string) => {
        format = word.toLowerCase() === 'csv' ? 'csv' : 'xlsx'
        return before + ' '.repeat(found.length - before.length)
      })
      .replace(mailWords, (found: string, before: string) => {
        byMail = true
        return before + ' '.repeat(found.length - before.length)
      })
  // What stands in quotes is a name or a line of its own.
  const rest = line.replace(/"[^"]*"|[^"]+/g, part => (part.startsWith('"') ? part : outside(part)))
  return { format, byMail, rest }
}

/** What stands in quotes in a line. */
export function quotedIn(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]+)"/g)].flatMap(match => match[1]?.trim() || [])
}
