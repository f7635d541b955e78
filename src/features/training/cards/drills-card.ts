import type { Action, Block, Card } from '#src/chat/card.ts'
import type { Drill, TrackId } from '#src/features/training/drills/index.ts'
import { trackIds } from '#src/features/training/drills/index.ts'
import { fill, type Localized, localized } from '#src/i18n/locale.ts'

/** The drills that somebody may begin, by lines of work; those that they finished are marked. */
export function drillsCard(drills: readonly Drill[], finished: ReadonlySet<string>): Card {
  const blocks = trackIds.flatMap(track => trackBlocks(track, drills, finished))
  return {
    title: texts.title,
    tone: 'info',
    blocks: [{ type: 'text', text: blocks.length > 0 ? texts.about : texts.none }, ...blocks],
  }
}

/** The lines of work that somebody may train for: few enough for the buttons of a card. Those that they finished are marked. */
export function tracksCard(drills: readonly Drill[], finished: ReadonlySet<string>): Card {
  const open = trackIds.filter(track => drills.some(drill => drill.track === track))
  const isThrough = (of: TrackId) => drills.every(({ id, track }) => track !== of || finished.has(id))
  const actions = open.map(track => ({
    label: marked(trackNames[track], isThrough(track)),
    line: `guide drills ${track}`,
  }))
  return {
    title: texts.title,
    tone: 'info',
    blocks: [
      { type: 'text', text: open.length > 0 ? texts.about : texts.none },
      ...(open.length > 0 ? [{ type: 'text', style: 'strong', text: texts.choose } as const] : []),
      ...(open.length > 0 ? [{ type: 'actions', actions } as const] : []),
    ],
  }
}

/** The drills of one line of work, and the way back to the others. */
export function trackCard(track: TrackId, drills: readonly Drill[], finished: ReadonlySet<string>): Card {
  const other = { label: texts.others, line: 'guide drills' }
  const actions = [...drillActions(track, drills, finished), other]
  return {
    title: fill(texts.titleOf, { track: trackNames[track] }),
    tone: 'info',
    blocks: [
      { type: 'text', text: texts.about },
      { type: 'actions', actions },
    ],
  }
}

/** The line of work with a name in any language; `null`: none has it. */
export function trackNamed(name: string): TrackId | null {
  const key = name.trim().toLowerCase()
  return trackIds.find(id => id === key || Object.values(trackNames[id]).some(one => one.toLowerCase() === key)) ?? null
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
  const actions = drillActions(track, drills, finished)
  if (actions.length === 0) return []
  return [
    { type: 'text', style: 'strong', text: trackNames[track] },
    { type: 'actions', actions },
  ]
}

function drillActions(track: TrackId, drills: readonly Drill[], finished: ReadonlySet<string>): readonly Action[] {
  const own = drills.filter(drill => drill.track === track)
  return own.map(({ id, title }) => ({ label: marked(title, finished.has(id)), line: `guide start ${id}` }))
}

function marked(label: Localized, done: boolean): Localized {
  return done ? localized(locale => `✓ ${label[locale]}`) : label
}

const texts = {
  title: { en: 'Drills: learn by doing', ja: '練習：やってみて覚える', 'zh-CN': '练习：边做边学' },
  titleOf: { en: 'Drills: {track}', ja: '練習：{track}', 'zh-CN': '练习：{track}' },
  choose: { en: 'What is your work?', ja: '担当業務を選んでください。', 'zh-CN': '请选择您的岗位。' },
  others: { en: 'Other work', ja: 'ほかの業務', 'zh-CN': '其他岗位' },
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
