import type { Against } from '#src/domain/period/index.ts'

/** How people name what changes are held against, in three languages. */
export const againstWords: readonly (readonly [Against, readonly string[]])[] = [
  [
    'year',
    [
      ...[
        'yoy',
        'y/y',
        'year over year',
        'year on year',
        'year to year',
        'same period last year',
        'same time last year',
      ],
      ...[
        'vs same period last year',
        'compared to the same period last year',
        'a year ago',
        'a year earlier',
        'the year before',
        'year before',
      ],
      ...[
        '同比',
        '同比去年',
        '去年同期',
        '较去年同期',
        '与去年同期',
        '与去年同期相比',
        '比去年同期',
        '年同比',
        '同期比',
      ],
      ...['前年同月比', '前年同期比', '前年同週比', '前年同日比', '前年比', '前年対比', '昨対', '昨対比', '昨年比'],
      ...['昨年同月比', '昨年対比', '去年比', '前年同期', '前年同月', '昨年同月', '昨年同期', '対前年比', '対前年'],
    ],
  ],
  [
    'quarter',
    [
      ...['qoq', 'q/q', 'quarter over quarter', 'quarter on quarter', '季环比', '季度环比', '较上季度'],
      ...['前四半期比', '前四半期対比'],
    ],
  ],
  [
    'month',
    [
      ...[
        'mom',
        'm/m',
        'month over month',
        'month on month',
        'the month before',
        'month before',
        '月环比',
        '较上月',
        '较上个月',
        '与上月相比',
        '比上月',
      ],
      ...['前月比', '先月比', '前月対比', '前月同日比', '対前月比'],
    ],
  ],
  [
    'week',
    [
      ...[
        'wow',
        'w/w',
        'week over week',
        'week on week',
        '周环比',
        '较上周',
        '与上周相比',
        '周同比',
        '前週比',
        '先週比',
      ],
      ...['前週対比', '前週同曜日比', '対前週比'],
    ],
  ],
  [
    'day',
    [
      'dod',
      'd/d',
      'day over day',
      'day on day',
      'the day before',
      'day before',
      '日环比',
      '较前一天',
      '较前一日',
      '前日比',
      '前日対比',
    ],
  ],
  [
    'previous',
    [
      ...[
        'pop',
        'period over period',
        'vs previous period',
        'previous period',
        'prior period',
        '环比',
        '较上期',
        '比上期',
      ],
      ...['与上期相比', '前期比', '前期間比', '前期対比'],
    ],
  ],
]
