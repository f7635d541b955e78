import { defineCommand } from '#src/contracts/command.ts'
import { UserError } from '#src/errors.ts'
import { validZone } from '#src/features/conversation/index.ts'
import { findLanguage, languageNames, updatePerson } from '#src/features/people/index.ts'
import { personMoved } from '#src/features/reports/index.ts'
import { formatDateTime } from '#src/i18n/format/index.ts'
import { fill, type Locale, type Localized, verbatim } from '#src/i18n/locale.ts'

/** One's own language and time zone. */
export const lang = defineCommand({
  name: 'lang',
  aliases: { en: ['language'], ja: ['言語'], 'zh-CN': ['语言'] },
  summary: { en: 'Your language and time zone', ja: '表示言語とタイムゾーン', 'zh-CN': '您的语言和时区' },
  examples: {
    en: ['lang 日本語', 'lang zone Asia/Tokyo'],
    ja: ['言語 日本語', '言語 タイムゾーン Asia/Tokyo'],
    'zh-CN': ['语言 中文', '语言 时区 Asia/Shanghai'],
  },
  subverbs: { zone: { aliases: ['time zone', 'timezone', 'タイムゾーン', '時間帯', '时区'] } },
  role: 'viewer',
  lasting: true,
  takes: { free: true },
  async run(words, { db, caller, now }) {
    const { personId } = caller
    if (personId === null) throw new UserError(texts.nobody)
    if (words.subverb === 'zone') {
      const zone = validZone(words.rest)
      if (zone === null) throw new UserError(fill(texts.noZone, { zone: verbatim(words.rest) }))
      await updatePerson(db, personId, { timeZone: zone })
      await personMoved(db, { id: personId, timeZone: zone }, now)
      const time = formatDateTime(now, zone, { year: false })
      return answer(fill(texts.zoneSet, { zone: verbatim(zone), time }), caller.locale)
    }
    const locale = findLanguage(words.rest)
    if (words.rest !== '' && locale === null)
      throw new UserError(fill(texts.unknown, { name: verbatim(words.rest) }), choices)
    if (locale === null)
      return answer(fill(texts.now, { language: verbatim(languageNames[caller.locale]) }), caller.locale)
    await updatePerson(db, personId, { locale })
    await personMoved(db, { id: personId, timeZone: null }, now)
    return answer(texts.set, locale)
  },
})

const choices = Object.values(languageNames).map(name => ({ label: verbatim(name), line: `lang ${name}` }))

function answer(text: Localized, locale: Locale) {
  const blocks = [{ type: 'text', text } as const, { type: 'actions', actions: choices } as const]
  return { cards: [{ title: texts.title, tone: 'info' as const, blocks }], private: true, locale }
}

const texts = {
  title: { en: 'Language', ja: '言語', 'zh-CN': '语言' },
  set: {
    en: 'I will answer you in English from now on.',
    ja: 'これからは日本語でお答えします。',
    'zh-CN': '之后我将用中文回答您。',
  },
  now: { en: 'I answer you in {language}.', ja: '現在の言語は{language}です。', 'zh-CN': '当前语言是{language}。' },
  unknown: {
    en: 'I do not speak “{name}”. Choose one of these:',
    ja: '「{name}」には対応していません。次から選んでください：',
    'zh-CN': '暂不支持“{name}”，请选择：',
  },
  noZone: {
    en: '“{zone}” is not a time zone. Write it like Asia/Tokyo or America/New_York.',
    ja: '「{zone}」というタイムゾーンはありません。Asia/Tokyo のように入力してください。',
    'zh-CN': '没有“{zone}”这个时区。请写成 Asia/Shanghai 这样的形式。',
  },
  zoneSet: {
    en: 'Your time zone is {zone}; there it is now {time}.',
    ja: 'タイムゾーンを{zone}にしました。現地時刻は{time}です。',
    'zh-CN': '您的时区已设为 {zone}，当地现在是{time}。',
  },
  nobody: {
    en: 'Only people have a language; the shell always answers in English.',
    ja: '言語を設定できるのはメンバーだけです。',
    'zh-CN': '只有成员可以设置语言。',
  },
} satisfies Record<string, Localized>
