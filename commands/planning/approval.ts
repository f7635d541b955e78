import { type CommandAnswer, type CommandContext, defineCommand, type Words } from '#src/contracts/command.ts'
import { type ApprovalStep, approvalSteps } from '#src/domain/approvals/approval-rule.ts'
import { parseTimes } from '#src/domain/approvals/times.ts'
import { placeKey } from '#src/domain/place.ts'
import { UserError } from '#src/errors.ts'
import {
  approvalRuleTable,
  approvalTimes,
  listRules,
  platformApprovalsAreOn,
  removeRules,
  rulesCard,
  setApprovalTimes,
  setRule,
  switchPlatformApprovals,
} from '#src/features/approvals/index.ts'
import { requireWhole } from '#src/features/figures/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { requireUsed } from '#src/language/account.ts'
import { nameKey } from '#src/language/text.ts'

/** Which targets need whose approval before they are in force. Without a rule a target is set at once. */
export const approval = defineCommand({
  name: 'approval',
  aliases: { en: ['approvals'], ja: ['承認', '承認ルール'], 'zh-CN': ['审批', '审批规则'] },
  summary: {
    en: 'Which targets need approval, and whose',
    ja: '目標の承認ルール（誰が承認するか）',
    'zh-CN': '哪些目标需要谁审批',
  },
  examples: {
    en: [
      'approval',
      'approval set market:jp leader manager 20%',
      'approval remove market:jp',
      'approval times remind 4h expire 5d',
      'approval platform on',
    ],
    ja: [
      '承認',
      '承認 設定 日本 リーダー マネージャー 20%',
      '承認 削除 日本',
      '承認 期限 リマインド 4時間 失効 5日',
      '承認 プラットフォーム オン',
    ],
    'zh-CN': [
      '审批',
      '审批 设置 日本 组长 主管 20%',
      '审批 删除 日本',
      '审批 时限 提醒 4小时 到期 5天',
      '审批 平台 开',
    ],
  },
  subverbs: {
    list: { aliases: ['show', '一覧', '列表'] },
    set: { aliases: ['add', 'require', '設定', '追加', '设置', '添加'], role: 'administrator' },
    remove: { aliases: ['delete', 'off', '削除', '解除', '删除', '取消'], role: 'administrator' },
    times: { aliases: ['time', '期限', '时限'], role: 'administrator', free: true },
    platform: { aliases: ['platforms', 'プラットフォーム', '平台', '平台审批'], role: 'administrator', free: true },
  },
  role: 'viewer',
  undoable: true,
  takes: { kpis: true, places: true, amounts: true, free: true },
  implied: words => (words.unknown.length > 0 || words.amounts.length > 0 ? 'set' : 'list'),
  async run(words, context) {
    const subverb = words.subverb ?? approval.implied?.(words) ?? 'list'
    if (subverb === 'set') await set(words, context)
    else if (subverb === 'remove') await remove(words, context)
    else if (subverb === 'times') await changeTimes(words, context)
    else if (subverb === 'platform') await changePlatform(words, context)
    else requireUsed(words, {}, texts.howTo)
    return list(context)
  },
})

async function list({ db, caller, catalog }: CommandContext): Promise<CommandAnswer> {
  const rules = await listRules(db, caller.demo)
  const times = await approvalTimes(db, caller.demo)
  const platforms = await platformApprovalsAreOn(db)
  const shown = { catalog, stores: caller.stores, demo: caller.demo, times, platforms }
  return { cards: [rulesCard(rules, shown)], tables: () => [approvalRuleTable(rules, shown)] }
}

async function changeTimes({ rest }: Words, { db, caller }: CommandContext): Promise<void> {
  const change = parseTimes(rest)
  if (!change) throw new UserError(texts.times)
  await setApprovalTimes(db, caller.demo, change)
}

/** `approval platform on`: proposals also stand in the own approval of Feishu and WeCom. */
async function changePlatform({ rest }: Words, { db }: CommandContext): Promise<void> {
  const on = /^(on|yes|オン|有効|开启|打开|开)$/iu.test(rest.trim())
  if (!on && !/^(off|no|オフ|無効|关闭|关)$/iu.test(rest.trim())) throw new UserError(texts.platform)
  await switchPlatformApprovals(db, on)
}

async function set(words: Words, context: CommandContext): Promise<void> {
  requireUsed(words, { kpis: 1, places: 1, amounts: 1, ownWords: true }, texts.howTo)
  const steps = stepsIn(words.unknown)
  const [amount] = words.amounts
  const share = amount?.kind === 'percent' ? amount.value : amount?.kind === 'plain' ? amount.value / 100 : 0
  if (amount?.kind === 'money' || share < 0 || share > 10) throw new UserError(texts.size)
  const { place, kpiId } = placeAndKpi(words, context)
  const { db, caller } = context
  await setRule(db, { place, kpiId, fromChange: share, steps, demo: caller.demo, by: caller.personId })
}

async function remove(words: Words, context: CommandContext): Promise<void> {
  requireUsed(words, { kpis: 1, places: 1 }, texts.howTo)
  const gone = await removeRules(context.db, { ...placeAndKpi(words, context), demo: context.caller.demo })
  if (gone === 0) throw new UserError(texts.none)
}

/** All stores where none is named. */
function placeAndKpi(words: Words, context: CommandContext) {
  const place = words.places[0] ?? ({ kind: 'all' } as const)
  if (place.kind === 'store' && place.sku !== undefined) throw new UserError(texts.sku)
  requireWhole(place, context)
  return { place: placeKey(place), kpiId: words.kpis[0]?.id ?? null }
}

const stepNames: Readonly<Record<ApprovalStep, readonly string[]>> = {
  owner: ['owner', 'owners', '担当', '担当者', '负责人', '责任人'],
  leader: ['leader', 'leaders', 'lead', 'リーダー', '組長', '组长', '团队负责人'],
  manager: ['manager', 'managers', 'マネージャー', 'マネジャー', '店長', '经理', '主管', '店长'],
  administrator: ['administrator', 'administrators', 'admin', 'admins', '管理者', '管理员'],
}

const fillers = [
  'then',
  'and',
  'from',
  'above',
  'over',
  'より',
  'から',
  '以上',
  '超',
  'と',
  '然后',
  '和',
  '超过',
  '→',
  '->',
  '>',
].map(nameKey)

/** Who approves, in the order of the line. @throws UserError for a word that is none, and without any. */
function stepsIn(unknown: readonly string[]): readonly ApprovalStep[] {
  const steps: ApprovalStep[] = []
  for (const word of unknown) {
    const key = nameKey(word)
    if (fillers.includes(key)) continue
    const step = approvalSteps.find(name => stepNames[name].some(alias => nameKey(alias) === key))
    if (!step) throw new UserError(fill(texts.unknown, { word: verbatim(word) }))
    if (!steps.includes(step)) steps.push(step)
  }
  if (steps.length === 0) throw new UserError(texts.howTo)
  return steps
}

const texts = {
  howTo: {
    en: 'Say where, who approves (owner, leader, manager, administrator) and from which change on: approval set market:jp leader manager 20%',
    ja: '対象、承認者（担当者・リーダー・マネージャー・管理者）、変更幅を指定してください：承認 設定 日本 リーダー マネージャー 20%',
    'zh-CN': '请写明范围、审批人（负责人、组长、主管、管理员）和变动幅度：审批 设置 日本 组长 主管 20%',
  },
  times: {
    en: 'Say after how much working time people are reminded and when a proposal ends, between 30 minutes and 60 working days: approval times remind 4h expire 5d',
    ja: 'リマインドと失効までの営業時間を指定してください（30分〜60営業日）：承認 期限 リマインド 4時間 失効 5日',
    'zh-CN': '请写明多久后提醒、多久后到期（按工作时间，30分钟至60个工作日）：审批 时限 提醒 4小时 到期 5天',
  },
  platform: {
    en: 'Say on or off: approval platform on. Proposals then also stand in the own approval of the messenger.',
    ja: 'オンまたはオフを指定してください：承認 プラットフォーム オン（チャットツールの承認機能にも申請を登録します）',
    'zh-CN': '请写明开或关：审批 平台 开（申请会同时进入聊天平台自带的审批）',
  },
  size: {
    en: 'The size of a change is a percentage such as 20%.',
    ja: '変更幅は20%のような割合で指定してください。',
    'zh-CN': '变动幅度请写成百分比，例如20%。',
  },
  sku: {
    en: 'Targets are set for stores, markets and platforms, not for single SKUs.',
    ja: '目標は店舗・国・モール単位です（SKU単位は不可）。',
    'zh-CN': '目标按店铺、市场或平台设定，不能按单个SKU。',
  },
  none: { en: 'There is no such rule.', ja: '該当するルールはありません。', 'zh-CN': '没有这样的规则。' },
  unknown: {
    en: 'I do not know “{word}”. Who approves: owner, leader, manager, administrator.',
    ja: '「{word}」が分かりません。承認者は担当者・リーダー・マネージャー・管理者です。',
    'zh-CN': '无法识别“{word}”。审批人可以是：负责人、组长、主管、管理员。',
  },
} satisfies Record<string, Localized>
