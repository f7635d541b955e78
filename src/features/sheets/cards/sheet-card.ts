import type { Card } from '#src/chat/card.ts'
import type { SheetAddress } from '#src/chat/sheets.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** How somebody's table stands. */
export function sheetCard(address: SheetAddress | null, place: Localized): Card {
  if (address === null)
    return { title: texts.asked, tone: 'info', blocks: [{ type: 'text', text: fill(texts.soon, { place }) }] }
  return {
    title: texts.title,
    tone: 'info',
    blocks: [
      { type: 'text', text: fill(texts.what, { place }) },
      { type: 'link', label: texts.open, url: address.url },
      { type: 'text', style: 'muted', text: texts.shared },
      { type: 'actions', actions: [{ label: texts.end, line: 'sheet off', style: 'danger', confirm: texts.sure }] },
    ],
  }
}

/** It ended; what stands on the platform stays there. */
export function endedCard(): Card {
  return { title: texts.ended, tone: 'info', blocks: [{ type: 'text', style: 'muted', text: texts.stays }] }
}

/** The platform made no table, or does not take its figures. */
export function troubleCard(reason: string, address: SheetAddress | null): Card {
  return {
    title: address === null ? texts.notMade : texts.notKept,
    tone: 'warning',
    blocks: [
      { type: 'text', text: fill(texts.why, { reason: verbatim(reason) }) },
      { type: 'text', text: texts.rights },
    ],
  }
}

const texts = {
  title: { en: 'Targets and figures as a sheet', ja: '目標と実績のシート', 'zh-CN': '目标与实际的智能表格' },
  asked: { en: 'The sheet is being made', ja: 'シートを作成しています', 'zh-CN': '正在创建表格' },
  soon: {
    en: '{place}: its link follows within some minutes.',
    ja: '{place}：数分以内にリンクをお送りします。',
    'zh-CN': '{place}：几分钟内会把链接发给您。',
  },
  what: {
    en: '{place}: targets, figures and attainment by month, store and KPI, every 15 minutes. What you write under “New target” is proposed and waits for approval.',
    ja: '{place}：月・店舗・指標ごとの目標、実績、達成率（15分ごとに更新）。「新しい目標」に入力すると申請され、承認待ちになります。',
    'zh-CN': '{place}：按月、店铺、指标列出目标、实际和达成率，每15分钟更新。在“新目标”列填写即提交申请，等待审批。',
  },
  shared: {
    en: 'It holds what you may see. Whoever you share it with reads the same.',
    ja: 'あなたが閲覧できる範囲の数値が入ります。共有した相手にも同じ内容が見えます。',
    'zh-CN': '表格包含您有权查看的数据，分享给谁，谁就能看到同样的内容。',
  },
  open: { en: 'Open the sheet', ja: 'シートを開く', 'zh-CN': '打开表格' },
  end: { en: 'End it', ja: '停止', 'zh-CN': '停止' },
  sure: { en: 'Stop updating the sheet?', ja: 'シートの更新を停止しますか？', 'zh-CN': '确定停止更新该表格吗？' },
  ended: { en: 'The sheet is no longer updated', ja: 'シートの更新を停止しました', 'zh-CN': '已停止更新表格' },
  stays: {
    en: 'What stands in it stays; delete it there if you like.',
    ja: '内容はそのまま残ります。不要なら削除してください。',
    'zh-CN': '表格内容保留，如不需要请自行删除。',
  },
  notMade: { en: 'The sheet could not be made', ja: 'シートを作成できませんでした', 'zh-CN': '表格创建失败' },
  notKept: { en: 'The sheet could not be updated', ja: 'シートを更新できませんでした', 'zh-CN': '表格更新失败' },
  why: { en: 'The platform says: {reason}', ja: 'プラットフォームの応答：{reason}', 'zh-CN': '平台答复：{reason}' },
  rights: {
    en: 'The app needs the permission for documents (see docs/sheets.md), and the names of columns have to stay. It is tried again.',
    ja: 'アプリにドキュメントの権限が必要です（docs/sheets.md 参照）。列名は変更しないでください。自動で再試行します。',
    'zh-CN': '应用需要文档权限（见 docs/sheets.md），且列名不能修改。系统会自动重试。',
  },
} satisfies Record<string, Localized>
