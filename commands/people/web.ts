import { type CommandAnswer, type CommandContext, defineCommand, type Words } from '#src/contracts/command.ts'
import { isLocal } from '#src/contracts/page-links.ts'
import { UserError } from '#src/errors.ts'
import {
  closeSessions,
  devicesCard,
  deviceTable,
  issueSignInLink,
  listOpenSessions,
  signedOutCard,
  signInCard,
} from '#src/features/sign-in/index.ts'
import { formatDateTime } from '#src/i18n/format/index.ts'
import { type Localized, verbatim } from '#src/i18n/locale.ts'
import { requireUsed } from '#src/language/account.ts'

/** Opens one's own pages in a browser: a link that signs in once, the devices that are signed in, signing out. */
export const web = defineCommand({
  name: 'web',
  aliases: {
    en: ['browser', 'login', 'log in', 'sign in'],
    ja: ['ウェブ', 'ブラウザ', 'ブラウザー', 'ログイン'],
    'zh-CN': ['网页', '网页版', '浏览器', '登录'],
  },
  summary: { en: 'Your pages in a browser', ja: 'ブラウザーで見る', 'zh-CN': '在浏览器中查看' },
  examples: {
    en: ['web', 'web settings', 'web devices', 'web signout'],
    ja: ['ウェブ', 'ウェブ 設定', 'ウェブ 端末', 'ウェブ ログアウト'],
    'zh-CN': ['网页', '网页 设置', '网页 设备', '网页 退出'],
  },
  subverbs: {
    open: { aliases: ['link', '開く', '打开', '链接'] },
    settings: { aliases: ['setup', 'setting', '設定', '设置', '设定'] },
    calendar: { aliases: ['カレンダー', '日历'] },
    plan: { aliases: ['planning', 'sheet', '計画', '目標シート', '计划', '目标表'] },
    devices: { aliases: ['device', 'sessions', '端末', '设备'] },
    signout: { aliases: ['sign out', 'logout', 'log out', 'ログアウト', '退出', '退出登录'] },
  },
  role: 'viewer',
  lasting: true,
  takes: { people: true },
  implied: () => 'open',
  run(words, context) {
    if (words.subverb === 'devices') return devices(words, context)
    if (words.subverb === 'signout') return signOut(words, context)
    return open(words, context)
  },
})

/** At the shell, where nobody in particular asks, for the person that is named: the way in without any messenger. */
async function open(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { db, pages, caller, now } = context
  if (!pages) throw new UserError(texts.nowhere)
  if (caller.kind === 'group') throw new UserError(texts.inPrivate)
  const atShell = caller.messenger === 'cli'
  requireUsed(words, { people: atShell ? 1 : 0 }, texts.howTo)
  const personId = (atShell ? words.people[0]?.id : null) ?? caller.personId
  if (personId === null) throw new UserError(texts.whose)
  const target = targets[words.subverb ?? ''] ?? {}
  const url = await issueSignInLink({ db, pages, now }, { personId, via: atShell ? 'shell' : 'chat', ...target })
  return { cards: [signInCard(url, isLocal(url))], private: true }
}

/** Pages that a link leads to by their own word. */
const targets: Readonly<Record<string, { readonly target: string }>> = {
  settings: { target: '/settings' },
  calendar: { target: '/settings/calendar' },
  plan: { target: '/settings/plan' },
}

async function devices(words: Words, context: CommandContext): Promise<CommandAnswer> {
  requireUsed(words, {}, texts.howTo)
  const { db, caller, now } = context
  const found = await listOpenSessions(db, own(context), now)
  const shown = found.map(({ device, seenAt }) => ({
    device: verbatim(device),
    seen: formatDateTime(seenAt, caller.timeZone, { year: true }),
  }))
  return { cards: [devicesCard(shown)], private: true, tables: () => [deviceTable(found)] }
}

async function signOut(words: Words, context: CommandContext): Promise<CommandAnswer> {
  requireUsed(words, {}, texts.howTo)
  const count = await closeSessions(context.db, own(context), {}, context.now)
  return { cards: [signedOutCard(count)], private: true }
}

/** @throws UserError at the shell. */
function own({ caller }: CommandContext): number {
  if (caller.personId === null) throw new UserError(texts.whose)
  return caller.personId
}

const texts = {
  howTo: {
    en: 'web answers with a link to your pages, web settings to the settings; web devices lists where you are signed in; web signout ends it everywhere.',
    ja: '「ウェブ」でページへのリンク、「ウェブ 設定」で設定画面、「ウェブ 端末」でログイン中の端末、「ウェブ ログアウト」ですべてログアウトします。',
    'zh-CN': '“网页”获取登录链接，“网页 设置”打开设置，“网页 设备”查看已登录设备，“网页 退出”在所有设备退出。',
  },
  nowhere: {
    en: 'There are no pages here.',
    ja: 'ここではページを開けません。',
    'zh-CN': '此处没有网页。',
  },
  inPrivate: {
    en: 'The link signs you in, so it is nothing for a group: write “web” to me in a private conversation.',
    ja: 'ログイン用リンクのためグループには送れません。1対1のチャットで「ウェブ」と送ってください。',
    'zh-CN': '登录链接不能发在群里，请私聊我发送“网页”。',
  },
  whose: {
    en: 'For whom? At the shell name the person: npm run kpi -- web mei@example.com',
    ja: '誰のページですか？シェルでは人を指定します：npm run kpi -- web mei@example.com',
    'zh-CN': '为谁打开？在命令行请写明人员：npm run kpi -- web mei@example.com',
  },
} satisfies Record<string, Localized>
