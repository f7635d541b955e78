import type { Block, Card } from '#src/chat/card.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** A person as the list shows them. */
export interface ListedPerson {
  readonly name: string
  readonly email: string
  readonly role: Localized
  readonly scope: Localized
  readonly active: boolean
}

/** Everybody with role and stores. */
export function peopleCard(people: readonly ListedPerson[]): Card {
  return {
    title: fill(texts.title, { count: people.length }),
    tone: 'info',
    blocks: [
      {
        type: 'table',
        columns: [{ label: texts.name }, { label: texts.email }, { label: texts.role }, { label: texts.scope }],
        rows: people.map(person => [
          { text: verbatim(person.name), dim: !person.active },
          { text: verbatim(person.email), dim: true },
          { text: person.active ? person.role : texts.left, dim: !person.active },
          { text: person.scope },
        ]),
      },
      { type: 'text', text: texts.how, style: 'muted' },
      { type: 'actions', actions: [inviteAction] },
    ],
  }
}

/** What was done to a person and how they stand now. */
export function personCard(person: ListedPerson, done: Localized): Card {
  const facts: Block = {
    type: 'facts',
    facts: [
      { label: texts.email, value: verbatim(person.email) },
      { label: texts.role, value: person.active ? person.role : texts.left },
      { label: texts.scope, value: person.scope },
    ],
  }
  return { title: done, tone: person.active ? 'good' : 'info', blocks: [facts] }
}

const texts = {
  title: { en: 'People ({count})', ja: 'メンバー（{count}人）', 'zh-CN': '成员（{count}人）' },
  name: { en: 'Name', ja: '名前', 'zh-CN': '姓名' },
  email: { en: 'E-mail', ja: 'メール', 'zh-CN': '邮箱' },
  role: { en: 'Role', ja: '権限', 'zh-CN': '角色' },
  scope: { en: 'Sees', ja: '閲覧範囲', 'zh-CN': '可见范围' },
  left: { en: 'access ended', ja: '停止中', 'zh-CN': '已停用' },
  how: {
    en: 'Change with: people role @name manager · people scope @name market:jp · people remove @name',
    ja: '変更：メンバー 権限 @名前 マネージャー · メンバー 範囲 @名前 日本 · メンバー 削除 @名前',
    'zh-CN': '修改：人员 角色 @姓名 主管 · 人员 范围 @姓名 日本 · 人员 移除 @姓名',
  },
  invite: { en: 'Invite somebody', ja: 'メンバーを招待', 'zh-CN': '邀请成员' },
} satisfies Record<string, Localized>

const roleOptions = ['viewer', 'operator', 'manager', 'administrator'].map(role => ({
  label: verbatim(role),
  value: role,
}))

const inviteAction = {
  label: texts.invite,
  line: 'people add {name} {email} {role} {scope}',
  form: {
    title: texts.invite,
    submit: texts.invite,
    fields: [
      { name: 'name', label: texts.name, kind: 'text' as const },
      { name: 'email', label: texts.email, kind: 'person' as const, placeholder: verbatim('name@example.com') },
      { name: 'role', label: texts.role, kind: 'select' as const, initial: 'operator', options: roleOptions },
      { name: 'scope', label: texts.scope, kind: 'select' as const, initial: 'all', options: scopeOptions() },
    ],
  },
}

function scopeOptions() {
  return ['all', 'market:jp', 'market:us'].map(key => ({ label: verbatim(key), value: key }))
}
