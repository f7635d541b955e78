import { defineConnector, type FoundStore, SourceFault } from '#src/contracts/connector.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import { keyTexts } from './key-texts.ts'
import { Keys } from './keys.ts'
import { feedIdOf, feeds } from './reports-feeds.ts'
import type { Context } from './request.ts'
import { tryReport } from './try-keys.ts'

/** Any system that answers JSON or CSV at an address: ERPs, warehouses, one's own reports. See the README of this folder. */
export const httpJson = defineConnector<Keys>({
  id: 'http-json',
  label: { en: 'JSON or CSV address', ja: 'JSON／CSVのアドレス', 'zh-CN': 'JSON/CSV 地址' },
  platform: 'other',
  keys: Keys,
  keyTexts,
  refreshKey: null,
  auth: ['static-key'],
  addresses: () => ({}),
  versions: [],
  // Judgement: nobody's limits are known; few systems mind two calls a second.
  budgets: [{ id: 'calls', perSecond: 2, burst: 10, per: 'connection' }],
  personal: [],
  listStores,
  feeds,
})

interface Failed {
  readonly number: number
  readonly fault: SourceFault
}

/**
 * The stores stand in the keys; every report is read for each of them, to prove address, token and columns. Reports that
 * fail beside one that works are said and stop nothing. @throws SourceFault where none works
 */
async function listStores(context: Context): Promise<readonly FoundStore[]> {
  const { stores, reports } = context.keys
  const found = stores.map(({ name, currency, time_zone, market }) => ({
    externalId: name,
    name,
    market,
    timeZone: time_zone,
    currency,
    feeds: reports.map((_, index) => feedIdOf(index)),
  }))
  const failed: Failed[] = []
  for (const [index, report] of reports.entries()) {
    const fault = await faultOf(() => tryReport(report, found, context))
    if (fault) failed.push({ number: index + 1, fault })
  }
  const [first] = failed
  if (first && failed.length === reports.length) throw asRefusal(first.fault)
  return failed.length === 0 ? found : found.map(store => ({ ...store, note: noteOf(failed) }))
}

async function faultOf(work: () => Promise<void>): Promise<SourceFault | null> {
  try {
    await work()
    return null
  } catch (fault) {
    if (fault instanceof SourceFault) return fault
    throw fault
  }
}

/** Where no report accepts the token, it is the grant that is refused. */
function asRefusal(fault: SourceFault): SourceFault {
  const { kind, said, subject } = fault
  return kind === 'scope' ? new SourceFault('authorisation', said, { subject, cause: fault }) : fault
}

function noteOf(failed: readonly Failed[]): Localized {
  const list = join(
    failed.map(({ number, fault }) => fill(verbatim('{number}: {fault}'), { number, fault: fault.text })),
    verbatim('; '),
  )
  return fill(notRead, { list })
}

const notRead = {
  en: 'These reports cannot be read yet; the others are. {list}. Mend the file of keys and connect again, or wait: they are tried again.',
  ja: '次のレポートはまだ読めません。ほかは読み込みます。{list}。キーのファイルを直して再接続するか、お待ちください（自動で再試行します）。',
  'zh-CN': '以下报表暂时无法读取，其他照常。{list}。请修改密钥文件后重新连接，或等待自动重试。',
} satisfies Localized
