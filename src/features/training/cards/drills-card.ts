import type { Block, Card } from '#src/chat/card.ts'
import type { Drill, TrackId } from '#src/features/training/drills/index.ts'
import { trackIds } from '#src/features/training/drills/index.ts'
import { type Localized, localized } from '#src/i18n/locale.ts'

/** The drills that somebody may begin, by lines of work; those that they finished are marked. */
export function drillsCard(drills: readonly Drill[], finished: ReadonlySet<string>): Card {
  const blocks = trackIds.flatMap(track => trackBlocks(track, drills, finished))
  return {
    title: texts.title,
    tone: 'info',
    blocks: [{ type: 'text', text: blocks.length > 0 ? texts.about : texts.none }, ...blocks],
  }
}

/** The names of the lines of work. */
export const trackNames: Readonly<Record<TrackId, Localized>> = {
  operator: { en: 'Store operation', ja: '店舗運営', 'zh-CN': '店铺运营' },
  ads: { en: 'Advertising', ja: '広告', 'zh-CN': '广告' },
  service: { en: 'Customer service', ja: 'カスタマーサービス', 'zh-CN': '客服' },
  warehouse: { en: 'Warehouse', ja: '倉庫・物流', 'zh-CN': '仓储物流' },
  'store-manager': { en: 'Store manager', ja: '店長', 'zh-CN': '店长' },
  leader: { en: 'Team leader', ja: 'マネージャー', 'zh-CN': '主管' },
  administrator: { en: 'Administrator', ja: '管理者', 'zh-CN': '管理员' },
}

function trackBlocks(track: TrackId, drills: readonly Drill[], finished: ReadonlySet<string>): readonly Block[] {
  const own = drills.filter(drill => drill.track === track)
  if (own.length === 0) return []
  return [
    { type: 'text', style: 'strong', text: trackNames[track] },
    {
      type: 'actions',
      actions: own.map(({ id, title }) => ({
        label: finished.has(id) ? localized(locale => `✓ ${title[locale]}`) : title,
        line: `guide start ${id}`,
      })),
    },
  ]
}

const texts = {
  title: { en: 'Drills: learn by doing', ja: '練習：やってみて覚える', 'zh-CN': '练习：边做边学' },
  about: {
    en: 'Each takes five to ten minutes in a store of made figures that only you see. You do what you would do in earnest, and I see when it is done.',
    ja: '1つ5〜10分、あなただけに見える架空の店舗で行います。本番と同じ操作をすれば、できたことを自動で判定します。',
    'zh-CN': '每个约五到十分钟，在仅您可见的虚构店铺中进行。照实际工作操作即可，完成情况由我判断。',
  },
  none: {
    en: 'Drills need a role that may write notes: an administrator can give it to you.',
    ja: '練習にはメモを書ける権限が必要です。管理者に依頼してください。',
    'zh-CN': '练习需要可写备注的权限，请联系管理员开通。',
  },
} satisfies Record<string, Localized>
