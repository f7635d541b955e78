import { describe, expect, it } from 'vitest'
import type { Role } from '#src/contracts/command.ts'
import { reportCard } from '#src/features/connections/index.ts'
import type { FeedLine } from '#src/features/sync/index.ts'
import { type Localized, locales } from '#src/i18n/locale.ts'
import { fakeMarket } from '#test/support/fake-market.ts'
import { buttonsOf, textOf } from '#test/support/talk.ts'

const said = (en: string): Localized => ({ en, ja: `日${en}`, 'zh-CN': `中${en}` })
const fine: FeedLine = {
  ...{ store: 'Quay', slug: 'quay', feed: 'orders', label: said('Orders'), through: '2026-06-29', since: '2026-01-01' },
  ...{ percent: 100, needsConsent: false, paused: false, error: null },
}
const pier = { ...fine, store: 'Pier', slug: 'pier' }

const states: readonly (readonly [
  string,
  Partial<FeedLine>,
  readonly [en: string, ja: string, zh: string],
  boolean,
])[] = [
  ['fine', {}, ['history 100%', '過去分 100%', '历史数据 100%'], false],
  ['backfilling', { percent: 43 }, ['history 43%', '過去分 43%', '历史数据 43%'], false],
  ['throttled', { waits: { why: said('busy'), until: null } }, ['waits: busy', '待機中', '等待中'], false],
  ['expired grant', { needsConsent: true }, ['authorisation ended', '認証切れ', '授权已失效'], true],
  ['drift', { error: said('a field is gone') }, ['stopped', '停止中', '已停止'], true],
  [
    'missing permission',
    { error: said('x'), unavailable: true, lacksPermission: true },
    ['permission missing', '権限不足', '缺少权限'],
    true,
  ],
  [
    'not of this account',
    { error: said('x'), unavailable: true },
    ['not available for this account', '利用できません', '账号不可用'],
    false,
  ],
  ['paused', { paused: true }, ['paused', '一時停止中', '已暂停'], false],
  ['held zeros', { held: [{ day: '2026-06-20', why: 'history' }] }, ['zeros kept back', '0を保留中', '0 值'], true],
]

describe('a feed on the sync card', () => {
  it.each(states)(
    'that is %s says so in every language, first where somebody has to act',
    (_, change, texts, amiss) => {
      const report = { lines: [fine, { ...pier, ...change }], budgets: [], toRenew: [] }
      const card = reportCard(report, { timeZone: 'UTC', role: 'viewer' })
      const [first] = card.blocks.flatMap(block => (block.type === 'facts' ? block.facts : []))

      for (const [at, locale] of (['en', 'ja', 'zh-CN'] as const).entries())
        expect(textOf(card, locale)).toContain(texts[at])
      expect(locales).toHaveLength(3)
      expect(first?.label.en).toContain(amiss ? 'Pier' : 'Quay')
      expect(first?.tone).toBe(amiss ? 'bad' : undefined)
      expect(textOf(card)).toContain(amiss ? '1 of 2 feeds need somebody' : 'All 2 feeds run')
    },
  )

  it.each<[Role, readonly string[]]>([
    ['administrator', ['connect fakemarket', 'sync check pier', 'sync now']],
    ['manager', ['sync check pier', 'sync now']],
    ['operator', ['sync check pier']],
    ['viewer', []],
  ])('offers %s what they may do about it', (role, lines) => {
    const report = { lines: [fine, { ...pier, needsConsent: true }], budgets: [], toRenew: [fakeMarket] }

    expect(buttonsOf(reportCard(report, { timeZone: 'UTC', role }))).toEqual(lines)
  })
})
