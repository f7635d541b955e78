import type { Check, Finding } from '#src/chat/checkup.ts'
import type { ApiVersion, Connector } from '#src/contracts/connector.ts'
import { reasonOf } from '#src/features/checkup/run.ts'
import { addressesOf, listConnections } from '#src/features/sync/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { createVault } from '#src/platform/bot-services/vault.ts'
import type { Db } from '#src/platform/database/db.ts'

/** What connected marketplaces are looked at with. */
export interface MarketParts {
  readonly db: Db
  readonly connectors: readonly Connector[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly secretKey: string
  readonly now: () => Date
}

/** Whether connected marketplaces are reached, their grants are in force, and their interfaces last. */
export function marketplacesCheck(parts: MarketParts): Check {
  return {
    label: texts.label,
    run: async signal => {
      const grants = (await listConnections(parts.db)).filter(({ state }) => state !== 'draft')
      const found: Finding[] = []
      for (const connector of parts.connectors) {
        const own = grants.filter(grant => grant.connector === connector.id)
        if (connector.simulated || own.length === 0) continue
        const waiting = own.filter(({ state }) => state === 'needs_consent').length
        if (waiting > 0)
          found.push({
            state: 'error',
            said: fill(texts.consent, { name: connector.label, waiting }),
            advice: texts.renew,
          })
        const keys = await Promise.all(own.map(({ id }) => keysOf(parts, connector, id)))
        const addresses = new Set(keys.flatMap(one => Object.values(addressesOf(connector, one, parts.env))))
        found.push(...(await reachAll(connector, [...addresses], signal)))
        found.push(...connector.versions.flatMap(version => judgeVersion(connector.label, version, parts.now())))
      }
      return found.length > 0 ? found : [{ state: 'ok', said: texts.none }]
    },
  }
}

async function keysOf({ db, secretKey }: MarketParts, connector: Connector, id: number): Promise<unknown> {
  const text = await createVault(db, `connector/${connector.id}`, secretKey)
    .find(`${id}/keys`)
    .catch(() => null)
  const parsed = connector.keys.safeParse(text === null ? {} : JSON.parse(text))
  return parsed.success ? parsed.data : {}
}

async function reachAll(connector: Connector, addresses: readonly string[], signal: AbortSignal) {
  const results = await Promise.all(addresses.map(address => reach(address, signal)))
  const failed = results.flatMap((why, at) => (why === null ? [] : [{ host: hostOf(addresses[at] ?? ''), why }]))
  if (failed.length === 0) return [{ state: 'ok' as const, said: fill(texts.reached, { name: connector.label }) }]
  return failed.map(({ host, why }) => ({
    state: 'error' as const,
    said: fill(texts.silent, { name: connector.label, host: verbatim(host), why: verbatim(why) }),
    advice: texts.openWay,
  }))
}

/** Any answer of HTTP shows that the way is open; `null`: it is. */
async function reach(address: string, signal: AbortSignal): Promise<string | null> {
  const until = AbortSignal.any([signal, AbortSignal.timeout(8_000)])
  try {
    await fetch(address, { method: 'HEAD', redirect: 'manual', signal: until })
    return null
  } catch (error) {
    return reasonOf(error)
  }
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address
}

const dayMs = 86_400_000
/** Judgement: a new version of the service comes every few weeks. */
const soonDays = 90

/** Whether an interface ends soon; nothing where its end is not announced or far away. */
export function judgeVersion(name: Localized, { api, pinned, sunset }: ApiVersion, now: Date): readonly Finding[] {
  if (sunset === null) return []
  const days = Math.ceil((Date.parse(`${sunset}T00:00:00Z`) - now.getTime()) / dayMs)
  if (days > soonDays) return []
  const what = { name, api, pinned, sunset, days }
  if (days <= 0) return [{ state: 'error', said: fill(texts.ended, what), advice: texts.update }]
  return [{ state: 'warning', said: fill(texts.ends, what), advice: texts.update }]
}

const texts = {
  label: { en: 'Marketplaces', ja: 'モール', 'zh-CN': '平台' },
  none: { en: 'None is connected.', ja: '接続中のモールはありません。', 'zh-CN': '尚未连接任何平台。' },
  reached: { en: '{name} is reached.', ja: '{name}に接続できます。', 'zh-CN': '可以访问{name}。' },
  silent: {
    en: '{name} is not reached at {host}: {why}',
    ja: '{name}（{host}）に接続できません：{why}',
    'zh-CN': '无法访问{name}（{host}）：{why}',
  },
  openWay: {
    en: 'Let this machine out to that address on port 443, and look at proxy and DNS.',
    ja: 'このマシンから443番ポートで接続できるよう、ファイアウォール・プロキシ・DNSを確認してください。',
    'zh-CN': '请允许本机访问该地址的 443 端口，并检查代理和 DNS。',
  },
  consent: {
    en: '{name}: {waiting} connections must be authorised again.',
    ja: '{name}：{waiting}件の再認証が必要です。',
    'zh-CN': '{name}：{waiting} 个连接需要重新授权。',
  },
  renew: {
    en: 'An administrator writes “connect” to the bot in private.',
    ja: '管理者がボットとの1対1のチャットで「接続」と送ってください。',
    'zh-CN': '请管理员私聊机器人发送“连接”。',
  },
  ends: {
    en: '{name}: the interface {api} {pinned} ends on {sunset}, in {days} days.',
    ja: '{name}：API {api} {pinned} は{sunset}に終了します（あと{days}日）。',
    'zh-CN': '{name}：接口 {api} {pinned} 将于 {sunset} 停用（还有 {days} 天）。',
  },
  ended: {
    en: '{name}: the interface {api} {pinned} ended on {sunset}.',
    ja: '{name}：API {api} {pinned} は{sunset}に終了しました。',
    'zh-CN': '{name}：接口 {api} {pinned} 已于 {sunset} 停用。',
  },
  update: {
    en: 'Install a newer version of this service.',
    ja: 'このサービスを新しいバージョンに更新してください。',
    'zh-CN': '请升级本服务。',
  },
} satisfies Record<string, Localized>
