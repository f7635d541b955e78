import { type CommandAnswer, type CommandContext, defineCommand, type Words } from '#src/contracts/command.ts'
import { localDay, shiftDays } from '#src/domain/days.ts'
import { UserError } from '#src/errors.ts'
import { grantable, scopeText } from '#src/features/stores/index.ts'
import {
  addTeam,
  changeTeam,
  endTeam,
  isLedBy,
  joinTeam,
  leaveTeam,
  listTeams,
  requireTeam,
  type ShownTeam,
  type Team,
  teamCard,
  teamNamed,
  teamsCard,
  teamsSeenBy,
  teamTable,
} from '#src/features/teams/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { any, requireUsed } from '#src/language/account.ts'
import { nameKey } from '#src/language/text.ts'

const leaderWords = ['leader', 'lead', 'リーダー', '责任者', '責任者', '负责人', '组长', '队长'].map(nameKey)

/** Who answers for which stores together, and who leads them: whose scores somebody may see follows from it. */
export const team = defineCommand({
  name: 'team',
  aliases: { en: ['teams'], ja: ['チーム', 'チーム一覧'], 'zh-CN': ['团队', '小组', '班组'] },
  summary: {
    en: 'Teams: leader, members, stores',
    ja: 'チーム（リーダー・メンバー・店舗）',
    'zh-CN': '团队：负责人、成员、店铺',
  },
  examples: {
    en: ['team', 'team add "Japan" leader @mei @ken market:jp', 'team join "Japan" @yuki', 'team leave "Japan" @yuki'],
    ja: ['チーム', 'チーム 追加 「日本」 リーダー @mei @ken 日本', 'チーム 参加 「日本」 @yuki'],
    'zh-CN': ['团队', '团队 添加 “日本组” 负责人 @mei @ken 日本', '团队 加入 “日本组” @yuki'],
  },
  subverbs: {
    list: { aliases: ['一覧', '列表'] },
    add: { aliases: ['new', 'create', '追加', '新規', '作成', '添加', '新建', '创建'], role: 'administrator' },
    join: { aliases: ['参加', '加入'], role: 'manager' },
    leave: { aliases: ['脱退', '退出'], role: 'manager' },
    change: { aliases: ['set', '変更', '修改', '更改'], role: 'administrator' },
    remove: { aliases: ['end', 'delete', '削除', '解散', '删除'], role: 'administrator' },
  },
  role: 'viewer',
  undoable: true,
  takes: { places: true, people: true, quoted: true, free: true },
  implied: words => (words.quoted.length > 0 && words.people.length > 0 ? 'add' : 'list'),
  async run(words, context) {
    switch (words.subverb ?? team.implied?.(words)) {
      case 'add':
        return add(words, context)
      case 'join':
      case 'leave':
        return move(words, context)
      case 'change':
        return change(words, context)
      case 'remove':
        return remove(words, context)
      default:
        return list(words, context)
    }
  },
})

async function list(words: Words, context: CommandContext): Promise<CommandAnswer> {
  requireUsed(words, {}, texts.howTo)
  const seen = teamsSeenBy(await standing(context), context.caller)
  const teams = seen.map(one => shown(one, context))
  return { cards: [teamsCard(teams, context.caller.demo)], tables: () => [teamTable(seen)] }
}

async function add(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const name = oneName(words)
  requireUsed(words, { places: any, people: any, quoted: 1, ownWords: true }, texts.howTo)
  if (teamNamed(await standing(context), name)) throw new UserError(fill(texts.taken, { name: verbatim(name) }))
  const { leader, members } = peopleIn(words)
  const places = await placesFor(words, context)
  const { db, caller } = context
  const id = await addTeam(db, { name, leaderId: leader, places, demo: caller.demo, by: caller.personId })
  await joinTeam(db, id, members, firstOfMonth(context))
  return done(id, fill(texts.added, { name: verbatim(name) }), context)
}

async function move(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const one = await meant(words, context)
  requireUsed(words, { people: any, quoted: 1 }, texts.howTo)
  if (words.people.length === 0) throw new UserError(texts.whom)
  const joins = words.subverb === 'join'
  if (joins)
    await joinTeam(
      context.db,
      one.id,
      words.people.map(({ id }) => id),
      today(context),
    )
  else for (const { id } of words.people) await leaveTeam(context.db, one.id, id, shiftDays(today(context), -1))
  return done(one.id, fill(joins ? texts.joined : texts.left, { name: verbatim(one.name) }), context)
}

async function change(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const one = await meant(words, context)
  requireUsed(words, { places: any, people: 1, quoted: 1, ownWords: true }, texts.howTo)
  const { leader } = peopleIn(words)
  const places = words.places.length > 0 ? await placesFor(words, context) : undefined
  if (leader === null && !places) throw new UserError(texts.whatChange)
  await changeTeam(context.db, one.id, { ...(leader !== null && { leaderId: leader }), ...(places && { places }) })
  return done(one.id, fill(texts.changed, { name: verbatim(one.name) }), context)
}

async function remove(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const one = await meant(words, context)
  requireUsed(words, { quoted: 1 }, texts.howTo)
  await endTeam(context.db, one.id, context.now)
  return { cards: [teamCard(shown(one, context), fill(texts.ended, { name: verbatim(one.name) }), one.demo)] }
}

async function done(id: number, text: Localized, context: CommandContext): Promise<CommandAnswer> {
  const one = (await standing(context)).find(team => team.id === id)
  if (!one) throw new Error('A changed team is not there')
  return { cards: [teamCard(shown(one, context), text, one.demo)] }
}

function standing(context: CommandContext): Promise<readonly Team[]> {
  return listTeams(context.db, today(context), context.caller.demo)
}

/** The team that the line names and that its writer may change: administrators any, leaders their own. @throws UserError */
async function meant(words: Words, context: CommandContext): Promise<Team> {
  const name = oneName(words)
  const seen = teamsSeenBy(await standing(context), context.caller)
  const one = requireTeam(seen, name, other => `team ${words.subverb} "${other.name}"`)
  if (context.caller.role !== 'administrator' && !isLedBy(one, context.caller.personId))
    throw new UserError(fill(texts.notYours, { name: verbatim(one.name) }))
  return one
}

function oneName({ quoted }: Words): string {
  const name = quoted[0]?.trim()
  if (!name) throw new UserError(texts.howTo)
  if (name.length > 60) throw new UserError(texts.long)
  return name
}

/** The person behind the word for leader leads; without it the first one does, and is no member by that. */
function peopleIn(words: Words): { readonly leader: number | null; readonly members: readonly number[] } {
  const odd = words.unknown.find(word => !leaderWords.includes(nameKey(word)))
  if (odd !== undefined) throw new UserError(fill(texts.unknown, { word: verbatim(odd) }))
  const [leader, ...members] = words.people.map(({ id }) => id)
  return { leader: leader ?? null, members }
}

async function placesFor(words: Words, { db: _, caller, catalog }: CommandContext): Promise<readonly string[]> {
  if (words.places.length === 0) throw new UserError(texts.whichStores)
  return grantable(words.places, caller.stores.length === catalog.stores.length ? ['all'] : scopeOf(caller), catalog)
}

function scopeOf({ stores }: CommandContext['caller']): readonly string[] {
  return stores.map(store => `store:${store.slug}`)
}

function shown(one: Team, { caller }: CommandContext): ShownTeam {
  return { name: one.name, leader: one.leader, members: one.members, places: scopeText(one.places, caller.stores) }
}

function today({ now, teamTimeZone }: CommandContext): string {
  return localDay(now, teamTimeZone)
}

/** A new team answers for the whole running month: its first score is of it. */
function firstOfMonth(context: CommandContext): string {
  return `${today(context).slice(0, 8)}01`
}

const texts = {
  howTo: {
    en: 'A name in quotes, the leader, members and stores: team add "Japan" leader @mei @ken market:jp',
    ja: '名前を「」で囲み、リーダー・メンバー・店舗を続けてください：チーム 追加 「日本」 リーダー @mei @ken 日本',
    'zh-CN': '请写上带引号的名称、负责人、成员和店铺：团队 添加 “日本组” 负责人 @mei @ken 日本',
  },
  long: {
    en: 'The name of a team may have 60 characters.',
    ja: 'チーム名は60文字以内にしてください。',
    'zh-CN': '团队名称不超过60个字符。',
  },
  taken: {
    en: 'There is a team “{name}” already.',
    ja: '「{name}」というチームはすでにあります。',
    'zh-CN': '已有名为“{name}”的团队。',
  },
  whom: { en: 'Mention the people.', ja: '対象の人を@で指定してください。', 'zh-CN': '请用@指定人员。' },
  whichStores: {
    en: 'Name the stores, platform or market that the team answers for.',
    ja: 'チームが担当する店舗・モール・国を指定してください。',
    'zh-CN': '请写明团队负责的店铺、平台或市场。',
  },
  whatChange: {
    en: 'Say what changes: the leader (“leader @mei”) or the stores.',
    ja: '変更するもの（「リーダー @mei」または店舗）を指定してください。',
    'zh-CN': '请写明要更改的内容：负责人（“负责人 @mei”）或店铺。',
  },
  unknown: {
    en: 'I do not know “{word}”. The name of a team stands in quotes, people behind an @.',
    ja: '「{word}」が分かりません。チーム名は「」で囲み、人は@で指定してください。',
    'zh-CN': '无法识别“{word}”。团队名称请加引号，人员请用@指定。',
  },
  notYours: {
    en: 'Only administrators and its leader change the team “{name}”.',
    ja: 'チーム「{name}」を変更できるのは管理者とそのリーダーだけです。',
    'zh-CN': '只有管理员和负责人可以更改团队“{name}”。',
  },
  added: { en: 'Team “{name}” is there', ja: 'チーム「{name}」を作成しました', 'zh-CN': '已创建团队“{name}”' },
  joined: { en: 'Team “{name}” has new members', ja: 'チーム「{name}」に追加しました', 'zh-CN': '已加入团队“{name}”' },
  left: { en: 'Team “{name}” has fewer members', ja: 'チーム「{name}」から外しました', 'zh-CN': '已退出团队“{name}”' },
  changed: { en: 'Team “{name}” is changed', ja: 'チーム「{name}」を変更しました', 'zh-CN': '已更改团队“{name}”' },
  ended: { en: 'Team “{name}” has ended', ja: 'チーム「{name}」を終了しました', 'zh-CN': '团队“{name}”已解散' },
} satisfies Record<string, Localized>
