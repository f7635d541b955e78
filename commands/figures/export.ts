import { defineCommand } from '#src/contracts/command.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** Says how figures leave: there is no file to download yet, and nobody shall look for one. */
export const exportFigures = defineCommand({
  name: 'export',
  aliases: {
    en: ['download', 'exports', 'export csv', 'export excel'],
    ja: ['エクスポート', '書き出し', 'ダウンロード', '出力'],
    'zh-CN': ['导出', '汇出', '下载', '导出数据', '导出报表'],
  },
  summary: {
    en: 'How figures get out: what there is',
    ja: '数値の取り出し方',
    'zh-CN': '如何取出数据',
  },
  examples: { en: ['export'], ja: ['エクスポート'], 'zh-CN': ['导出'] },
  role: 'viewer',
  readOnly: true,
  takes: { kpis: true, places: true, periods: true, amounts: true, quoted: true, free: true },
  async run(words) {
    const about = words.kpis.length + words.places.length + words.periods.length > 0 ? words.rest : ''
    const lines = [`compare ${about}`.trim(), `trend ${about}`.trim()]
    return {
      cards: [
        {
          title: texts.title,
          tone: 'info',
          blocks: [
            { type: 'list', items: texts.ways },
            {
              type: 'actions',
              actions: [
                { label: texts.compare, line: lines[0] ?? 'compare' },
                { label: texts.trend, line: lines[1] ?? 'trend' },
              ],
            },
          ],
        },
      ],
      private: true,
    }
  },
})

const ways: readonly Localized[] = [
  {
    en: 'Tables in chat: `compare` and `trend` show figures by store and by day, to be copied from the answer.',
    ja: 'チャット：「比較」「推移」で店舗別・日別の数値を表示し、回答からコピーできます。',
    'zh-CN': '聊天中：“对比”“趋势”按店铺、按天列出数据，可从回复中复制。',
  },
  {
    en: 'Programs and spreadsheets: GET /api/v1/figures?kpi=sales&place=all&period=mtd with the API token; /openapi.json describes it.',
    ja: 'プログラムや表計算：APIトークンを付けて GET /api/v1/figures?kpi=sales&place=all&period=mtd（仕様は /openapi.json）。',
    'zh-CN': '程序或表格：携带API令牌请求 GET /api/v1/figures?kpi=sales&place=all&period=mtd（说明见 /openapi.json）。',
  },
]

const texts = {
  title: {
    en: 'There is no file to download yet. Figures get out in two ways:',
    ja: 'ファイルでの書き出しはまだありません。取り出し方は2つあります。',
    'zh-CN': '目前还不能导出文件。取出数据有两种方式：',
  },
  ways,
  compare: { en: 'Compare', ja: '比較する', 'zh-CN': '对比' },
  trend: { en: 'Trend', ja: '推移を見る', 'zh-CN': '趋势' },
}
