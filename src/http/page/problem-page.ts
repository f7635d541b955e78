import { fill, type Locale, type Localized } from '#src/i18n/locale.ts'
import { frame } from './frame.ts'
import { type Html, html } from './html.ts'
import { pageNames } from './page-names.ts'

/** What a browser gets in place of the page that it asked for. */
export interface Problem {
  /** The status of the answer, 400 to 599. */
  readonly status: number
  /** The number that leads to the cause in the log; absent: the fault is not ours. */
  readonly reference?: string
  /** What the person can put right, where that is known better than by the status. */
  readonly text?: Localized
  /** What the person typed and nobody kept: shown, so that it can be copied; absent: nothing. */
  readonly typed?: string
}

/** Who asked. */
export interface ProblemView {
  readonly locale: Locale
  /** The page's own address for another language, ending in `lang=`; `null`: it cannot be asked for again. */
  readonly again: string | null
  readonly signedIn: boolean
  /** Where signing in leads back to; absent: nowhere in particular. */
  readonly to?: string
}

/** Says what happened and what to do, with ways to go on. */
export function problemPage({ locale, again, signedIn, to }: ProblemView, problem: Problem): string {
  const { title, why } = saidOf(problem)
  return frame(
    { locale, again, title: title[locale] },
    html`<section><p>${why[locale]}</p>${problem.typed === undefined ? null : html`<blockquote>${problem.typed}</blockquote>`}${ways(locale, signedIn, to)}</section>`,
  )
}

function saidOf({ status, reference, text }: Problem): Said {
  if (reference !== undefined) return { title: fault.title, why: fill(fault.why, { reference }) }
  const said = byStatus[status] ?? other
  return text ? { title: other.title, why: text } : said
}

function ways(locale: Locale, signedIn: boolean, to: string | undefined): Html {
  const login = to === undefined ? '/login' : `/login?to=${encodeURIComponent(to)}`
  const signIn = signedIn ? null : html`<a class="button" href="${login}">${links.signIn[locale]}</a>`
  return html`<nav class="row" aria-label="${links.onward[locale]}"><a class="button" href="/boards">${pageNames.boards[locale]}</a>${signIn}<a class="button" href="/docs?lang=${locale}">${pageNames.manual[locale]}</a></nav>`
}

interface Said {
  readonly title: Localized
  readonly why: Localized
}

const links = {
  onward: { en: 'Ways on', ja: '次の操作', 'zh-CN': '接下来' },
  signIn: { en: 'Sign in', ja: 'ログイン', 'zh-CN': '登录' },
} satisfies Record<string, Localized>

const fault: Said = {
  title: { en: 'Sorry, that went wrong', ja: '処理に失敗しました', 'zh-CN': '抱歉，出错了' },
  why: {
    en: 'The fault is on our side and has been recorded. Please try again; if it stays, write “help me {reference}” to the bot.',
    ja: 'システム側の問題です（記録済み）。もう一度お試しください。解決しない場合は、ボットに「助けて {reference}」と送ってください。',
    'zh-CN': '这是系统的问题，已记录。请重试；如仍不行，请向机器人发送“求助 {reference}”。',
  },
}

const other: Said = {
  title: { en: 'That did not work', ja: '処理できませんでした', 'zh-CN': '未能完成' },
  why: {
    en: 'Part of what was sent is missing or damaged. Go back, reload the page and try again.',
    ja: '送信内容の一部が欠けているか、壊れています。前のページに戻って再読み込みし、もう一度お試しください。',
    'zh-CN': '发送的内容缺失或损坏。请返回上一页，刷新后重试。',
  },
}

const byStatus: Readonly<Record<number, Said>> = {
  401: {
    title: { en: 'Sign in first', ja: 'ログインが必要です', 'zh-CN': '请先登录' },
    why: {
      en: 'This page opens for people who are signed in. Write “web” to the bot for a link that signs you in.',
      ja: 'ログインすると開けるページです。ボットに「ウェブ」と送ると、ログイン用のリンクが届きます。',
      'zh-CN': '登录后才能打开此页面。向机器人发送“网页”获取登录链接。',
    },
  },
  403: {
    title: { en: 'This address does not open', ja: 'このアドレスは開けません', 'zh-CN': '无法打开此地址' },
    why: {
      en: 'It has run out, was changed on its way, or is not for you. Open it from the message where it stood, or write “web” to the bot for a new link.',
      ja: '期限切れか、途中で変わったか、閲覧できる範囲の外です。届いたメッセージから開き直すか、ボットに「ウェブ」と送って新しいリンクを受け取ってください。',
      'zh-CN': '链接已过期、在传送中被改动，或不在您的查看范围内。请从原消息中打开，或向机器人发送“网页”获取新链接。',
    },
  },
  404: {
    title: {
      en: 'There is nothing at this address',
      ja: 'このアドレスにページはありません',
      'zh-CN': '此地址没有内容',
    },
    why: {
      en: 'It may be mistyped or cut off, or what stood here is gone. Write “web” to the bot for a link to your pages.',
      ja: 'アドレスが間違っているか、途中で切れているか、ページがなくなっています。ボットに「ウェブ」と送ると、あなたのページへのリンクが届きます。',
      'zh-CN': '地址可能有误或不完整，也可能内容已被移除。向机器人发送“网页”获取您的页面链接。',
    },
  },
  405: {
    title: { en: 'This address opens no page', ja: 'このアドレスはページではありません', 'zh-CN': '此地址不是页面' },
    why: {
      en: 'It takes what a form sends, or the other way round. Go back to the page with the form and start again from there.',
      ja: 'フォームの送信先を直接開いたか、その逆です。フォームのあるページに戻ってやり直してください。',
      'zh-CN': '直接打开了表单的提交地址，或反之。请返回表单所在的页面重新操作。',
    },
  },
  413: {
    title: { en: 'That is too much at once', ja: 'サイズが大きすぎます', 'zh-CN': '内容过大' },
    why: {
      en: 'Go back and send less of it, or a smaller file.',
      ja: '前のページに戻り、内容を減らすか、小さいファイルでお試しください。',
      'zh-CN': '请返回并减少内容，或换用较小的文件。',
    },
  },
  429: {
    title: { en: 'Too many requests', ja: 'アクセスが多すぎます', 'zh-CN': '请求过于频繁' },
    why: {
      en: 'Many requests came from your network. Wait a minute, then reload the page.',
      ja: 'お使いのネットワークからのアクセスが集中しています。1分ほど待ってから、再読み込みしてください。',
      'zh-CN': '您所在网络的请求过多。请等待一分钟后刷新页面。',
    },
  },
}
