import type { Block, Card } from '#src/chat/card.ts'
import type { ExpectedFile } from '#src/features/imports/expected/expected.ts'
import { formatDays } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** A download that somebody brings again and again has not come: which, for which days, and where it is found. */
export function missingFileCard({ format, imported, from, to, everyDays }: ExpectedFile): Card {
  const about = { export: format.label, store: verbatim(imported.name), days: formatDays(from, to, { year: true }) }
  const off = { label: texts.off, line: `import expect off ${format.id} ${imported.slug}` }
  return {
    title: fill(everyDays === 7 ? texts.weekly : texts.missing, about),
    tone: 'warning',
    blocks: [
      {
        type: 'facts',
        facts: [
          { label: texts.store, value: about.store },
          { label: texts.days, value: about.days },
          { label: texts.where, value: verbatim(format.path) },
        ],
      },
      { type: 'text', text: texts.how },
      { type: 'actions', actions: [off] },
    ],
  }
}

/** All exports that are expected, and how to change that. */
export function expectedFilesCard(expected: readonly ExpectedFile[]): Card {
  const rows = expected.map(({ format, imported, everyDays, off, from, to, late }) => [
    { text: format.label, dim: off },
    { text: verbatim(imported.name) },
    { text: off ? texts.never : (rhythms[everyDays] ?? fill(texts.every, { days: everyDays })) },
    { text: formatDays(from, to, { year: true }), ...(late && !off && { tone: 'warning' as const }) },
  ])
  const columns = [{ label: texts.export }, { label: texts.store }, { label: texts.rhythm }, { label: texts.next }]
  const table: Block = { type: 'table', columns, rows }
  return {
    title: texts.title,
    tone: 'info',
    blocks: [
      ...(rows.length > 0 ? [table] : [{ type: 'text' as const, text: texts.none }]),
      { type: 'text', text: texts.say },
    ],
  }
}

const rhythms: Readonly<Record<number, Localized>> = {
  1: { en: 'daily', ja: '毎日', 'zh-CN': '每天' },
  7: { en: 'weekly', ja: '毎週', 'zh-CN': '每周' },
  30: { en: 'monthly', ja: '毎月', 'zh-CN': '每月' },
}

const texts = {
  weekly: {
    en: '{export} of last week has not come: {store}, {days}',
    ja: '先週の{export}がまだ届いていません：{store}（{days}）',
    'zh-CN': '上周的{export}还没有导入：{store}（{days}）',
  },
  missing: {
    en: '{export} has not come: {store}, {days}',
    ja: '{export}がまだ届いていません：{store}（{days}）',
    'zh-CN': '{export}还没有导入：{store}（{days}）',
  },
  where: { en: 'Where to download it', ja: 'ダウンロード場所', 'zh-CN': '下载位置' },
  how: {
    en: 'Download these days and send me the file, or import it in the web console.',
    ja: 'この期間をダウンロードし、ファイルを送るかWebコンソールから取り込んでください。',
    'zh-CN': '请下载该期间的数据并发给我，或在网页控制台导入。',
  },
  off: { en: 'Stop reminding of it', ja: 'この通知を止める', 'zh-CN': '不再提醒' },
  title: { en: 'Expected downloads', ja: '定期ダウンロード', 'zh-CN': '定期下载的文件' },
  export: { en: 'Export', ja: 'ファイル', 'zh-CN': '文件' },
  store: { en: 'Store', ja: '店舗', 'zh-CN': '店铺' },
  days: { en: 'Days', ja: '期間', 'zh-CN': '日期' },
  rhythm: { en: 'How often', ja: '頻度', 'zh-CN': '频率' },
  next: { en: 'Next', ja: '次回の期間', 'zh-CN': '下次期间' },
  never: { en: 'not reminded', ja: '通知なし', 'zh-CN': '不提醒' },
  every: { en: 'every {days} days', ja: '{days}日ごと', 'zh-CN': '每{days}天' },
  none: {
    en: 'None yet: an export that was imported three times in a rhythm is expected from then on.',
    ja: 'まだありません。同じ種類のファイルを一定の間隔で3回取り込むと、次回から未着をお知らせします。',
    'zh-CN': '暂无。同类文件按固定间隔导入三次后，会自动提醒未到的文件。',
  },
  say: {
    en: 'Change it with: import expect weekly R-Karte west, or: import expect off R-Karte west',
    ja: '変更例：取り込み 定期 毎週 R-Karte west ／ 取り込み 定期 停止 R-Karte west',
    'zh-CN': '修改示例：导入 定期 每周 R-Karte west；停止提醒：导入 定期 停止 R-Karte west',
  },
} satisfies Record<string, Localized>
