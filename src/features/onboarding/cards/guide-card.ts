import type { Action, Card } from '#src/chat/card.ts'
import { fill, type Localized, localized } from '#src/i18n/locale.ts'

/** One step as a card shows it. */
export interface ShownStep {
  readonly id: 'shop' | 'ask' | 'target' | 'digest' | 'invite'
  readonly state: 'done' | 'skipped' | 'next' | 'later'
}

/** How far the company is, and the next step with its lines as buttons. */
export function guideCard(steps: readonly ShownStep[]): Card {
  const next = steps.find(({ state }) => state === 'next')
  const done = steps.filter(({ state }) => state === 'done').length
  const list = steps.map(({ id, state }) => localized(locale => `${signs[state]} ${titles[id][locale]}`))
  if (!next) {
    return {
      title: done === steps.length ? texts.finished : texts.ended,
      tone: 'good',
      blocks: [
        { type: 'list', items: list },
        { type: 'text', text: texts.afterwards },
        { type: 'actions', actions: [{ label: texts.again, line: 'guide again' }] },
      ],
    }
  }
  const skip: Action = { label: texts.skip, line: `guide skip ${next.id}` }
  return {
    title: fill(texts.title, { step: steps.indexOf(next) + 1, all: steps.length, what: titles[next.id] }),
    tone: 'info',
    blocks: [
      { type: 'text', style: 'strong', text: how[next.id] },
      {
        type: 'actions',
        actions: [...(lines[next.id] ?? []), { label: texts.go, line: 'guide', style: 'primary' }, skip],
      },
      { type: 'list', items: list },
    ],
  }
}

/** For who sets nothing up: what to try first. */
export function firstLinesCard(): Card {
  return {
    title: texts.welcome,
    tone: 'info',
    blocks: [
      { type: 'text', text: texts.forYou },
      {
        type: 'actions',
        actions: [
          { label: texts.status, line: 'status yesterday' },
          { label: texts.trend, line: 'trend sales 30d' },
          { label: texts.help, line: 'help' },
        ],
      },
    ],
  }
}

const signs = { done: '✓', skipped: '–', next: '→', later: '·' } as const

const titles: Readonly<Record<ShownStep['id'], Localized>> = {
  shop: { en: 'Bring figures in', ja: 'データを取り込む', 'zh-CN': '接入数据' },
  ask: { en: 'Look at three core KPIs', ja: '主要な指標を3つ見る', 'zh-CN': '查看三个核心指标' },
  target: { en: 'Set the first target', ja: '最初の目標を決める', 'zh-CN': '设定第一个目标' },
  digest: { en: 'Order the daily post', ja: '日報を設定する', 'zh-CN': '订阅日报' },
  invite: { en: 'Invite somebody', ja: 'メンバーを招待する', 'zh-CN': '邀请同事' },
}

const how: Readonly<Record<ShownStep['id'], Localized>> = {
  shop: {
    en: 'Connect one shop (in a private conversation), or send me one file of orders: CSV or Excel, one row per order line.',
    ja: 'まず1店舗を接続するか（1対1のチャットで）、注文データのファイルを1つ送ってください（CSV・Excel、1行に1明細）。',
    'zh-CN': '请先连接一家店铺（私聊中操作），或发送一份订单文件（CSV 或 Excel，每行一条订单明细）。',
  },
  ask: {
    en: 'Ask for three KPIs that your team is run by. Words may stand in any order.',
    ja: 'チームで重視する指標を3つ確認してみましょう。言葉の順番は自由です。',
    'zh-CN': '查看团队最看重的三个指标，词语顺序随意。',
  },
  target: {
    en: 'Give one store a target for this month, and somebody who answers for it. “suggest” proposes a value with its reasons.',
    ja: '1店舗に今月の目標と担当者を決めましょう。「提案」で根拠つきの目標値を出せます。',
    'zh-CN': '为一家店铺设定本月目标和负责人。“建议”会给出带依据的目标值。',
  },
  digest: {
    en: 'Order the daily post in the group that should read it, or for yourself.',
    ja: '日報を読むグループ、または自分宛てに、毎日の配信を設定しましょう。',
    'zh-CN': '在需要阅读日报的群里（或为自己）订阅每日推送。',
  },
  invite: {
    en: 'Invite a colleague with their work e-mail, role and stores.',
    ja: '同僚を、仕事用メールアドレス・権限・担当店舗を指定して招待しましょう。',
    'zh-CN': '用工作邮箱邀请同事，并指定角色和店铺。',
  },
}

const invite: Action = {
  label: { en: 'Invite …', ja: '招待する', 'zh-CN': '邀请……' },
  line: 'people add {name} {email} {role} all',
  form: {
    title: titles.invite,
    submit: { en: 'Invite', ja: '招待', 'zh-CN': '邀请' },
    fields: [
      { name: 'name', kind: 'text', label: { en: 'Name', ja: '名前', 'zh-CN': '姓名' } },
      { name: 'email', kind: 'text', label: { en: 'E-mail', ja: 'メール', 'zh-CN': '邮箱' } },
      {
        name: 'role',
        kind: 'select',
        label: { en: 'Role', ja: '権限', 'zh-CN': '角色' },
        initial: 'operator',
        options: [
          { label: { en: 'viewer', ja: '閲覧者', 'zh-CN': '查看者' }, value: 'viewer' },
          { label: { en: 'operator', ja: '担当者', 'zh-CN': '运营' }, value: 'operator' },
          { label: { en: 'manager', ja: 'マネージャー', 'zh-CN': '主管' }, value: 'manager' },
        ],
      },
    ],
  },
}

const lines: Readonly<Record<ShownStep['id'], readonly Action[]>> = {
  shop: [
    { label: { en: 'Connect a shop', ja: '店舗を接続', 'zh-CN': '连接店铺' }, line: 'connect' },
    { label: { en: 'What came so far', ja: '取り込み状況', 'zh-CN': '已接入的数据' }, line: 'sources' },
  ],
  ask: [
    { label: { en: 'Sales yesterday', ja: '昨日の売上', 'zh-CN': '昨天的销售额' }, line: 'status sales yesterday' },
    { label: { en: 'Orders, 30 days', ja: '注文の推移（30日）', 'zh-CN': '近30天订单' }, line: 'trend orders 30d' },
    { label: { en: 'Average order', ja: '客単価', 'zh-CN': '客单价' }, line: 'trend aov 30d' },
  ],
  target: [{ label: { en: 'Set a target', ja: '目標を決める', 'zh-CN': '设定目标' }, line: 'target' }],
  digest: [
    {
      label: { en: 'Every morning at 8:30, for me', ja: '毎朝8:30に自分宛て', 'zh-CN': '每天8:30发给我' },
      line: 'digest subscribe 08:30 me',
    },
    { label: { en: 'Show it once', ja: '一度見てみる', 'zh-CN': '先看一次' }, line: 'digest now' },
  ],
  invite: [invite],
}

const texts = {
  title: {
    en: 'Step {step} of {all}: {what}',
    ja: 'ステップ{step}/{all}：{what}',
    'zh-CN': '第{step}步（共{all}步）：{what}',
  },
  go: { en: 'Done: what is next?', ja: '次へ進む', 'zh-CN': '下一步' },
  skip: { en: 'Leave this out', ja: 'スキップ', 'zh-CN': '跳过' },
  finished: { en: 'Your company is set up', ja: '初期設定が完了しました', 'zh-CN': '初始设置已完成' },
  ended: { en: 'That was the way', ja: 'ガイドは以上です', 'zh-CN': '向导到此结束' },
  afterwards: {
    en: 'I propose nothing more. Alerts come by themselves; “help” lists everything else.',
    ja: 'これ以降の案内はありません。アラートは自動で届きます。ほかの機能は「ヘルプ」で確認できます。',
    'zh-CN': '之后不再提示。告警会自动送达，其他功能请发送“帮助”。',
  },
  again: { en: 'Show the steps again', ja: 'もう一度案内する', 'zh-CN': '重新开始' },
  welcome: { en: 'Three lines to begin with', ja: 'まずはこの3つから', 'zh-CN': '先试试这三条' },
  forYou: {
    en: 'A verb, then what it is about: a KPI, a store, a period, in any order and in three languages.',
    ja: 'コマンドに続けて、指標・店舗・期間を自由な順番で入力してください（日本語・中国語・英語）。',
    'zh-CN': '先写指令，再写指标、店铺、时间，顺序随意，支持中日英三种语言。',
  },
  status: { en: 'Status yesterday', ja: '昨日の状況', 'zh-CN': '昨天的状态' },
  trend: { en: 'Sales trend, 30 days', ja: '売上の推移（30日）', 'zh-CN': '近30天销售趋势' },
  help: { en: 'Help', ja: 'ヘルプ', 'zh-CN': '帮助' },
} satisfies Record<string, Localized>
