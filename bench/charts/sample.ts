import type { ChartRequest, OverviewPanel } from '#src/domain/chart.ts'
import { verbatim } from '#src/i18n/locale.ts'

const days = (first: string, count: number) =>
  Array.from({ length: count }, (_, index) =>
    new Date(Date.parse(first) + index * 86_400_000).toISOString().slice(0, 10),
  )

// The same numbers on every run.
function wave(index: number): number {
  const raw = Math.sin(index * 12.9898) * 43758.5453
  return raw - Math.floor(raw)
}

/** Thirty days with target, notes, holidays and Chinese and Japanese texts, as the budget describes it. */
export function monthRequest(variant: number): ChartRequest {
  const month = days('2026-11-01', 30)
  return {
    drawing: 'trend',
    title: verbatim(`净销售额 ${variant}`),
    subtitle: verbatim('Amazon JP · 2026年11月1日至30日'),
    unit: 'money',
    currency: 'JPY',
    better: 'higher',
    lines: [line('11月', month, variant, 11), line('前期同星期', month, variant + 50, -1)],
    target: month.map((day, index) => ({ day, value: index < 15 ? 480_000 : 540_000 })),
    notes: [
      { from: '2026-11-03', to: '2026-11-05', text: '仓库盘点，发货延迟一天，广告预算减半', author: '王小明' },
      { from: '2026-11-12', to: '2026-11-12', text: 'Source did not deliver; support ticket is open', author: 'Dana' },
      {
        from: '2026-11-20',
        to: '2026-11-20',
        text: 'ブラックフライデー先行セール開始。クーポン10%と広告費2倍で集客を強化した。在庫は十分。',
        author: '佐藤 花子',
      },
    ],
    shades: [
      ...month.filter(isWeekend).map(day => ({ from: day, to: day, kind: 'weekend' as const })),
      { from: '2026-11-03', to: '2026-11-03', kind: 'holiday', label: verbatim('文化の日') },
      { from: '2026-11-23', to: '2026-11-23', kind: 'holiday', label: verbatim('勤労感謝の日') },
    ],
  }
}

function line(label: string, month: readonly string[], seed: number, gap: number) {
  const points = month.map((day, index) => ({
    day,
    value: index === gap ? null : Math.round(380_000 + 260_000 * wave(index + seed * 31)),
    provisional: index > 27,
  }))
  return { label: verbatim(label), points }
}

function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(Date.parse(day)).getUTCDay())
}

/** Twelve panels of ninety days. */
export function overviewRequest(variant: number): ChartRequest {
  const quarter = days('2026-08-23', 90)
  const panels = Array.from({ length: 12 }, (_, index): OverviewPanel => {
    const points = quarter.map((day, at) => ({ day, value: 5_000_000 * (0.7 + wave(at + index * 91 + variant)) }))
    const change = { value: wave(index) - 0.5, kind: 'relative', good: index % 2 === 0 } as const
    const head = { label: verbatim(`净销售额 ${index}`), unit: 'money', currency: 'JPY', value: 5_230_000 } as const
    return { ...head, change, attainment: wave(index), points, target: 5_000_000 }
  })
  return { drawing: 'overview', title: verbatim('全部店铺'), subtitle: verbatim('2026年11月20日'), panels }
}
