import type { Localized } from '#src/i18n/locale.ts'

/** Why a request was refused: `status` is HTTP's, `text` what to do. */
export interface Refusal {
  readonly code: string
  readonly status: number
  readonly text: Localized
}

const of = (status: number, code: string, en: string, ja: string, zh: string): Refusal => ({
  status,
  code,
  text: { en, ja, 'zh-CN': zh },
})

/** Everything the console refuses. */
export const refusals = {
  foreign: of(
    403,
    'foreign_origin',
    'This request came from another site and was refused. Open the console itself, or set PUBLIC_URL to the address you use.',
    '別サイトからの要求のため受け付けませんでした。コンソールを直接開くか、PUBLIC_URL にご利用のアドレスを設定してください。',
    '该请求来自其他网站，已被拒绝。请直接打开控制台，或把 PUBLIC_URL 设为您使用的地址。',
  ),
  json: of(
    415,
    'json_required',
    'Send JSON with the header content-type: application/json.',
    'content-type: application/json を付けて JSON で送ってください。',
    '请以 JSON 发送，并带上 content-type: application/json。',
  ),
  malformed: of(
    400,
    'malformed',
    'The request could not be read. Check the names and types of its fields.',
    '要求を読み取れませんでした。項目の名前と型をご確認ください。',
    '无法读取该请求，请检查字段名称和类型。',
  ),
  person: of(
    403,
    'unknown_person',
    'Nobody active has this e-mail address. Choose a person from the list.',
    'このメールアドレスの有効な利用者はいません。一覧から選んでください。',
    '没有使用该邮箱的有效成员，请从列表中选择。',
  ),
  channel: of(
    404,
    'unknown_channel',
    'There is no such channel. Choose one from the list, or @me for your own conversation.',
    'このチャンネルはありません。一覧から選ぶか、自分との会話なら @me を指定してください。',
    '没有这个频道。请从列表中选择，或用 @me 进入自己的会话。',
  ),
  empty: of(
    400,
    'empty',
    'The message is empty. Try: help',
    'メッセージが空です。「ヘルプ」と入力してみてください。',
    '消息为空，可以试试输入：帮助',
  ),
  long: of(
    400,
    'too_long',
    'The message is longer than 1,000 characters. Please shorten it.',
    'メッセージが1,000文字を超えています。短くしてください。',
    '消息超过1,000个字符，请缩短后再发送。',
  ),
  fast: of(
    429,
    'too_fast',
    'That was a lot at once. Wait a few seconds and try again.',
    '送信が速すぎます。数秒待ってからもう一度お試しください。',
    '发送过于频繁，请稍等几秒再试。',
  ),
  large: of(
    413,
    'too_large',
    'That is more than the console takes.',
    'サイズが上限を超えています。',
    '内容超过大小上限。',
  ),
  streams: of(
    429,
    'too_many_streams',
    'This person has too many open windows. Close some and reload.',
    'この利用者のウィンドウが多すぎます。いくつか閉じて再読み込みしてください。',
    '该成员打开的窗口过多，请关闭一些后刷新。',
  ),
  noImports: of(
    404,
    'no_imports',
    'Files cannot be imported here.',
    'ここではファイルを取り込めません。',
    '此处无法导入文件。',
  ),
  failed: of(
    500,
    'failed',
    'Something went wrong on our side. Please try again.',
    'サーバー側で問題が発生しました。もう一度お試しください。',
    '服务器出了点问题，请重试。',
  ),
} as const satisfies Record<string, Refusal>

/** A refusal on its way to the error handler of the plugin. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly refusal: Refusal
  readonly retryAfterSeconds: number | null

  constructor(refusal: Refusal, retryAfterSeconds: number | null = null) {
    super(refusal.text.en)
    this.refusal = refusal
    this.retryAfterSeconds = retryAfterSeconds
  }
}
