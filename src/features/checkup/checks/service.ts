import type { Check, Finding } from '#src/chat/checkup.ts'
import { reasonOf } from '#src/features/checkup/run.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** Where the service listens. */
export interface ListenParts {
  readonly host: string
  readonly port: number
  /** The page that asks for no password is on, with more than a demo behind it or reachable from elsewhere. */
  readonly openConsole: boolean
}

/** Whether the service runs here, and whether something else holds its port. */
export function serviceCheck({ host, port, openConsole }: ListenParts): Check {
  return {
    label: texts.label,
    run: async signal => {
      const state = await readyFinding(host, port, signal)
      return openConsole ? [state, { state: 'error', said: texts.open, advice: texts.close }] : [state]
    },
  }
}

async function readyFinding(host: string, port: number, signal: AbortSignal): Promise<Finding> {
  const near = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  const address = near.includes(':') ? `[${near}]:${port}` : `${near}:${port}`
  const until = AbortSignal.any([signal, AbortSignal.timeout(5_000)])
  try {
    const answer = await fetch(`http://${address}/readyz`, { redirect: 'manual', signal: until })
    return judgeReady(await answer.text(), address)
  } catch (error) {
    const why = reasonOf(error)
    if (/ECONNREFUSED/.test(why)) return { state: 'ok', said: fill(texts.idle, { address }) }
    return { state: 'warning', said: fill(texts.silent, { address, why: verbatim(why) }) }
  }
}

/** Judges what `/readyz` answered. */
export function judgeReady(body: string, address: string): Finding {
  const report = parse(body)
  if (report === null) return { state: 'error', said: fill(texts.taken, { address }), advice: texts.otherPort }
  const broken = report.checks.filter(({ ok }) => !ok).map(({ name, detail }) => `${name} (${detail})`)
  if (broken.length === 0) return { state: 'ok', said: fill(texts.runs, { address }) }
  return {
    state: 'error',
    said: fill(texts.unwell, { address, what: verbatim(broken.join(', ')) }),
    advice: texts.look,
  }
}

interface Ready {
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly detail: string }[]
}

function parse(body: string): Ready | null {
  try {
    const report = JSON.parse(body) as Partial<Ready> // only what our own route writes has these checks
    return Array.isArray(report?.checks) ? { checks: report.checks } : null
  } catch {
    return null
  }
}

const texts = {
  label: { en: 'Service', ja: 'サービス', 'zh-CN': '服务' },
  runs: { en: 'It runs at {address}.', ja: '{address} で稼働中です。', 'zh-CN': '正在 {address} 运行。' },
  idle: {
    en: 'It does not run at the moment; {address} is free for it.',
    ja: '現在は停止中です（{address} は空いています）。',
    'zh-CN': '当前未运行，{address} 可用。',
  },
  silent: {
    en: '{address} does not answer: {why}',
    ja: '{address} から応答がありません：{why}',
    'zh-CN': '{address} 没有应答：{why}',
  },
  unwell: {
    en: 'It runs at {address}, but not everything is well: {what}',
    ja: '{address} で稼働していますが、異常があります：{what}',
    'zh-CN': '正在 {address} 运行，但有异常：{what}',
  },
  look: {
    en: 'See the log, and write “health” to the bot.',
    ja: 'ログを確認し、ボットに「稼働状況」と送ってください。',
    'zh-CN': '请查看日志，或向机器人发送“系统状态”。',
  },
  taken: {
    en: 'Another program listens at {address}.',
    ja: '{address} は別のプログラムが使っています。',
    'zh-CN': '{address} 被其他程序占用。',
  },
  otherPort: {
    en: 'Stop it, or set PORT to another one.',
    ja: 'そのプログラムを止めるか、PORT を変更してください。',
    'zh-CN': '请停止该程序，或更改 PORT。',
  },
  open: {
    en: 'The web console is on and reachable from other machines: it asks for no password.',
    ja: 'Webコンソールが他のマシンから利用できる状態です。パスワードなしで誰でも操作できます。',
    'zh-CN': '网页控制台已开启且其他机器可访问：它不需要密码。',
  },
  close: {
    en: 'Set WEB_CONSOLE=0 (and DEMO=0), or HOST=127.0.0.1 without a proxy in front.',
    ja: 'WEB_CONSOLE=0（および DEMO=0）にするか、HOST=127.0.0.1 としてプロキシを外してください。',
    'zh-CN': '请设置 WEB_CONSOLE=0（以及 DEMO=0），或使用 HOST=127.0.0.1 且不经代理公开。',
  },
} satisfies Record<string, Localized>
