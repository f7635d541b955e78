import type { Localized } from '#src/i18n/locale.ts'

/** Why a row, or a whole file, of reviews is not taken. */
export const texts = {
  notStars: {
    en: '“{text}” are no stars from 1 to 5.',
    ja: '「{text}」は1〜5の星ではありません。',
    'zh-CN': '“{text}”不是1至5星。',
  },
  noStars: { en: 'No stars stand there.', ja: '星がありません。', 'zh-CN': '没有星级。' },
  noStore: {
    en: 'No store of yours is called “{name}”.',
    ja: '「{name}」という店舗はありません（または担当外です）。',
    'zh-CN': '没有名为“{name}”的店铺（或不在您的范围内）。',
  },
  future: { en: '{day} has not come yet.', ja: '{day}はまだ来ていません。', 'zh-CN': '{day}还没到。' },
  tooMany: {
    en: 'A file of reviews may have {limit} rows. Part it by month.',
    ja: 'レビューのファイルは{limit}行までです。月ごとなどに分けてください。',
    'zh-CN': '评价文件最多{limit}行，请按月等方式拆分。',
  },
  noStores: {
    en: 'Reviews belong to a store, and there is none yet that you may write to. Import its orders or connect it first.',
    ja: 'レビューの店舗がまだありません。先に注文データを取り込むか、店舗を接続してください。',
    'zh-CN': '还没有可归属的店铺。请先导入订单或连接店铺。',
  },
  whichStore: {
    en: 'Of which store are these reviews? Say one of: {stores}',
    ja: 'どの店舗のレビューですか？次のいずれかを指定してください：{stores}',
    'zh-CN': '这些评价属于哪家店铺？请指定其一：{stores}',
  },
  unreadable: {
    en: 'No row could be read. The first: row {row}, {reason}',
    ja: '読み取れる行がありません。最初は{row}行目：{reason}',
    'zh-CN': '没有可读取的行。第一处：第{row}行，{reason}',
  },
} satisfies Record<string, Localized>
