import { localDay } from '#src/domain/days.ts'
import { nameKey } from '#src/domain/names.ts'
import type { Store } from '#src/domain/place.ts'
import { UserError } from '#src/errors.ts'
import { knownFormats } from '#src/features/imports/formats/index.ts'
import { sayExpectation } from '#src/features/imports/store/expected-files.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { type ExpectedFile, expectedFiles } from './expected.ts'

const rhythms: Readonly<Record<string, number>> = {
  ...{ daily: 1, day: 1, 毎日: 1, 日次: 1, 每天: 1, 每日: 1 },
  ...{ weekly: 7, week: 7, 毎週: 7, 週次: 7, 每周: 7, 每週: 7, 每星期: 7 },
  ...{ monthly: 30, month: 30, 毎月: 30, 月次: 30, 每月: 30 },
}
const never = ['off', 'stop', 'never', '停止', '不要', 'なし', '关闭', '不再提醒', '取消']

const texts = {
  what: {
    en: 'Say how often, which export and which store, for example: import expect weekly R-Karte west. Not understood: {words}',
    ja: '頻度・ファイル・店舗を指定してください。例：取り込み 定期 毎週 R-Karte west。認識できない語：{words}',
    'zh-CN': '请写明频率、文件和店铺，例如：导入 定期 每周 R-Karte west。无法识别：{words}',
  },
} satisfies Record<string, Localized>

/** `weekly R-Karte west`: how often an export of a store is expected; each word counts. @throws UserError */
export async function sayExpected(
  db: Db,
  line: string,
  stores: readonly Store[],
  now: Date,
): Promise<readonly ExpectedFile[]> {
  const said = readExpected(line, stores)
  const timeZone = stores.find(({ id }) => id === said.storeId)?.timeZone ?? 'UTC'
  await sayExpectation(db, { ...said, saidOn: localDay(now, timeZone) })
  return (await expectedFiles(db, now)).filter(one => stores.some(store => store.id === one.imported.storeId))
}

/** What a line says. @throws UserError naming the words that nothing knows */
export function readExpected(line: string, stores: readonly Store[]) {
  let rest = ` ${line
    .normalize('NFKC')
    .replace(/["“”「」]/g, ' ')
    .replace(/\s+/g, ' ')} `
  const take = (name: string) => {
    const at = rest.toLowerCase().indexOf(` ${name.normalize('NFKC').toLowerCase()} `)
    if (name === '' || at < 0) return false
    rest = `${rest.slice(0, at)} ${rest.slice(at + name.length + 1)}`
    return true
  }
  const store = longestFirst(stores, ({ slug, name }) => [name, slug]).find(({ name }) => take(name))?.of
  const word = [...Object.keys(rhythms), ...never].find(take)
  const left = rest.trim()
  const format = left === '' ? undefined : formatNamed(left)
  if (!store || word === undefined || !format) throw new UserError(fill(texts.what, { words: verbatim(left || line) }))
  return { storeId: store.id, format, everyDays: rhythms[word] ?? 7, off: rhythms[word] === undefined }
}

function longestFirst<T>(all: readonly T[], namesOf: (one: T) => readonly string[]) {
  const named = all.flatMap(of => namesOf(of).map(name => ({ of, name })))
  return named.sort((a, b) => b.name.length - a.name.length)
}

/** An export by its id, its name in any language, or a part of a name that no other has before it. */
function formatNamed(text: string): string | undefined {
  const key = nameKey(text)
  const labels = (label: Localized) => Object.values(label).map(nameKey)
  const usable = knownFormats.filter(({ refuse }) => !refuse)
  const exact = usable.find(({ id, label }) => nameKey(id) === key || labels(label).includes(key))
  return (exact ?? usable.find(({ label }) => labels(label).some(name => name.includes(key))))?.id
}
