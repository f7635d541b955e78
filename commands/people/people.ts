import type { Block } from '#src/chat/card.ts'
import { type CommandContext, defineCommand, type Role, type Words } from '#src/contracts/command.ts'
import type { Place } from '#src/domain/place.ts'
import { UserError } from '#src/errors.ts'
import { endPerson, handoverBlocks } from '#src/features/handover/index.ts'
import {
  createPerson,
  findPerson,
  findRole,
  keepAnAdministrator,
  type ListedPerson,
  listPeople,
  type Person,
  peopleCard,
  peopleTable,
  personCard,
  roleList,
  roleNames,
  updatePerson,
} from '#src/features/people/index.ts'
import { grantable, scopeText, storesNamed } from '#src/features/stores/index.ts'
import { forgetTraining } from '#src/features/training/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { requireUsed } from '#src/language/account.ts'

/** Who may ask, what they may do and which stores they see. Nobody is deleted: what they did keeps their name. */
export const people = defineCommand({
  name: 'people',
  aliases: { en: ['members', 'person'], ja: ['メンバー', '人員'], 'zh-CN': ['人员', '成员'] },
  summary: { en: 'People, their roles and stores', ja: 'メンバーと権限・閲覧範囲', 'zh-CN': '成员、角色和可见店铺' },
  examples: {
    en: [
      'people',
      'people add "Hanako Sato" sato@example.com operator market:jp',
      'people role sato@example.com manager',
    ],
    ja: [
      'メンバー',
      'メンバー 追加 「佐藤花子」 sato@example.com 運用担当 日本',
      'メンバー 権限 sato@example.com マネージャー',
    ],
    'zh-CN': ['成员', '成员 添加 “李伟” li@example.com 运营 日本', '成员 角色 li@example.com 主管'],
  },
  subverbs: {
    list: { aliases: ['一覧', '列表'] },
    add: { aliases: ['invite', '追加', '招待', '添加', '邀请', '新增'] },
    role: { aliases: ['権限', '角色', '权限'] },
    scope: { aliases: ['stores', '閲覧範囲', '範囲', '可见范围', '范围'] },
    remove: { aliases: ['end', '削除', '停止', '移除', '停用', '删除'] },
  },
  role: 'administrator',
  undoable: true,
  takes: { places: true, people: true, quoted: true, free: true },
  implied: words => (words.quoted.length > 0 ? 'add' : 'list'),
  async run(words, context) {
    switch (words.subverb) {
      case 'add':
        return done(await add(words, context), texts.added, context)
      case 'role':
        return done(await changeRole(words, context), texts.roleSet, context)
      case 'scope':
        return done(await changeScope(words, context), texts.scopeSet, context)
      case 'remove':
        return remove(words, context)
      default:
        requireUsed(words, {}, texts.listed)
        return list(context)
    }
  },
})

async function list({ db, caller }: CommandContext) {
  const all = await listPeople(db, { inactive: true })
  const card = peopleCard(all.map(person => listed(person, caller.stores)))
  return { cards: [card], private: true, tables: () => [peopleTable(all)] }
}

function listed(person: Person, seen: CommandContext['caller']['stores']): ListedPerson {
  const { name, email, role, scope, active } = person
  return { name, email, role: roleNames[role], scope: scopeText(scope, seen), active }
}

function done(person: Person, text: Localized, { caller }: CommandContext) {
  return {
    cards: [personCard(listed(person, caller.stores), fill(text, { name: verbatim(person.name) }))],
    private: true,
  }
}

async function add(words: Words, context: CommandContext): Promise<Person> {
  const email = emailIn(words) ?? (await onlyPerson(words, context))?.email
  const name = words.quoted[0]
  if (!email || !name) throw new UserError(texts.howToAdd)
  const { role, places } = await roleAndPlaces(words, context)
  const scope = await scopeFor(places, context)
  const created = await createPerson(context.db, { name, email, role: role ?? 'viewer', scope, demo: false })
  if (created) return created
  const known = await findPerson(context.db, { email })
  if (!known || known.active) throw new UserError(fill(texts.taken, { email: verbatim(email) }))
  const back = await updatePerson(context.db, known.id, { name, role: role ?? known.role, scope, active: true })
  return back ?? known
}

async function changeRole(words: Words, context: CommandContext): Promise<Person> {
  const person = await subject(words, context)
  const { role } = await roleAndPlaces(words, context)
  if (!role) throw new UserError(fill(texts.whichRole, { roles: roleList }))
  if (role !== 'administrator') await keepAnAdministrator(context.db, person)
  return changed(await updatePerson(context.db, person.id, { role }))
}

async function changeScope(words: Words, context: CommandContext): Promise<Person> {
  const person = await subject(words, context)
  const { places } = await roleAndPlaces(words, context)
  if (places.length === 0) throw new UserError(texts.whichScope)
  return changed(await updatePerson(context.db, person.id, { scope: await scopeFor(places, context) }))
}

/** Ends somebody's access; what they own goes to the second person named, to their deputy, or to whoever says it. */
async function remove(words: Words, context: CommandContext) {
  const person = await subject(words, context)
  const successor = await successorIn(words, person, context)
  const decision = { by: context.caller.personId, now: context.now }
  const handover = await endPerson(context.db, person, successor, decision)
  const ended = handover
    ? await findPerson(context.db, { id: person.id })
    : await updatePerson(context.db, person.id, { active: false })
  const drills = await forgetTraining(context.db, person.id)
  const answer = done(changed(ended), texts.removed, context)
  const cards = answer.cards.map(card => ({
    ...card,
    blocks: [...card.blocks, ...(handover ? handoverBlocks(handover) : []), ...trainingGone(drills)],
  }))
  return { ...answer, cards }
}

function trainingGone(drills: number): readonly Block[] {
  return drills === 0 ? [] : [{ type: 'text', style: 'muted', text: fill(texts.trainingGone, { drills }) }]
}

const handedTo = /^(?:to|hand|over|へ|に|引き継ぎ|引継ぎ|给|交给|移交|移交给)$/iu

async function successorIn(words: Words, person: Person, { db }: CommandContext): Promise<Person | null> {
  const odd = words.unknown.find(word => !word.includes('@') && !handedTo.test(word))
  if (odd !== undefined) throw new UserError(fill(texts.notHanded, { word: verbatim(odd) }))
  const other = words.people.find(one => one.id !== person.id)
  const found = other ? await findPerson(db, { id: other.id }) : null
  if (found && !found.active) throw new UserError(fill(texts.leftToo, { name: verbatim(found.name) }))
  return found
}

/** @throws UserError when nobody would be left who can invite people. */
/** The person a line is about: mentioned, or by an e-mail of somebody whose access ended. */
async function subject(words: Words, context: CommandContext): Promise<Person> {
  const email = emailIn(words)
  const person = (await onlyPerson(words, context)) ?? (email ? await findPerson(context.db, { email }) : null)
  if (!person) throw new UserError(texts.whom)
  return person
}

async function onlyPerson(words: Words, { db }: CommandContext): Promise<Person | null> {
  const [first] = words.people
  return first ? findPerson(db, { id: first.id }) : null
}

function emailIn(words: Words): string | null {
  return words.unknown.find(word => /^@?[^\s@]+@[^\s@]+\.[^\s@]+$/.test(word))?.replace(/^@/, '') ?? null
}

/** @throws UserError for words that are neither a role nor a place. */
async function roleAndPlaces(
  words: Words,
  context: CommandContext,
): Promise<{ role: Role | null; places: readonly Place[] }> {
  const others = words.unknown.filter(word => !word.includes('@'))
  const role = others.map(findRole).find(one => one !== null) ?? null
  const { found, unknown } = storesNamed(
    others.filter(word => findRole(word) === null),
    context.catalog.stores.filter(inSight(context)),
  )
  const [first] = unknown
  if (first !== undefined) throw new UserError(fill(texts.unknown, { word: verbatim(first), roles: roleList }))
  return { role, places: [...words.places, ...found] }
}

function inSight({ caller }: CommandContext) {
  return (store: { readonly slug: string }) => caller.stores.some(one => one.slug === store.slug)
}

/** Nobody named: everything the administrator sees. */
async function scopeFor(places: readonly Place[], { db, caller, catalog }: CommandContext): Promise<readonly string[]> {
  const giver = caller.personId === null ? null : await findPerson(db, { id: caller.personId })
  const own = giver?.scope ?? ['all']
  return places.length === 0 ? own : grantable(places, own, catalog)
}

function changed(person: Person | null): Person {
  if (!person) throw new Error('A person vanished while they were changed')
  return person
}

const texts = {
  listed: { en: 'See: help people', ja: '使い方：ヘルプ メンバー', 'zh-CN': '用法：帮助 成员' },
  added: { en: '{name} can ask me now', ja: '{name}さんを追加しました', 'zh-CN': '已添加{name}' },
  roleSet: { en: 'The role of {name} is changed', ja: '{name}さんの権限を変更しました', 'zh-CN': '已修改{name}的角色' },
  scopeSet: {
    en: 'What {name} sees is changed',
    ja: '{name}さんの閲覧範囲を変更しました',
    'zh-CN': '已修改{name}的可见范围',
  },
  removed: { en: 'The access of {name} is ended', ja: '{name}さんの利用を停止しました', 'zh-CN': '已停用{name}' },
  trainingGone: {
    en: 'Their training record was deleted ({drills} drills).',
    ja: '研修記録（{drills}件）を削除しました。',
    'zh-CN': '已删除其培训记录（{drills}条）。',
  },
  howToAdd: {
    en: 'Write the name in quotes and an e-mail: people add "Hanako Sato" sato@example.com operator market:jp',
    ja: '名前を「」で囲み、メールを入力してください：メンバー 追加 「佐藤花子」 sato@example.com 運用担当 日本',
    'zh-CN': '请写上带引号的姓名和邮箱：人员 添加 “李伟” li@example.com 运营 日本',
  },
  taken: { en: '{email} is a member already.', ja: '{email} は登録済みです。', 'zh-CN': '{email} 已经是成员。' },
  whichRole: {
    en: 'Which role? One of: {roles}',
    ja: '権限を指定してください：{roles}',
    'zh-CN': '请指定角色：{roles}',
  },
  whichScope: {
    en: 'Which stores? Name stores, platforms, markets, or all.',
    ja: '店舗・モール・国、または「全店」を指定してください。',
    'zh-CN': '请指定店铺、平台、市场或“全部”。',
  },
  whom: {
    en: 'Whom do you mean? Mention them (@name) or write their e-mail.',
    ja: '対象の人を @名前 かメールで指定してください。',
    'zh-CN': '请用 @姓名 或邮箱指明是谁。',
  },
  notHanded: {
    en: '“{word}” is nobody I know. Write: people remove @name to @successor',
    ja: '「{word}」が分かりません。「メンバー 削除 @名前 to @後任」のように入力してください。',
    'zh-CN': '没看懂“{word}”。请写：人员 移除 @姓名 to @接手人',
  },
  leftToo: {
    en: '{name} left, too. Name somebody who is here.',
    ja: '{name}さんも利用を停止しています。別の人を指定してください。',
    'zh-CN': '{name}也已停用，请指定在职的人。',
  },
  unknown: {
    en: '“{word}” is neither a role ({roles}) nor a place you see.',
    ja: '「{word}」は権限（{roles}）でも閲覧できる店舗・市場でもありません。',
    'zh-CN': '“{word}”既不是角色（{roles}），也不是您可见的店铺或市场。',
  },
} satisfies Record<string, Localized>
