import type { Check, Finding } from '#src/chat/checkup.ts'
import { readServer } from '#src/features/checkup/store/server.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'

/** What the clock of this machine is compared with. */
export interface ClockParts {
  /** `null`: there is no database to ask. */
  readonly db: Db | null
  /** Addresses outside, the one that answers first counts. */
  readonly addresses: readonly string[]
  readonly now: () => Date
}

/** Compares the clock of this machine with the database's and with that of a server outside (RFC 9110 section 6.6.1). */
export function clockCheck(parts: ClockParts): Check {
  return {
    label: texts.label,
    run: async signal => {
      const inside = parts.db ? [judgeClock(await databaseAhead(parts.db, parts.now), texts.database)] : []
      const outside = await outsideAhead(parts, signal)
      if (outside === null) return [...inside, { state: 'warning', said: texts.nobody }]
      const where = fill(texts.outside, { host: verbatim(outside.host) })
      return [...inside, judgeClock(outside.seconds, where)]
    },
  }
}

async function databaseAhead(db: Db, now: () => Date): Promise<number> {
  const before = now().getTime()
  const { clock } = await readServer(db)
  return (before + now().getTime()) / 2000 - clock / 1000
}

interface Outside {
  readonly host: string
  readonly seconds: number
}

/** Seconds by which this machine is ahead of the first server that answers, which tells whole seconds; `null`: none did. */
async function outsideAhead({ addresses, now }: ClockParts, signal: AbortSignal): Promise<Outside | null> {
  const until = AbortSignal.any([signal, AbortSignal.timeout(6_000)])
  const ask = async (address: string) => {
    const before = now().getTime()
    const { headers } = await fetch(address, { method: 'HEAD', redirect: 'manual', signal: until })
    const told = Date.parse(headers.get('date') ?? '')
    if (Number.isNaN(told)) throw new Error('No date was told')
    return { host: new URL(address).hostname, seconds: (before + now().getTime()) / 2000 - (told + 500) / 1000 }
  }
  return Promise.any(addresses.map(ask)).catch(() => null)
}

/**
 * `seconds`: by how much this machine is ahead. Judgement: platforms refuse signatures that are five minutes off
 * (https://docs.slack.dev/authentication/verifying-requests-from-slack), and latency and whole seconds blur two.
 */
export function judgeClock(seconds: number, other: Localized): Finding {
  const off = Math.abs(seconds)
  const shown = String(Math.round(off))
  if (off <= 2) return { state: 'ok', said: fill(texts.agrees, { other }) }
  const said = fill(seconds > 0 ? texts.ahead : texts.behind, { other, seconds: shown })
  return { state: off > 60 ? 'error' : 'warning', said, advice: texts.synchronise }
}

const texts = {
  label: { en: 'Clock', ja: '時計', 'zh-CN': '时钟' },
  database: { en: 'the database', ja: 'データベース', 'zh-CN': '数据库' },
  outside: { en: '{host}', ja: '{host}', 'zh-CN': '{host}' },
  agrees: {
    en: 'It agrees with {other}.',
    ja: '{other}の時刻と一致しています。',
    'zh-CN': '与{other}的时间一致。',
  },
  ahead: {
    en: 'It is {seconds} seconds ahead of {other}.',
    ja: '{other}より{seconds}秒進んでいます。',
    'zh-CN': '比{other}快 {seconds} 秒。',
  },
  behind: {
    en: 'It is {seconds} seconds behind {other}.',
    ja: '{other}より{seconds}秒遅れています。',
    'zh-CN': '比{other}慢 {seconds} 秒。',
  },
  synchronise: {
    en: 'Switch time synchronisation on (NTP, such as chrony or systemd-timesyncd): platforms refuse what is signed with a wrong time.',
    ja: 'NTP（chrony、systemd-timesyncdなど）で時刻を合わせてください。ずれていると各プラットフォームが署名を受け付けません。',
    'zh-CN': '请开启时间同步（NTP，如 chrony 或 systemd-timesyncd）：时间不准时，各平台会拒绝签名。',
  },
  nobody: {
    en: 'No server outside could be asked for the time.',
    ja: '外部のサーバーに時刻を問い合わせられませんでした。',
    'zh-CN': '无法向外部服务器查询时间。',
  },
} satisfies Record<string, Localized>
