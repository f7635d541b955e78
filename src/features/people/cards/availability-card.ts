import { words } from '#src/cards/words.ts'
import type { Card } from '#src/chat/card.ts'
import { formatDateTime } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** When somebody can be asked. */
export interface ShownPresence {
  /** Away from then on; `null`: already. */
  readonly from: Date | null
  /** Away until then; `null`: here. */
  readonly until: Date | null
  readonly deputy: string | null
  readonly quiet: { readonly from: string; readonly to: string } | null
  /** The zone of the quiet hours; `null`: not said, UTC counts. */
  readonly timeZone: string | null
  readonly now: Date
}

const texts = {
  here: { en: 'You are here', ja: '在席中です', 'zh-CN': '您当前在岗' },
  away: { en: 'Away until {time}', ja: '{time}まで不在です', 'zh-CN': '请假至{time}' },
  planned: {
    en: 'Away from {from} until {time}',
    ja: '{from}から{time}まで不在です',
    'zh-CN': '{from}至{time}请假',
  },
  notYet: {
    en: 'Until it begins you are asked as usual.',
    ja: '開始までは通常どおり通知されます。',
    'zh-CN': '请假开始前照常通知您。',
  },
  deputy: { en: 'Deputy', ja: '代理', 'zh-CN': '代理人' },
  quiet: { en: 'Quiet hours', ja: '通知オフの時間帯', 'zh-CN': '免打扰时段' },
  hours: { en: '{from} to {to} ({zone})', ja: '{from}〜{to}（{zone}）', 'zh-CN': '{from}至{to}（{zone}）' },
  critical: {
    en: 'Critical alerts come through all the same; the rest is summed up once afterwards.',
    ja: '重大なアラートは通知されます。それ以外は終了後にまとめてお知らせします。',
    'zh-CN': '严重告警仍会通知，其余会在结束后汇总一次。',
  },
  back: { en: 'I am back', ja: '不在を終了', 'zh-CN': '结束请假' },
} satisfies Record<string, Localized>

/** What counts now for the caller. */
export function presenceCard({ from, until, deputy, quiet, timeZone, now }: ShownPresence, zone: string): Card {
  const hours = quiet ? fill(texts.hours, { ...quiet, zone: verbatim(timeZone ?? 'UTC') }) : words.none
  return {
    title: titleOf(from, until, at => formatDateTime(at, zone, { readOn: now })),
    tone: 'info',
    blocks: [
      {
        type: 'facts',
        facts: [
          { label: texts.deputy, value: until && deputy !== null ? verbatim(deputy) : words.none },
          { label: texts.quiet, value: hours },
        ],
      },
      ...(until && from ? [{ type: 'text', style: 'muted', text: texts.notYet } as const] : []),
      ...(quiet ? [{ type: 'text', style: 'muted', text: texts.critical } as const] : []),
      ...(until ? [{ type: 'actions', actions: [{ label: texts.back, line: 'away end' }] } as const] : []),
    ],
  }
}

function titleOf(from: Date | null, until: Date | null, show: (at: Date) => Localized): Localized {
  if (!until) return texts.here
  const time = show(until)
  return from ? fill(texts.planned, { from: show(from), time }) : fill(texts.away, { time })
}
