import type { Localized } from '#src/i18n/locale.ts'

/** Of which day a file is, where no column says it. */
export const dayTexts = {
  which: {
    en: 'No column holds the day. Say of which day {file} is: --day 2026-01-05; or name the column: --map "column=day"',
    ja: '日付の列がありません。「{file}」が何日のデータか指定してください: --day 2026-01-05（列を指定する場合: --map "列名=日付"）',
    'zh-CN': '没有日期列。请指明“{file}”是哪一天的数据：--day 2026-01-05；或指定日期列：--map "列名=日期"',
  },
  several: {
    en: 'The file holds the sum of {from} to {to}, not of single days. Download it for one day at a time, or as a daily report.',
    ja: 'このファイルは {from} から {to} までの合計です。1日ずつ、または日別のレポートをダウンロードしてください。',
    'zh-CN': '该文件是 {from} 至 {to} 的合计，不是单日数据。请逐日下载，或下载按天的报表。',
  },
  said: { en: 'as you said', ja: '指定された日付', 'zh-CN': '按您的指定' },
  title: { en: 'found above the columns', ja: '列名の上の記載', 'zh-CN': '取自列名上方的说明' },
  name: { en: 'found in the name of the file', ja: 'ファイル名の日付', 'zh-CN': '取自文件名' },
} satisfies Record<string, Localized>
