import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { projectRoot } from '#src/paths.ts'

/** One form per term: what is never written, by language, and what is written instead. */
const forbidden: Readonly<Record<'en' | 'ja' | 'zh-CN', readonly (readonly [string, string])[]>> = {
  en: [
    ['You are asked @', 'Owner: @…, please respond'],
    ['Orders was', 'Orders: 2'],
  ],
  ja: [
    ['前同曜日比', '過去同曜日比'],
    ['動詞', 'コマンド'],
    ['ウエイト', 'ウェイト'],
    ['運営担当', '運用担当'],
    ['データの揃い', 'データの充足'],
    ['未解消', '未対応'],
    ['すでに解消', 'すでに対応完了'],
    ['未解決アラート', '未対応アラート'],
    ['残り1日あたり', '残り期間は1日あたり'],
    ['～', '〜'],
    ['（土）', '(土)'],
  ],
  'zh-CN': [
    ['较前同星期', '较往周同日'],
    ['广告销售成本比', 'ACoS（广告成本占比）'],
    ['经理', '主管'],
    ['均无明显落后', '均未亮红灯'],
    ['新增天数', '新增数据行'],
    ['已恢复{count}行', '已撤回{count}行'],
    ['已恢复 {count} 行', '已撤回{count}行'],
    ['节假日{now}天（此前', '本期无节假日（上期…）'],
    ['～', '至'],
  ],
}

/** Texts as they stand in the sources: `ja: '…'`. */
const patterns = {
  en: /(?<![\w'])en:\s*'((?:[^'\\]|\\.)*)'/g,
  ja: /(?<![\w'])ja:\s*'((?:[^'\\]|\\.)*)'/g,
  'zh-CN': /'zh-CN':\s*'((?:[^'\\]|\\.)*)'/g,
} as const

const sources = ['src', 'bots', 'commands', 'jobs'].flatMap(folder => {
  const entries = readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
  return entries.filter(file => file.endsWith('.ts')).map(file => join(folder, file))
})
const texts = sources.flatMap(file => {
  const source = readFileSync(join(projectRoot, file), 'utf8')
  return (['en', 'ja', 'zh-CN'] as const).flatMap(locale =>
    [...source.matchAll(patterns[locale])].map(found => ({ file, locale, text: found[1] ?? '' })),
  )
})

/** Without lines for the shell, which are typed as they stand. */
function withoutShell(text: string): string {
  return text.replace(/npm run kpi -- [\x20-\x7e]*/g, '')
}

describe('the wording', () => {
  it('is looked at in all sources', () => {
    expect(texts.filter(({ locale }) => locale === 'ja').length).toBeGreaterThan(500)
    expect(texts.filter(({ locale }) => locale === 'zh-CN').length).toBeGreaterThan(500)
  })

  it.each(['en', 'ja', 'zh-CN'] as const)('keeps one form per term in %s', locale => {
    const wrong = texts.flatMap(one =>
      one.locale !== locale
        ? []
        : forbidden[locale].filter(([form]) => one.text.includes(form)).map(([form]) => `${one.file}: ${form}`),
    )

    expect(wrong).toEqual([])
  })

  it('writes percent right behind the number in every language', () => {
    const wrong = texts.filter(({ text }) => /[\d}] %/.test(text))

    expect(wrong.map(({ file, text }) => `${file}: ${text}`)).toEqual([])
  })

  it.each(['ja', 'zh-CN'] as const)('names verbs in the language of the text: %s', locale => {
    const names = commands.map(({ name }) => name).filter(name => name !== 'import')
    const english = new RegExp(`(?:^|[\\s：:“「（例])(?:${names.join('|')}) (?=[a-z{#@“「"])`)
    const wrong = texts.filter(one => one.locale === locale && english.test(withoutShell(one.text)))

    expect(wrong.map(({ file, text }) => `${file}: ${text}`)).toEqual([])
  })
})
