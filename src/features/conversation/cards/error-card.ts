import type { Action, Block, Card } from '#src/chat/card.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** Something the person can put right, with the lines that may have been meant as buttons. */
export function hintCard(text: Localized, suggestions: readonly Pick<Action, 'label' | 'line'>[]): Card {
  const actions = suggestions.map(({ label, line }) => ({ label, line }))
  const blocks: Block[] = [{ type: 'text', text }]
  if (actions.length > 0) blocks.push({ type: 'actions', actions })
  return { title: actions.length > 0 ? texts.question : texts.hint, tone: 'info', blocks }
}

/** A role does not suffice. */
export function refusedCard(text: Localized): Card {
  return { title: texts.refused, tone: 'warning', blocks: [{ type: 'text', text }] }
}

/** A fault of ours. The number leads to the cause in the log. */
export function apologyCard(reference: string): Card {
  const text = fill(texts.apology, { reference: verbatim(reference) })
  const ask = { label: texts.askForHelp, line: `help me ${reference}` }
  return {
    title: texts.failed,
    tone: 'bad',
    blocks: [
      { type: 'text', text },
      { type: 'actions', actions: [ask] },
    ],
  }
}

/** Somebody whom nobody invited, as far as the messenger tells. */
export interface Stranger {
  /** `null`: the messenger does not tell. */
  readonly email: string | null
  /** Their id there. */
  readonly externalId: string
  readonly administrators: readonly string[]
  /** A code can be asked for by mail. */
  readonly mails: boolean
}

/** How to be invited, or linked. */
export function strangerCard({ email, externalId, administrators, mails }: Stranger): Card {
  const blocks: Block[] = [
    { type: 'text', text: email === null ? texts.unlinked : fill(texts.stranger, { email: verbatim(email) }) },
  ]
  if (administrators.length > 0) {
    const names = verbatim(administrators.join(', '))
    blocks.push({ type: 'facts', facts: [{ label: texts.administrators, value: names }] })
  }
  if (email === null) {
    const link = verbatim(`link ${externalId} name@example.com`)
    blocks.push({ type: 'text', text: fill(texts.link, { line: link, id: verbatim(externalId) }) })
  }
  if (mails) blocks.push({ type: 'text', text: texts.byMail })
  const line = `people add "…" ${email ?? 'name@example.com'} operator all`
  blocks.push({ type: 'text', text: fill(texts.invite, { line: verbatim(line) }), style: 'muted' })
  return { title: texts.welcome, tone: 'info', blocks }
}

/** Somebody whose access ended. */
export function formerCard(): Card {
  return { title: texts.refused, tone: 'warning', blocks: [{ type: 'text', text: texts.former }] }
}

/** A group that may speak of nothing yet. */
export function unscopedCard(mayChange: boolean): Card {
  const blocks: Block[] = [{ type: 'text', text: mayChange ? texts.unscopedYours : texts.unscoped }]
  if (mayChange) {
    const lines = ['channel scope all', 'channel scope market:jp', 'channel scope market:us']
    blocks.push({ type: 'actions', actions: lines.map(line => ({ label: verbatim(line), line })) })
  }
  return { title: texts.unscopedTitle, tone: 'info', blocks }
}

/** What was assumed about nearly right words: said small above the answer. */
export function assumedBlock(assumed: readonly { readonly typed: string; readonly meant: string }[]): Block {
  const [first] = assumed
  const pairs = verbatim(assumed.map(({ typed, meant }) => `${typed} → ${meant}`).join(', '))
  const text =
    first && assumed.length === 1
      ? fill(texts.assumedOne, { typed: verbatim(first.typed), meant: verbatim(first.meant) })
      : fill(texts.assumed, { pairs })
  return { type: 'text', text, style: 'muted' }
}

const texts = {
  question: { en: 'Did you mean this?', ja: 'こちらでしょうか？', 'zh-CN': '您是想说这个吗？' },
  hint: { en: 'Not quite', ja: '入力をご確認ください', 'zh-CN': '请再确认一下' },
  refused: { en: 'Not allowed', ja: '権限がありません', 'zh-CN': '没有权限' },
  failed: { en: 'Sorry, that went wrong', ja: '申し訳ありません。処理に失敗しました', 'zh-CN': '抱歉，出错了' },
  apology: {
    en: 'The fault is on our side and has been recorded. Please try again; if it stays, tell your administrator the number {reference}.',
    ja: 'システム側の問題です（記録済み）。もう一度お試しください。解決しない場合は、管理者に番号 {reference} をお伝えください。',
    'zh-CN': '这是系统的问题，已记录。请重试；如仍不行，请把编号 {reference} 告诉管理员。',
  },
  askForHelp: { en: 'Ask for help', ja: '管理者に知らせる', 'zh-CN': '向管理员求助' },
  welcome: { en: 'Welcome! We have not met yet', ja: 'はじめまして', 'zh-CN': '您好，初次见面' },
  unlinked: {
    en: 'I answer only people who have been invited. This messenger did not tell me your e-mail address.',
    ja: '招待されたメンバーにのみお答えしています。このメッセンジャーからメールアドレスを取得できませんでした。',
    'zh-CN': '我只回答受邀成员的问题。当前聊天工具没有提供您的邮箱。',
  },
  link: {
    en: 'Were you given a code? Write: link CODE. Your id here is {id}; an administrator can also link it with: {line}',
    ja: 'コードをお持ちの場合は「連携 コード」と送ってください。ここでのIDは {id} です。管理者は次のコマンドでも連携できます：{line}',
    'zh-CN': '如已有绑定码，请发送“绑定 绑定码”。您在此处的账号是 {id}，管理员也可用此指令绑定：{line}',
  },
  byMail: {
    en: 'Invited already? Write “link you@example.com” with the address you were invited by: a code comes to you by mail.',
    ja: '招待済みの場合は、招待されたアドレスで「連携 you@example.com」と送ってください。コードをメールでお送りします。',
    'zh-CN': '如已被邀请，请发送“绑定 you@example.com”（用受邀的邮箱），绑定码会发到该邮箱。',
  },
  stranger: {
    en: 'I answer only people who have been invited. Nobody has been invited as {email}.',
    ja: '招待されたメンバーにのみお答えしています。{email} はまだ招待されていません。',
    'zh-CN': '我只回答受邀成员的问题，{email} 还没有被邀请。',
  },
  administrators: { en: 'Ask one of', ja: '依頼先', 'zh-CN': '请联系' },
  invite: {
    en: 'An administrator invites you with: {line}',
    ja: '管理者が次のコマンドで招待します：{line}',
    'zh-CN': '管理员可用此指令邀请您：{line}',
  },
  former: {
    en: 'Your access has been ended. An administrator can open it again.',
    ja: '利用権限が停止されています。再開は管理者にご依頼ください。',
    'zh-CN': '您的访问权限已停用，如需恢复请联系管理员。',
  },
  unscopedTitle: { en: 'This group is not set up yet', ja: 'このグループは未設定です', 'zh-CN': '本群尚未设置' },
  unscoped: {
    en: 'A manager or administrator decides which stores may be spoken of here, with: channel scope market:jp. Until then, ask me in a direct message.',
    ja: 'ここで扱える店舗は、マネージャーか管理者が「チャンネル 範囲 日本」のように設定します。それまではダイレクトメッセージでご利用ください。',
    'zh-CN': '本群可以查看哪些店铺，由主管或管理员设置，例如：频道 范围 日本。在此之前请私聊我。',
  },
  unscopedYours: {
    en: 'Decide which stores may be spoken of here. Everybody in the group will be able to see them.',
    ja: 'ここで扱える店舗を設定してください。グループの全員が閲覧できるようになります。',
    'zh-CN': '请设置本群可以查看哪些店铺。设置后群内所有人都能看到。',
  },
  assumedOne: {
    en: 'Read “{typed}” as “{meant}”.',
    ja: '「{typed}」を「{meant}」として回答しています。',
    'zh-CN': '已将“{typed}”理解为“{meant}”。',
  },
  assumed: { en: 'Read as: {pairs}.', ja: '次のように解釈しました：{pairs}', 'zh-CN': '已按以下理解：{pairs}' },
} satisfies Record<string, Localized>
