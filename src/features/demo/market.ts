import { z } from 'zod'
import { type Connector, defineConnector, type PullRequest, type PullStep } from '#src/contracts/connector.ts'

/** Judgement: a piece of history takes so long, so that somebody who looks sees it grow. */
const pieceMs = 20_000

/**
 * The marketplace of the demo company: simulated, in this process, without any account. It shows how connected shops
 * look, and tells no figures: those of the demo stand already.
 */
export const demoMarket: Connector = defineConnector<unknown>({
  id: 'demo-market',
  label: { en: 'Demo marketplace (simulated)', ja: 'デモ用モール（模擬）', 'zh-CN': '演示平台（模拟）' },
  platform: 'other',
  simulated: true,
  keys: z.unknown(),
  refreshKey: null,
  auth: [],
  addresses: () => ({}),
  versions: [],
  budgets: [],
  personal: [],
  listStores: async () => [],
  feeds: [
    feed('demo-orders', { en: 'Orders (demo)', ja: '注文（デモ）', 'zh-CN': '订单（演示）' }),
    feed('demo-visits', { en: 'Visits (demo)', ja: 'アクセス（デモ）', 'zh-CN': '流量（演示）' }),
  ],
})

function feed(id: string, label: Connector['label']): Connector['feeds'][number] {
  return {
    id,
    label,
    tells: [],
    grain: 'store',
    everyMinutes: 60,
    dueHours: 6,
    finalAfterDays: 1,
    historyDays: null,
    sliceDays: 20,
    scopes: [],
    pull,
  }
}

async function pull({ kind, state, window }: PullRequest, context: { now: () => Date }): Promise<PullStep> {
  if (kind !== 'backfill' || state !== null) return { next: { kind: 'done', through: window.to } }
  return { next: { kind: 'again', state: 'asked', notBefore: new Date(context.now().getTime() + pieceMs) } }
}
