import type { Action, Field } from '#src/chat/card.ts'
import { roles } from '#src/contracts/command.ts'
import { languageNames, listPeople, type Person, roleNames } from '#src/features/people/index.ts'
import { scopeText } from '#src/features/stores/index.ts'
import { type Html, html } from '#src/http/page/html.ts'
import type { Section, View } from '#src/http/settings/view.ts'
import { formatCount } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** Who may ask, what they may do, which stores they see. */
export const peopleSection: Section = {
  id: 'people',
  title: { en: 'People', ja: 'メンバー', 'zh-CN': '人员' },
  about: {
    en: 'Roles, stores in sight, invitations',
    ja: '権限・閲覧範囲・招待',
    'zh-CN': '角色、可见店铺、邀请',
  },
  line: 'people',
  role: 'administrator',
  state: async view => {
    const all = await ownPeople(view)
    const active = all.filter(person => person.active)
    return {
      text: fill(texts.count, { count: formatCount(active.length) }),
      tone: active.length > 1 ? 'fine' : 'missing',
    }
  },
  body: async view => {
    const all = await ownPeople(view)
    const here = all.filter(person => person.active)
    const gone = all.filter(person => !person.active)
    const { locale } = view
    const former =
      gone.length === 0
        ? null
        : html`<details class="box"><summary>${fill(texts.former, { count: gone.length })[locale]}</summary><ul class="rows">${gone.map(person => row(view, person))}</ul></details>`
    return html`<section>${view.form(invite, { plain: ['email'], several: ['place'] })}<p class="help">${texts.note[locale]}</p></section>
<ul class="rows">${here.map(person => row(view, person))}</ul>${former}`
  },
}

/** The demo company and a real one are managed apart. */
async function ownPeople({ parts, person }: View): Promise<readonly Person[]> {
  const all = await listPeople(parts.db, { inactive: true })
  return all.filter(one => one.demo === person.demo)
}

function row(view: View, person: Person): Html {
  const { locale, context } = view
  const language = person.locale === null ? null : html` · ${languageNames[person.locale]}`
  const zone = person.timeZone === null ? null : html` · ${person.timeZone}`
  const forms = person.active ? [roleForm(person), scopeForm(person), endForm(person)] : [backForm(person)]
  return html`<li class="row-card"><div class="who"><strong>${person.name}</strong> <span class="tag">${roleNames[person.role][locale]}</span>
<p class="help">${person.email}${language}${zone}</p><p>${scopeText(person.scope, context.caller.stores)[locale]}</p></div>
<div class="acts">${forms.map(action => view.form(action, { several: ['place'] }))}</div></li>`
}

const roleOptions = roles.map(value => ({ value, label: roleNames[value] }))

const invite: Action = {
  label: { en: 'Add a person', ja: 'メンバーを追加', 'zh-CN': '添加人员' },
  line: 'people add {name} {email} {role} {place}',
  style: 'primary',
  form: {
    title: { en: 'Add a person', ja: 'メンバーを追加', 'zh-CN': '添加人员' },
    submit: { en: 'Add', ja: '追加', 'zh-CN': '添加' },
    fields: [
      { name: 'name', label: { en: 'Name', ja: '名前', 'zh-CN': '姓名' }, kind: 'text' },
      { name: 'email', label: { en: 'E-mail', ja: 'メール', 'zh-CN': '邮箱' }, kind: 'text' },
      roleField('viewer'),
      placeField(''),
    ],
  },
}

function roleField(initial: string): Field {
  return {
    name: 'role',
    label: { en: 'Role', ja: '権限', 'zh-CN': '角色' },
    kind: 'select',
    options: roleOptions,
    initial,
  }
}

function placeField(initial: string): Field {
  return {
    name: 'place',
    label: { en: 'Stores in sight', ja: '閲覧できる店舗', 'zh-CN': '可见店铺' },
    kind: 'select',
    source: 'places',
    initial,
  }
}

function roleForm({ email, role }: Person): Action {
  const label = { en: 'Change role', ja: '権限を変更', 'zh-CN': '修改角色' }
  return {
    label,
    line: `people role ${email} {role}`,
    form: { title: label, submit: texts.save, fields: [roleField(role)] },
  }
}

function scopeForm({ email, scope }: Person): Action {
  const label = { en: 'Change stores', ja: '閲覧範囲を変更', 'zh-CN': '修改可见范围' }
  const initial = scope.map(key => key.replace(/^store:/, '')).join(' ')
  return {
    label,
    line: `people scope ${email} {place}`,
    form: { title: label, submit: texts.save, fields: [placeField(initial)] },
  }
}

function endForm({ email, name }: Person): Action {
  const label = { en: 'End access', ja: '利用を停止', 'zh-CN': '停用' }
  return {
    label,
    line: `people remove ${email} {successor}`,
    style: 'danger',
    confirm: fill(texts.endsWhat, { name: verbatim(name) }),
    form: {
      title: label,
      submit: label,
      fields: [
        {
          name: 'successor',
          label: { en: 'Targets and alerts go to', ja: '目標・アラートの引き継ぎ先', 'zh-CN': '目标和告警移交给' },
          kind: 'person',
          optional: true,
        },
      ],
    },
  }
}

/** Whoever is added again by the same address comes back as who they were. */
function backForm({ email, name, role }: Person): Action {
  const label = { en: 'Let them back in', ja: '利用を再開', 'zh-CN': '恢复使用' }
  return {
    label,
    line: `people add {name} ${email} {role} {place}`,
    form: {
      title: label,
      submit: label,
      fields: [
        { name: 'name', label: { en: 'Name', ja: '名前', 'zh-CN': '姓名' }, kind: 'text', initial: name },
        roleField(role),
        placeField(''),
      ],
    },
  }
}

const texts = {
  save: { en: 'Save', ja: '保存', 'zh-CN': '保存' },
  count: { en: '{count} people', ja: '{count}人', 'zh-CN': '{count}人' },
  former: { en: 'Access ended ({count})', ja: '利用停止（{count}人）', 'zh-CN': '已停用（{count}人）' },
  note: {
    en: 'Whoever is added writes to the bot from an account with this e-mail and is known at once.',
    ja: '追加した人は、同じメールのアカウントでボットに話しかけるとすぐに使えます。',
    'zh-CN': '被添加的人用该邮箱对应的账号给机器人发消息即可使用。',
  },
  endsWhat: {
    en: '{name} is signed out everywhere and gets no more messages. What they wrote keeps their name.',
    ja: '{name}さんはすべての端末からログアウトされ、通知も届かなくなります。記録には名前が残ります。',
    'zh-CN': '{name}将在所有设备退出，不再收到消息；其记录仍保留姓名。',
  },
} satisfies Record<string, Localized>
