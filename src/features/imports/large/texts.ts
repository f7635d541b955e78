import type { Localized } from '#src/i18n/locale.ts'

/** What is said about large files. */
export const texts = {
  looked: {
    en: 'These are the first {rows} rows. The whole file is being read; what differs is told before anything is stored.',
    ja: '先頭{rows}行の結果です。ファイル全体を読み込み中で、違いがあれば取り込む前にお知らせします。',
    'zh-CN': '以上为前 {rows} 行的结果，正在读取完整文件；如有差异，会在导入前告知。',
  },
  otherStores: {
    en: 'Stores that stand further down: {stores}',
    ja: '後半に出てきた店舗: {stores}',
    'zh-CN': '文件后部还有以下店铺：{stores}',
  },
  otherWay: {
    en: 'Seen as a whole, its columns, numbers or dates are read differently from its beginning; the figures changed.',
    ja: '全体を見ると、先頭部分とは列・数値・日付の読み方が異なるため、数値が変わりました。',
    'zh-CN': '从全文件看，列、数字或日期的读法与开头不同，数据已相应改变。',
  },
  refusedRows: {
    en: 'Rows that cannot be used: {count}. The first: row {row}: {reason}',
    ja: '取り込めない行: {count}行。最初は{row}行目: {reason}',
    'zh-CN': '无法使用的行：{count} 行。首个为第 {row} 行：{reason}',
  },
  differs: {
    en: 'The whole file differs from the beginning that was shown. {differences}. Import it once more if that is right.',
    ja: 'ファイル全体は、先頭部分の結果と異なります。{differences}。よろしければ、もう一度取り込んでください。',
    'zh-CN': '完整文件与之前显示的开头部分不同：{differences}。确认无误请再次导入。',
  },
  still: {
    en: 'The file is still being read: {rows} rows so far ({share}%). Try again when it is done.',
    ja: 'ファイルを読み込み中です（{rows}行、{share}%）。終わってからもう一度お試しください。',
    'zh-CN': '文件仍在读取中（已读 {rows} 行，{share}%），请完成后再试。',
  },
  lost: {
    en: 'The file could not be read to its end: its bytes are gone. Send it once more.',
    ja: 'ファイルを最後まで読み込めませんでした。もう一度お送りください。',
    'zh-CN': '文件未能读完，请重新发送。',
  },
} satisfies Record<string, Localized>
