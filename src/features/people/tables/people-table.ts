import { columnTexts } from '#src/cards/column-texts.ts'
import { type CellOf, type DataTable, dataTable } from '#src/contracts/data-table.ts'
import type { Person } from '#src/features/people/store/people.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** Everybody as rows, those who left among them. */
export function peopleTable(people: readonly Person[]): DataTable {
  return dataTable('people', texts.title, columns, people)
}

const texts = {
  title: { en: 'People', ja: 'メンバー', 'zh-CN': '成员' },
  name: { en: 'Name', ja: '名前', 'zh-CN': '姓名' },
  email: { en: 'E-mail', ja: 'メール', 'zh-CN': '邮箱' },
  role: { en: 'Role', ja: '権限', 'zh-CN': '角色' },
  scope: { en: 'Stores (keys)', ja: '閲覧範囲（キー）', 'zh-CN': '可见范围（键）' },
  language: { en: 'Language', ja: '言語', 'zh-CN': '语言' },
  zone: { en: 'Time zone', ja: 'タイムゾーン', 'zh-CN': '时区' },
  active: { en: 'Active', ja: '在籍', 'zh-CN': '在职' },
} satisfies Record<string, Localized>

const columns: readonly CellOf<Person>[] = [
  ['id', columnTexts.number, ({ id }) => id],
  ['name', texts.name, ({ name }) => name],
  ['email', texts.email, ({ email }) => email],
  ['role', texts.role, ({ role }) => role],
  ['scope', texts.scope, ({ scope }) => scope.join(', ')],
  ['language', texts.language, ({ locale }) => locale],
  ['time_zone', texts.zone, ({ timeZone }) => timeZone],
  ['active', texts.active, ({ active }) => active],
]
