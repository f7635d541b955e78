import { describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { verbLabel } from '#src/contracts/command.ts'
import { builtInKpis } from '#src/domain/kpis/index.ts'
import { defaultRules } from '#src/domain/rules/default-rules.ts'
import { ruleText } from '#src/features/alerts/cards/rule-texts.ts'
import { roleNames } from '#src/features/people/index.ts'
import { type Locale, type Localized, locales } from '#src/i18n/locale.ts'

const text = (en: string, ja: string, zh: string): Localized => ({ en, ja, 'zh-CN': zh })
const cell = (value: string) => value.replaceAll('|', '\\|').replaceAll('\n', ' ')
const row = (...cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`
const table = (...heads: readonly string[]) => [row(...heads), row(...heads.map(() => '---'))]

const words = {
  note: text(
    'This page is made from the program, so that it is always right.',
    'このページはプログラムから生成しているため、常に最新です。',
    '本页由程序生成，始终与实际一致。',
  ),
  kpis: text('KPIs', '指標', '指标'),
  verbs: text('Verbs', 'コマンド', '指令'),
  rules: text('Rules', 'ルール', '规则'),
  meaning: text('What it means', '意味', '含义'),
  formula: text('Formula', '計算式', '公式'),
  also: text('Also called', '別名', '别称'),
  does: text('What it does', '内容', '作用'),
  role: text('Role', '権限', '权限'),
  examples: text('Examples', '例', '示例'),
  watched: text('What is watched from the first day on', '最初から見守る条件', '默认监控的条件'),
  own: text('Rules of your own', '自分で作るルール', '自定义规则'),
}

/** KPIs by theme, each with its meaning, formula and other names. */
function kpiPage(locale: Locale): string {
  const themes = [...new Set(builtInKpis.map(({ theme }) => theme))]
  const sections = themes.flatMap(theme => [
    `## ${theme}`,
    '',
    ...table(words.kpis[locale], words.meaning[locale], words.formula[locale], words.also[locale]),
    ...builtInKpis
      .filter(kpi => kpi.theme === theme)
      .map(kpi =>
        row(kpi.label[locale], kpi.meaning[locale], `\`${kpi.formula}\``, [kpi.id, ...kpi.aliases].join(', ')),
      ),
    '',
  ])
  return [`# ${words.kpis[locale]}`, '', words.note[locale], '', ...sections].join('\n')
}

/** Verbs in their order, each under its own heading. */
function verbPage(locale: Locale): string {
  const sections = commands.flatMap(command => [
    `## ${verbLabel(command)[locale]}${verbLabel(command)[locale] === command.name ? '' : ` (${command.name})`}`,
    '',
    `${command.summary[locale]} · ${words.role[locale]}: ${roleNames[command.role][locale]}`,
    '',
    ...(command.examples[locale].length > 0 ? command.examples[locale] : command.examples.en).map(
      line => `- \`${line}\``,
    ),
    '',
    `${words.also[locale]}: ${[...new Set([command.name, ...Object.values(command.aliases).flat()])].join(', ')}`,
    '',
  ])
  return [`# ${words.verbs[locale]}`, '', words.note[locale], '', ...sections].join('\n')
}

/** The rules that come with the product, and how own ones are written. */
function rulePage(locale: Locale): string {
  const rule = commands.find(({ name }) => name === 'rule')
  const lines = defaultRules.map(one => {
    const kpi = builtInKpis.find(({ id }) => id === one.kpiId)
    return kpi ? row(kpi.label[locale], ruleText(one, kpi)[locale]) : ''
  })
  return [
    ...[`# ${words.rules[locale]}`, '', words.note[locale], '', `## ${words.watched[locale]}`, ''],
    ...table(words.kpis[locale], words.rules[locale]),
    ...lines,
    ...['', `## ${words.own[locale]}`, ''],
    ...(rule?.examples[locale] ?? []).map(line => `- \`${line}\``),
    '',
  ].join('\n')
}

describe('the generated pages of the manual', () => {
  it.each(locales)('are what the program is (%s); `npx vitest -u` writes them anew', async locale => {
    await expect(kpiPage(locale)).toMatchFileSnapshot(`../../../docs/${locale}/kpis.md`)
    await expect(verbPage(locale)).toMatchFileSnapshot(`../../../docs/${locale}/verbs.md`)
    await expect(rulePage(locale)).toMatchFileSnapshot(`../../../docs/${locale}/rules.md`)
  })
})
