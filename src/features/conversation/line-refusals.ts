import type { Suggestion } from '#src/errors.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** Characters that no database keeps. */
export const unstorable: Localized = {
  en: 'Your message has characters that cannot be kept: NUL or half of a character. Nothing was done; please type it again without them.',
  ja: '保存できない文字（NULまたは不完全な文字）が含まれているため、何も実行していません。その文字を除いて入力し直してください。',
  'zh-CN': '消息中含有无法保存的字符（NUL或不完整的字符），未执行任何操作。请去掉后重新输入。',
}

/** A key was typed where others read. */
export const secretTyped: Localized = {
  en: 'This looks like a key or a password. Delete your message now, here and for everybody: I have kept nothing of it. Whoever could read it may use it, so renew the key at the marketplace. Keys are given only on the page that “connect” opens.',
  ja: 'キーやパスワードのようです。今すぐメッセージを（全員の画面から）削除してください。こちらには何も保存していません。他の人が見た可能性があるため、モールでキーを再発行してください。キーは「接続」で開くページだけに入力します。',
  'zh-CN':
    '这看起来像密钥或密码。请立即删除（撤回）这条消息，我没有保存任何内容。他人可能已看到，请在平台更换密钥。密钥只能填写在“连接”打开的页面中。',
}

/** Where keys belong. */
export const connectInstead: Suggestion = {
  label: { en: 'Connect a shop', ja: '店舗を接続', 'zh-CN': '连接店铺' },
  line: 'connect',
}
