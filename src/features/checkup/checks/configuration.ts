import type { Check, Finding } from '#src/chat/checkup.ts'
import { fill, type Localized, localized, verbatim } from '#src/i18n/locale.ts'
import { findStrangers, type Stranger } from './names.ts'

/** What the environment says. */
export interface GivenNames {
  /** Variables that the service knows, as `.env.example` lists them; empty: the list is not there. */
  readonly known: readonly string[]
  /** Variables that are set to something. */
  readonly set: readonly string[]
  /** Those of them that stand in the `.env` file: they are meant for the service alone. */
  readonly fromFile: readonly string[]
  /** What reading the variables objects to, in English, each beginning with the variable. */
  readonly problems: readonly string[]
}

/** Wrong, missing and misspelled variables. */
export function configurationCheck(given: GivenNames): Check {
  return { label: texts.label, run: async () => configurationFindings(given) }
}

/** The same, without a check around it. */
export function configurationFindings({ known, set, fromFile, problems }: GivenNames): readonly Finding[] {
  const strangers = known.length === 0 ? [] : findStrangers({ known, set, fromFile })
  const wrong = problems.map(problem => ({ state: 'error' as const, said: told(problem), advice: texts.correct }))
  const odd = strangers.map(oddFinding)
  const listed = known.length === 0 ? [{ state: 'warning' as const, said: texts.noList }] : []
  const used = set.filter(name => known.includes(name)).length
  const fine: readonly Finding[] =
    wrong.length + odd.length > 0 ? [] : [{ state: 'ok', said: fill(texts.fine, { used, all: known.length }) }]
  return [...wrong, ...odd, ...listed, ...fine]
}

/** Readers of other languages see which variable it is before the English words. */
function told(problem: string): Localized {
  const [, name] = /^([A-Z][A-Z0-9_]+)\b/.exec(problem) ?? []
  if (name === undefined) return verbatim(problem)
  const about = fill(texts.wrong, { name, problem })
  return localized(locale => (locale === 'en' ? problem : about[locale]))
}

function oddFinding({ name, near }: Stranger): Finding {
  if (near === null) return { state: 'warning', said: fill(texts.unknown, { name }), advice: texts.seeList }
  return { state: 'warning', said: fill(texts.lookAlike, { name, near }), advice: fill(texts.rename, { name, near }) }
}

const texts = {
  label: { en: 'Configuration', ja: '設定', 'zh-CN': '配置' },
  fine: {
    en: '{used} of {all} variables are set, none is wrong or missing.',
    ja: '全{all}項目中{used}項目を設定済み。誤りや不足はありません。',
    'zh-CN': '共{all}个变量，已设置{used}个，没有错误或缺漏。',
  },
  wrong: {
    en: '{problem}',
    ja: '{name} が未設定か、正しくありません（{problem}）',
    'zh-CN': '{name} 缺失或不正确（{problem}）',
  },
  correct: {
    en: 'Correct it in .env or the environment, then start the service again. .env.example says what each holds.',
    ja: '.env または環境変数を直してからサービスを再起動してください。各項目の説明は .env.example にあります。',
    'zh-CN': '请在 .env 或环境变量中改正后重启服务，各变量的含义见 .env.example。',
  },
  unknown: {
    en: '{name} is set, but nothing reads it.',
    ja: '{name} が設定されていますが、使われません。',
    'zh-CN': '设置了 {name}，但没有任何功能读取它。',
  },
  seeList: {
    en: '.env.example lists every name that is read.',
    ja: '使える名前は .env.example にすべて載っています。',
    'zh-CN': '所有可用的变量名见 .env.example。',
  },
  lookAlike: {
    en: '{name} is set, but nothing reads it. It looks like {near}.',
    ja: '{name} が設定されていますが、使われません。{near} の間違いではありませんか。',
    'zh-CN': '设置了 {name}，但没有任何功能读取它。是否应为 {near}？',
  },
  rename: {
    en: 'Rename {name} to {near}, or remove it.',
    ja: '{name} を {near} に変えるか、削除してください。',
    'zh-CN': '请把 {name} 改名为 {near}，或删除它。',
  },
  noList: {
    en: '.env.example is not beside the program, so that names could not be compared.',
    ja: 'プログラムと同じ場所に .env.example がないため、名前を照合できません。',
    'zh-CN': '程序目录中没有 .env.example，无法核对变量名。',
  },
} satisfies Record<string, Localized>
