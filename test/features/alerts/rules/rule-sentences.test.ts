import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { builtInKpis } from '#src/domain/kpis/index.ts'
import type { RuleDraft } from '#src/domain/rules/rule.ts'
import { ruleLine } from '#src/features/alerts/cards/rule-line.ts'
import { listRules } from '#src/features/alerts/store/rules.ts'
import { setRate } from '#src/features/stores/store/rates.ts'
import type { Database } from '#src/platform/database/db.ts'
import { testDatabase } from '#test/support/database.ts'
import { addPerson, addStore, type Talk, talkTo, textOf } from '#test/support/talk.ts'

const now = new Date('2026-11-20T20:00:00Z')

let database: Database
let talk: Talk

beforeAll(async () => {
  database = await testDatabase()
  talk = talkTo(database.db, commands, now)
  await addPerson(database.db, 'Owner')
  await addPerson(database.db, '佐藤', { email: 'sato@example.com' })
  const japan = { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' }
  await addStore(database.db, 'rakuten-1', { ...japan, platform: 'rakuten', name: '楽天本店' })
  await addStore(database.db, 'amazon-us', { platform: 'amazon' })
  await addStore(database.db, 'yahoo-1', { ...japan, platform: 'yahoo' })
})

/** The rule that a line saves. */
async function saved(line: string): Promise<RuleDraft> {
  const before = new Set((await listRules(database.db)).map(rule => rule.id))
  const card = await talk.say(line)
  const rule = (await listRules(database.db)).find(one => !before.has(one.id))
  if (!rule) throw new Error(textOf(card))
  return rule
}

const below = (value: number, currency: string | null = 'JPY') => ({
  kind: 'threshold',
  compare: 'below',
  value,
  currency,
})
const above = (value: number, currency: string | null = null) => ({
  kind: 'threshold',
  compare: 'above',
  value,
  currency,
})
const rakuten = { place: 'store:rakuten-1' }
const amazon = { place: 'store:amazon-us' }

const sentences: readonly (readonly [string, object])[] = [
  // Chinese
  [
    '规则 保存 销售额 低于 5万 乐天 连续3天 @佐藤',
    { ...rakuten, parameters: below(50_000), forDays: 3, owner: { name: '佐藤' } },
  ],
  ['规则 保存 乐天 连续3天 销售额 低于 5万', { ...rakuten, parameters: below(50_000), forDays: 3 }],
  ['规则 保存 乐天销售额连续3天低于目标', { ...rakuten, parameters: { kind: 'streak', days: 3, share: 0.9 } }],
  ['规则 保存 销售额 乐天 连续5天 低于目标的85%', { ...rakuten, parameters: { kind: 'streak', days: 5, share: 0.85 } }],
  [
    '规则 保存 ACoS 亚马逊 高于 35% 连续3天 紧急',
    { ...amazon, parameters: above(0.35), forDays: 3, severity: 'critical' },
  ],
  [
    '规则 保存 转化率 突降 乐天 9:00-18:00 工作日',
    { ...rakuten, parameters: { kind: 'surge', direction: 'down' }, activeHours: { from: 9, to: 18, workdays: true } },
  ],
  ['规则 保存 订单数 乐天 异常 30%', { ...rakuten, parameters: { kind: 'surge', direction: 'worse', least: 0.3 } }],
  [
    '规则 保存 广告花费 乐天 预算 50万',
    { ...rakuten, parameters: { kind: 'budget', value: 500_000, currency: 'JPY' } },
  ],
  ['规则 保存 库存天数 乐天 少于 14天', { ...rakuten, parameters: { kind: 'cover', days: 14 } }],
  ['规则 保存 乐天 数据延迟', { ...rakuten, parameters: { kind: 'late', hours: 6 } }],
  ['规则 保存 退货率 日本 每家店铺 超过 8%', { place: 'market:jp', eachStore: true, parameters: above(0.08) }],
  ['规则 保存 销售额 乐天 低于 5万日元', { ...rakuten, parameters: below(50_000) }],
  ['规则 保存 销售额 乐天 低于 五万円', { ...rakuten, parameters: below(50_000) }],
  ['规则 保存 销售额 乐天 低于 ¥5万', { ...rakuten, parameters: below(50_000) }],
  [
    '规则 保存 销售额 乐天 低于目标80% 重要 9点到18点',
    { ...rakuten, parameters: { kind: 'target', share: 0.8 }, severity: 'bad', activeHours: { from: 9, to: 18 } },
  ],
  // Japanese
  [
    'ルール 保存 楽天 売上 5万円 未満 3日連続 @佐藤',
    { ...rakuten, parameters: below(50_000), forDays: 3, owner: { name: '佐藤' } },
  ],
  ['ルール 保存 転換率 楽天 急落', { ...rakuten, parameters: { kind: 'surge', direction: 'down' } }],
  ['ルール 保存 楽天の売上が3日連続で目標未達', { ...rakuten, parameters: { kind: 'streak', days: 3 } }],
  ['ルール 保存 ACoS amazon-us 30% 超 2日 連続', { ...amazon, parameters: above(0.3), forDays: 2 }],
  ['ルール 保存 広告費 楽天 予算 50万円', { ...rakuten, parameters: { kind: 'budget', value: 500_000 } }],
  [
    'ルール 保存 受注件数 楽天 急減 40% 緊急',
    { ...rakuten, parameters: { kind: 'surge', direction: 'down', least: 0.4 }, severity: 'critical' },
  ],
  [
    'ルール 保存 楽天 売上 目標 80% 未満 平日 9時から18時',
    { ...rakuten, parameters: { kind: 'target', share: 0.8 }, activeHours: { from: 9, to: 18, workdays: true } },
  ],
  ['ルール 保存 返品率 直近 7日 10% 超え 楽天', { ...rakuten, parameters: { ...above(0.1), windowDays: 7 } }],
  ['ルール 保存 在庫日数 楽天 14日 未満', { ...rakuten, parameters: { kind: 'cover', days: 14 } }],
  ['ルール 保存 楽天 データ遅延', { ...rakuten, parameters: { kind: 'late' } }],
  // English
  [
    'rule save acos above 35% amazon us for 3 days critical',
    { ...amazon, parameters: above(0.35), forDays: 3, severity: 'critical' },
  ],
  ['rule save amazon-us for 3 days acos > 35%', { ...amazon, parameters: above(0.35), forDays: 3 }],
  ['rule save sales rakuten 3 days in a row below 50,000', { ...rakuten, parameters: below(50_000), forDays: 3 }],
  [
    'rule save sales rakuten under target 3 business days in a row',
    { ...rakuten, parameters: { kind: 'streak', days: 3, share: 0.9 } },
  ],
  [
    'rule save sales rakuten drop 40% both ways',
    { ...rakuten, parameters: { kind: 'surge', direction: 'both', least: 0.4 } },
  ],
  ['rule save conversion_rate rakuten spike', { ...rakuten, parameters: { kind: 'surge', direction: 'up' } }],
  [
    'rule save sales rakuten below 80% of target 9:30-18:00 on workdays',
    { ...rakuten, parameters: { kind: 'target', share: 0.8 }, activeHours: { from: 9.5, to: 18, workdays: true } },
  ],
  [
    'rule save roas rakuten < 3 over the last 7 days @me',
    {
      ...rakuten,
      parameters: { kind: 'threshold', compare: 'below', value: 3, windowDays: 7 },
      owner: { name: 'Owner' },
    },
  ],
  [
    'rule save ad_spend amazon-us budget 3000 usd warning',
    { ...amazon, parameters: { kind: 'budget', value: 300_000, currency: 'USD' }, severity: 'warning' },
  ],
  [
    'rule save return_rate all each store > 8% hysteresis 10%',
    { place: 'all', eachStore: true, parameters: above(0.08), hysteresis: 0.1 },
  ],
  ['rule save order_defect_rate amazon-us limit', { ...amazon, parameters: { kind: 'ladder', step: 'orange' } }],
  ['rule save late rakuten 12', { ...rakuten, parameters: { kind: 'late', hours: 12 } }],
  [
    'rule save sales rakuten below 50000 22-6h',
    { ...rakuten, parameters: below(50_000), activeHours: { from: 22, to: 6 } },
  ],
]

describe('a sentence about a rule', () => {
  beforeAll(async () => {
    await setRate(database.db, { from: 'USD', to: 'JPY', since: '2026-11-01', rate: '150', by: null })
  })

  it.each(sentences)('%s', async (line, expected) => {
    expect(await saved(line)).toMatchObject(expected)
  })

  it.each(sentences)('comes back from its own line: %s', async line => {
    const rule = await saved(line)
    const kpi = builtInKpis.find(one => one.id === rule.kpiId)
    if (!kpi) throw new Error('every KPI here is built in')
    const owner = rule.owner && (rule.owner.name === '佐藤' ? 'sato@example.com' : 'owner@example.com')

    const again = await saved(`rule save ${ruleLine(rule, kpi, owner)}`)

    const { kpiId, place, eachStore, parameters, severity, activeHours, hysteresis, forDays } = rule
    expect(again).toMatchObject({ kpiId, place, eachStore, parameters, severity, activeHours, hysteresis, forDays })
    expect(again.owner).toEqual(rule.owner)
  })
})
