import { themeLabels } from '#src/cards/theme-labels.ts'
import type { Card } from '#src/chat/card.ts'
import { type CommandContext, defineCommand } from '#src/contracts/command.ts'
import type { Theme } from '#src/domain/kpis/kpi.ts'
import { kpiTable } from '#src/features/figures/index.ts'
import { fill, join } from '#src/i18n/locale.ts'
import { requireUsed } from '#src/language/account.ts'

/** Every KPI there is, by theme; what each means is told by `help`. */
export const kpis = defineCommand({
  name: 'kpis',
  aliases: {
    en: [
      ...['kpi list', 'list kpis', 'list of kpis', 'all kpis', 'which kpis', 'show kpis', 'available kpis'],
      ...['metrics', 'list metrics', 'metric list', 'all metrics', 'which metrics'],
    ],
    ja: [
      ...['指標一覧', 'KPI一覧', '指標リスト', 'KPIリスト', '指標の一覧', 'KPIの一覧', '指標を一覧'],
      ...['どんな指標', 'どの指標がある', '使える指標', '一覧 指標', '一覧 KPI'],
    ],
    'zh-CN': [
      ...[
        '指标列表',
        'KPI列表',
        '指标一览',
        '指标清单',
        '指标目录',
        '所有指标',
        '全部指标',
        '有哪些指标',
        '有什么指标',
      ],
      ...['列出指标', '列出所有指标', '查看指标', '列表 指标', '哪些指标', 'KPI有哪些'],
    ],
  },
  summary: { en: 'All KPIs by theme', ja: '指標の一覧', 'zh-CN': '全部指标' },
  examples: { en: ['kpis'], ja: ['指標一覧'], 'zh-CN': ['指标列表'] },
  role: 'viewer',
  readOnly: true,
  takes: {},
  async run(words, context) {
    requireUsed(words, {}, texts.howTo)
    return { cards: [listCard(context)], private: true, tables: () => [kpiTable(context.catalog.kpis)] }
  },
})

function listCard({ catalog }: CommandContext): Card {
  const themes = Object.keys(themeLabels) as Theme[]
  const items = themes.flatMap(theme => {
    const names = catalog.kpis.filter(kpi => kpi.theme === theme).map(kpi => kpi.label)
    return names.length === 0 ? [] : [fill(texts.line, { theme: themeLabels[theme], names: join(names) })]
  })
  return {
    title: fill(texts.title, { count: catalog.kpis.length }),
    tone: 'info',
    blocks: [
      { type: 'list', items },
      { type: 'text', style: 'muted', text: texts.more },
      { type: 'actions', actions: [{ label: texts.example, line: 'help acos' }] },
    ],
  }
}

const texts = {
  title: { en: '{count} KPIs', ja: '指標 {count}件', 'zh-CN': '共{count}个指标' },
  line: { en: '{theme}: {names}', ja: '{theme}：{names}', 'zh-CN': '{theme}：{names}' },
  more: {
    en: '`help` with the name of a KPI says what it means and how it is computed.',
    ja: '「ヘルプ 指標名」で意味と計算方法を表示します。',
    'zh-CN': '输入“帮助 指标名”可查看含义和算法。',
  },
  example: { en: 'What is ACoS?', ja: 'ACoSとは', 'zh-CN': '什么是ACoS' },
  howTo: {
    en: 'It lists all KPIs. For one of them: help acos',
    ja: '全指標の一覧です。個別の説明：ヘルプ ACoS',
    'zh-CN': '这里列出全部指标。单个说明：帮助 ACoS',
  },
}
