import type { Block, Card, LinkBlock } from '#src/chat/card.ts'
import type { CommandContext } from '#src/contracts/command.ts'
import type { DataTable } from '#src/contracts/data-table.ts'
import { localDay } from '#src/domain/days.ts'
import { UserError } from '#src/errors.ts'
import { keepFile, planDelivery } from '#src/features/delivery/index.ts'
import { findPerson, mailChannels } from '#src/features/people/index.ts'
import { type FileFormat, tableFile } from '#src/features/tables/index.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { accessMark } from './open-file.ts'

/** What becomes a file. */
export interface FileContent {
  readonly tables: readonly DataTable[]
  readonly title: Localized
  /** Plain words of its name, such as `trend-sales`. */
  readonly name: string
}

/** Rows of a file at most (judgement: what spreadsheets open without waiting; a sheet ends at 1,048,576). */
const maxRows = 200_000

/** A file of tables, kept for its reader, with the card that says what is in it. @throws UserError for one too large. */
export async function makeFile(
  { db, caller, now, pages }: Pick<CommandContext, 'db' | 'caller' | 'now' | 'pages'>,
  { tables, title, name }: FileContent,
  format: FileFormat,
  locale: Locale = caller.locale,
): Promise<{ readonly card: Card; readonly link: LinkBlock }> {
  const rows = tables.reduce((sum, table) => sum + table.rows.length, 0)
  if (rows > maxRows) throw new UserError(fill(texts.tooLarge, { most: maxRows }))
  const made = tableFile(tables, format, locale)
  const file = {
    ...made,
    name: `${fileName(name)}-${localDay(now, caller.timeZone)}.${format}`,
    personId: caller.personId,
    mark: await markFor(db, caller.personId),
  }
  const link = await keepFile(db, file, { pages, now, label: fill(texts.open, { file: verbatim(file.name) }) })
  const text = fill(texts.holds, { rows, format: format.toUpperCase() })
  const blocks: readonly Block[] = [{ type: 'text', text }, link, { type: 'text', style: 'muted', text: texts.expires }]
  return { card: { title, tone: 'info', blocks: link.url === '' ? blocks.slice(0, 2) : blocks }, link }
}

async function markFor(db: CommandContext['db'], personId: number | null): Promise<string> {
  const person = personId === null ? null : await findPerson(db, { id: personId })
  return person ? accessMark(person) : ''
}

/** Plain letters, digits and hyphens: what every platform takes in a file's name. */
function fileName(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60) || 'export'
  )
}

/** Where a file goes. */
export interface Destination {
  readonly channelId: number
  readonly label: Localized
}

/**
 * Where a file is brought: by mail where that was asked for, else into the conversation, where its messenger carries
 * files. `null`: nowhere, its address is the way. @throws UserError where mail was asked for and there is none.
 */
export async function destinationOf(
  context: CommandContext,
  { byMail, secret }: { readonly byMail: boolean; readonly secret: boolean },
): Promise<Destination | null> {
  const { db, caller, carriesFiles } = context
  if (byMail) {
    const [mail] = caller.personId === null ? [] : await mailChannels(db, [caller.personId])
    if (!mail) throw new UserError(texts.noMail)
    return { channelId: mail.id, label: texts.mailed }
  }
  if (caller.channelId === null || !carriesFiles?.(caller.messenger)) return null
  if (secret && caller.kind === 'group') return null
  return { channelId: caller.channelId, label: texts.follows }
}

/** Brings a file into a conversation by the outbox: retried, once. */
export async function bringFile(
  { db, now }: Pick<CommandContext, 'db' | 'now'>,
  channelId: number,
  card: Card,
  link: LinkBlock,
): Promise<void> {
  const key = `export/${link.file?.id ?? ''}`
  await planDelivery(db, { key, channelId, subject: key, card, urgency: 3, notBefore: now })
}

const texts = {
  open: { en: 'Open {file}', ja: '{file} を開く', 'zh-CN': '打开 {file}' },
  holds: {
    en: '{rows} rows, {format}. Numbers are unrounded; each has its unit.',
    ja: '{rows}行（{format}）。数値は丸めず、単位つきです。',
    'zh-CN': '共{rows}行（{format}）。数字未四舍五入，并附单位。',
  },
  expires: {
    en: 'The address works for 7 days, for everyone who has it, as long as you may see these stores.',
    ja: 'リンクは7日間有効です。リンクを知っている人は誰でも開けます（ご本人の閲覧範囲が変わると無効になります）。',
    'zh-CN': '链接7天内有效，持有链接的人均可打开（您的查看范围变更后失效）。',
  },
  tooLarge: {
    en: 'That is more than {most} rows. Name fewer places or days.',
    ja: '{most}行を超えています。対象や期間を減らしてください。',
    'zh-CN': '超过{most}行，请减少范围或天数。',
  },
  follows: { en: 'The file follows here.', ja: 'ファイルをここに送ります。', 'zh-CN': '文件随后发送到这里。' },
  mailed: {
    en: 'The file is on its way by mail.',
    ja: 'ファイルをメールで送ります。',
    'zh-CN': '文件将通过邮件发送。',
  },
  noMail: {
    en: 'Mail is not set up here, or you have no address. Leave out “by mail” to get the file in this chat.',
    ja: 'メールが設定されていないか、アドレスが登録されていません。「メール」を外すとこのチャットで受け取れます。',
    'zh-CN': '尚未配置邮件，或您没有登记邮箱。去掉“邮件”即可在此聊天中接收。',
  },
} satisfies Record<string, Localized>
