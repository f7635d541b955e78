import type { Action, Field } from '#src/chat/card.ts'
import { includes } from '#src/contracts/command.ts'
import { localDay } from '#src/domain/days.ts'
import { scopeText } from '#src/features/stores/index.ts'
import { isLedBy, listTeams, type Team, teamsSeenBy } from '#src/features/teams/index.ts'
import { type Html, html } from '#src/http/page/html.ts'
import type { Section, View } from '#src/http/settings/view.ts'
import { formatCount } from '#src/i18n/format/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'

/** Who answers for which stores together. */
export const teamsSection: Section = {
  id: 'teams',
  title: { en: 'Teams', ja: 'チーム', 'zh-CN': '团队' },
  about: { en: 'Leader, members, stores', ja: 'リーダー・メンバー・店舗', 'zh-CN': '负责人、成员、店铺' },
  line: 'team',
  role: 'viewer',
  state: async view => {
    const count = (await seen(view)).length
    const missing = count === 0 && view.person.role === 'administrator'
    return {
      text: count === 0 ? texts.none : fill(texts.count, { count: formatCount(count) }),
      tone: missing ? 'missing' : 'fine',
    }
  },
  body: async view => {
    const teams = await seen(view)
    const { locale, person } = view
    const add =
      person.role === 'administrator'
        ? html`<section>${view.form(addTeam, { several: ['member', 'place'] })}</section>`
        : null
    const none = teams.length === 0 ? html`<section><p>${texts.none[locale]}</p></section>` : null
    return html`${add}${none}<ul class="rows">${teams.map(team => row(view, team))}</ul>`
  },
}

async function seen({ parts, context, person }: View): Promise<readonly Team[]> {
  const today = localDay(parts.now(), parts.teamTimeZone)
  return teamsSeenBy(await listTeams(parts.db, today, context.caller.demo), { personId: person.id, role: person.role })
}

function row(view: View, team: Team): Html {
  const { locale, person, context } = view
  const name = `"${team.name.replaceAll('"', '”')}"`
  const decides = person.role === 'administrator' || (isLedBy(team, person.id) && includes(person.role, 'manager'))
  const members = team.members.map(member => member.name).join(' · ')
  const forms = [
    ...(decides ? [join(name), leave(name)] : []),
    ...(person.role === 'administrator' ? [lead(name), stores(name, team), end(name)] : []),
  ]
  return html`<li class="row-card"><strong>${team.name}</strong> ${team.leader ? html`<span class="tag">${fill(texts.leads, { name: team.leader.name })[locale]}</span>` : null}
<p>${members || texts.nobody[locale]}</p><p class="help">${scopeText(team.places, context.caller.stores)[locale]}</p>
<div class="acts">${forms.map(action => view.form(action, { several: ['member', 'place'] }))}</div></li>`
}

const label = {
  add: { en: 'Add a team', ja: 'チームを追加', 'zh-CN': '添加团队' },
  name: { en: 'Name', ja: '名称', 'zh-CN': '名称' },
  leader: { en: 'Leader', ja: 'リーダー', 'zh-CN': '负责人' },
  members: { en: 'Members', ja: 'メンバー', 'zh-CN': '成员' },
  places: { en: 'Stores', ja: '店舗', 'zh-CN': '店铺' },
  join: { en: 'Add members', ja: 'メンバーを追加', 'zh-CN': '添加成员' },
  leave: { en: 'Take members out', ja: 'メンバーを外す', 'zh-CN': '移出成员' },
  lead: { en: 'Change leader', ja: 'リーダーを変更', 'zh-CN': '更换负责人' },
  stores: { en: 'Change stores', ja: '店舗を変更', 'zh-CN': '修改店铺' },
  end: { en: 'End the team', ja: 'チームを解散', 'zh-CN': '解散团队' },
  save: { en: 'Save', ja: '保存', 'zh-CN': '保存' },
} satisfies Record<string, Localized>

const leaderField: Field = { name: 'leader', label: label.leader, kind: 'person' }
const memberField: Field = { name: 'member', label: label.members, kind: 'person' }

function placeField(initial = ''): Field {
  return { name: 'place', label: label.places, kind: 'select', source: 'places', initial }
}

const addTeam: Action = {
  label: label.add,
  line: 'team add {name} leader {leader} {member} {place}',
  form: {
    title: label.add,
    submit: label.save,
    fields: [
      { name: 'name', label: label.name, kind: 'text' },
      leaderField,
      { ...memberField, optional: true },
      placeField(),
    ],
  },
}

function join(name: string): Action {
  return {
    label: label.join,
    line: `team join ${name} {member}`,
    form: { title: label.join, submit: label.save, fields: [memberField] },
  }
}

function leave(name: string): Action {
  return {
    label: label.leave,
    line: `team leave ${name} {member}`,
    form: { title: label.leave, submit: label.save, fields: [memberField] },
  }
}

function lead(name: string): Action {
  return {
    label: label.lead,
    line: `team change ${name} leader {leader}`,
    form: { title: label.lead, submit: label.save, fields: [leaderField] },
  }
}

function stores(name: string, { places }: Team): Action {
  const initial = places.map(key => key.replace(/^store:/, '')).join(' ')
  return {
    label: label.stores,
    line: `team change ${name} {place}`,
    form: { title: label.stores, submit: label.save, fields: [placeField(initial)] },
  }
}

function end(name: string): Action {
  return { label: label.end, line: `team remove ${name}`, style: 'danger', confirm: texts.ends }
}

const texts = {
  count: { en: 'Teams: {count}', ja: '{count}チーム', 'zh-CN': '{count}个团队' },
  none: { en: 'No team yet', ja: 'チームはまだありません', 'zh-CN': '还没有团队' },
  leads: { en: '{name} leads', ja: 'リーダー：{name}', 'zh-CN': '负责人：{name}' },
  nobody: { en: 'Nobody is a member.', ja: 'メンバーはいません。', 'zh-CN': '没有成员。' },
  ends: {
    en: 'Its past scores stay. It gets no new ones.',
    ja: '過去のスコアは残り、新しいスコアは作成されません。',
    'zh-CN': '过去的评分保留，不再产生新的评分。',
  },
} satisfies Record<string, Localized>
