import { type CommandAnswer, type CommandContext, defineCommand, type Words } from '#src/contracts/command.ts'
import { monthOf } from '#src/domain/period/index.ts'
import { parseSubject, subjectKey } from '#src/domain/scoring/subject.ts'
import type { ScoreTemplate } from '#src/domain/templates/template.ts'
import { UserError } from '#src/errors.ts'
import { tellPeople } from '#src/features/delivery/index.ts'
import { offersOf } from '#src/features/imports/index.ts'
import {
  type ApplyAsked,
  applyAsked,
  changeTemplate,
  copyTemplate,
  dayOf,
  lookedAt,
  mayDecide,
  maySeeScore,
  previewCard,
  previewTemplate,
  retireTemplate,
  scorecardsOn,
  scoreReader,
  setScorecard,
  subjectIn,
  subjectName,
  type TemplatePreview,
  templateCard,
  templateIn,
  templatesCard,
  templatesOn,
  templatesTable,
  templateTable,
  withoutTemplate,
} from '#src/features/scoring/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { any, requireUsed } from '#src/language/account.ts'

/** By what people, teams and stores are measured: built-in templates, own ones, and who has which. */
export const template = defineCommand({
  name: 'template',
  aliases: {
    en: ['templates'],
    ja: ['テンプレート', '評価テンプレート', 'ひな形'],
    'zh-CN': ['模板', '考核模板', '绩效模板'],
  },
  summary: {
    en: 'What people and stores are measured by',
    ja: '人・店舗の評価テンプレート',
    'zh-CN': '人员和店铺的考核模板',
  },
  examples: {
    en: [
      'template',
      'template show operator',
      'template apply operator @ken west',
      'template copy operator "Our operators"',
      'template change "Our operators" sales 25 tacos 15',
    ],
    ja: [
      'テンプレート',
      'テンプレート 表示 operator',
      'テンプレート 適用 operator @ken west',
      'テンプレート コピー operator 「自社の運営」',
    ],
    'zh-CN': ['模板', '模板 查看 运营', '模板 应用 运营 @ken west', '模板 复制 运营 “本公司运营”'],
  },
  subverbs: {
    list: { aliases: ['一覧', '列表'] },
    show: { aliases: ['view', '表示', '查看'] },
    apply: { aliases: ['use', 'assign', '適用', '割り当て', '应用', '套用', '分配'], role: 'manager' },
    remove: { aliases: ['unassign', '解除', '取消', '移除'], role: 'manager' },
    copy: { aliases: ['new', 'コピー', '複製', '复制', '新建'], role: 'administrator' },
    change: { aliases: ['edit', 'set', '変更', '編集', '修改', '编辑'], role: 'administrator' },
    retire: { aliases: ['delete', '廃止', '停用', '删除'], role: 'administrator' },
  },
  role: 'viewer',
  undoable: true,
  takes: { kpis: true, places: true, periods: true, people: true, quoted: true, amounts: true, free: true },
  implied: words => (words.rest.trim() === '' ? 'list' : 'show'),
  async run(words, context) {
    const templates = await templatesOn(context.db, monthOf(dayOf(context)).from, context.caller.demo)
    switch (words.subverb ?? template.implied?.(words)) {
      case 'apply':
        return apply(words, context, templates)
      case 'remove':
        return remove(words, context)
      case 'copy':
      case 'change':
      case 'retire':
        return own(words, context, templates)
      case 'list':
        return list(context, templates)
      default:
        return words.rest.trim() === '' ? list(context, templates) : show(words, context, templates)
    }
  },
})

type Templates = readonly ScoreTemplate[]

async function list(context: CommandContext, templates: Templates): Promise<CommandAnswer> {
  const { db, caller, catalog } = context
  const month = monthOf(dayOf(context))
  const used = new Map<string, Localized[]>()
  for (const card of await scorecardsOn(db, month.from, caller.demo)) {
    const subject = parseSubject(card.subject)
    if (!subject || !(await maySeeScore(db, scoreReader(context), subject, month, catalog.stores))) continue
    used.set(card.template, [...(used.get(card.template) ?? []), await subjectName(subject, context)])
  }
  const tables = () => [templatesTable(templates, used)]
  return { cards: [templatesCard(templates, used, caller.demo)], private: true, tables }
}

async function show(words: Words, context: CommandContext, templates: Templates): Promise<CommandAnswer> {
  const { template: found, token } = templateIn(words, templates)
  requireUsed(withoutTemplate(words, token), {}, texts.howTo)
  const card = templateCard(found, context.catalog, null, context.caller.demo)
  return { cards: [card], tables: () => [templateTable(found, context.catalog)] }
}

async function apply(words: Words, context: CommandContext, templates: Templates): Promise<CommandAnswer> {
  const { db, caller, markets, catalog } = context
  requireUsed(words, { kpis: any, places: any, periods: 1, people: 1, quoted: any, ownWords: true }, texts.howTo)
  const asked = await applyAsked(words, context, templates)
  const { subject, places, onlyMeasured } = asked
  const last = lookedAt(asked.month, dayOf(context))
  const preview = await previewTemplate(context, {
    subject,
    template: asked.template,
    places,
    offers: offersOf(markets),
    period: last,
    onlyMeasured,
  })
  if (preview.measured.lines.length === 0) throw new UserError(texts.nothing)
  if (asked.now) {
    const card = {
      subject: subjectKey(subject),
      template: asked.template.code,
      places,
      leftOut: preview.notMeasured,
      validFrom: asked.month.from,
    }
    await setScorecard(db, card, { demo: caller.demo, by: caller.personId })
    await tellMeasured(context, asked, preview)
  }
  const lines = asked.now ? null : { all: asked.line, measured: onlyMeasured ? null : asked.measuredLine }
  const shown = { name: asked.name, month: asked.month.label, lines, last: last.label }
  return { cards: [previewCard(preview, shown, catalog, caller.demo)], private: true }
}

/** Whoever is measured from now on reads by what, why, and how to move it. */
async function tellMeasured(context: CommandContext, asked: ApplyAsked, { measured }: TemplatePreview): Promise<void> {
  const { subject, month } = asked
  const { db, caller, catalog, now } = context
  if (subject.kind !== 'person' || subject.id === caller.personId) return
  const said = fill(texts.measured, { month: month.label, name: verbatim(caller.name) })
  const card = templateCard({ ...asked.template, lines: measured.lines }, catalog, said, caller.demo)
  await tellPeople(db, [subject.id], `measured/${subject.id}/${asked.template.code}/${month.from}`, card, now)
}

/** Ends that somebody is measured by a template, from the running month on. */
async function remove(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { db, caller } = context
  const asked = await subjectIn(words, context)
  requireUsed({ ...words, unknown: asked.unknown }, { places: 1, people: 1, quoted: 1 }, texts.howTo)
  const month = monthOf(dayOf(context))
  const key = subjectKey(asked.subject)
  const card = (await scorecardsOn(db, month.from, caller.demo)).find(one => one.subject === key)
  const decides = asked.subject.kind !== 'person' || (await mayDecide(db, scoreReader(context), asked.subject, month))
  if (!card || !decides) throw new UserError(fill(texts.noCard, { name: asked.name }))
  const { id: _, ...ended } = card
  await setScorecard(
    db,
    { ...ended, validFrom: month.from },
    { demo: caller.demo, by: caller.personId, withdrawn: true },
  )
  return { cards: [{ title: fill(texts.ended, { name: asked.name }), tone: 'good', blocks: [] }], private: true }
}

async function own(words: Words, context: CommandContext, templates: Templates): Promise<CommandAnswer> {
  const { template: found, token } = templateIn(words, templates)
  const rest = withoutTemplate(words, token)
  const { catalog, caller } = context
  if (words.subverb === 'retire') {
    requireUsed(rest, {}, texts.howTo)
    await retireTemplate(context, found)
    return { cards: [{ title: fill(texts.retired, { name: found.name }), tone: 'good', blocks: [] }] }
  }
  if (words.subverb === 'change') {
    requireUsed(rest, { kpis: any, amounts: any, periods: 1, ownWords: true }, texts.howTo)
    const changed = await changeTemplate(context, found, rest)
    return { cards: [templateCard(changed, catalog, fill(texts.changed, { version: changed.version }), caller.demo)] }
  }
  requireUsed(rest, { quoted: 1 }, texts.howToCopy)
  const name = rest.quoted[0]?.trim()
  if (!name) throw new UserError(texts.howToCopy)
  const made = await copyTemplate(context, found, name)
  return { cards: [templateCard(made, catalog, fill(texts.copied, { name: verbatim(name) }), caller.demo)] }
}

const texts = {
  howTo: {
    en: 'For example: template show operator, template apply operator @ken west 2026-12',
    ja: '例：テンプレート 表示 operator、テンプレート 適用 operator @ken west 2026-12',
    'zh-CN': '例如：模板 查看 运营、模板 应用 运营 @ken west 2026-12',
  },
  howToCopy: {
    en: 'Name the template and, in quotes, the new one: template copy operator "Our operators"',
    ja: '元のテンプレートと新しい名前を「」で：テンプレート コピー operator 「自社の運営」',
    'zh-CN': '请写明原模板和带引号的新名称：模板 复制 运营 “本公司运营”',
  },
  measured: {
    en: 'From {month} on you are measured by this; {name} set it.',
    ja: '{month}からこの内容で評価します（{name}さんが設定）。',
    'zh-CN': '自{month}起按此考核（由{name}设定）。',
  },
  nothing: {
    en: 'None of its KPIs has a source at these stores.',
    ja: 'これらの店舗では、どの指標にも取得元がありません。',
    'zh-CN': '这些店铺没有任何可用的指标数据来源。',
  },
  noCard: {
    en: '{name} has no template that is yours to end.',
    ja: '{name}には、解除できるテンプレートがありません。',
    'zh-CN': '{name}没有您可以取消的模板。',
  },
  ended: {
    en: '{name} is not measured by a template any more',
    ja: '{name}へのテンプレート適用を解除しました',
    'zh-CN': '已取消{name}的考核模板',
  },
  retired: {
    en: 'Template “{name}” is retired',
    ja: 'テンプレート「{name}」を廃止しました',
    'zh-CN': '模板“{name}”已停用',
  },
  changed: {
    en: 'Changed: version {version}',
    ja: '変更しました（第{version}版）',
    'zh-CN': '已修改（第{version}版）',
  },
  copied: {
    en: 'Template “{name}” is yours now',
    ja: 'テンプレート「{name}」を作成しました',
    'zh-CN': '已创建模板“{name}”',
  },
} satisfies Record<string, Localized>
