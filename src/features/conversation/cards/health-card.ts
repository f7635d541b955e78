import type { Card } from '#src/chat/card.ts'
import type { HealthReport } from '#src/contracts/command.ts'
import { formatDateTime } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** The parts of the service and whether each is well. */
export interface ShownHealth {
  readonly ready: boolean
  readonly checks: HealthReport['checks']
}

/** One line per part, the broken ones first. `arriving`: all messages reach those for whom they are meant. */
export function healthCard({ ready, checks }: ShownHealth, now: Date, zone: string, arriving: boolean): Card {
  const sorted = [...checks].sort((a, b) => Number(a.ok) - Number(b.ok))
  return {
    title: !ready ? texts.unwell : arriving ? texts.well : texts.partly,
    tone: !ready ? 'bad' : arriving ? 'good' : 'warning',
    blocks: [
      {
        type: 'table',
        columns: [{ label: texts.part }, { label: texts.state }, { label: texts.detail }],
        rows: sorted.map(({ name, ok, detail, label, said }) => [
          { text: label ?? verbatim(name) },
          { text: ok ? texts.ok : texts.broken, tone: ok ? 'good' : 'bad' },
          { text: said ?? verbatim(detail), dim: true },
        ]),
      },
      { type: 'text', text: fill(texts.at, { time: formatDateTime(now, zone, { year: false }) }), style: 'muted' },
    ],
  }
}

const texts = {
  well: { en: 'Everything is running', ja: '正常に稼働しています', 'zh-CN': '系统运行正常' },
  unwell: { en: 'Something is not running', ja: '異常があります', 'zh-CN': '系统有异常' },
  partly: {
    en: 'Running, but not all messages arrive',
    ja: '稼働していますが、届いていないメッセージがあります',
    'zh-CN': '系统在运行，但有消息未送达',
  },
  part: { en: 'Part', ja: '項目', 'zh-CN': '项目' },
  state: { en: 'State', ja: '状態', 'zh-CN': '状态' },
  detail: { en: 'Detail', ja: '詳細', 'zh-CN': '详情' },
  ok: { en: 'OK', ja: '正常', 'zh-CN': '正常' },
  broken: { en: 'down', ja: '異常', 'zh-CN': '异常' },
  at: { en: 'As of {time}', ja: '{time}時点', 'zh-CN': '截至{time}' },
} satisfies Record<string, Localized>
