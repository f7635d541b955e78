import type { Localized } from '#src/i18n/locale.ts'

/** Why a line is no rule, and what to write instead. */
export const texts = {
  howTo: {
    en: 'Say what to watch for, such as: rule add sales rakuten below 80% of target · rule add acos > 30% · rule add orders drop',
    ja: '条件を書いてください。例：ルール 追加 売上 楽天 目標 80% 未満 ／ ルール 追加 ACoS > 30% ／ ルール 追加 受注件数 急減',
    'zh-CN': '请写明条件，例如：规则 添加 销售额 乐天 低于 目标 80% · 规则 添加 ACoS > 30% · 规则 添加 订单数 突降',
  },
  unknown: {
    en: 'A rule reads like: rule add acos amazon-us > 30% for 2 days',
    ja: '例：ルール 追加 ACoS amazon-us > 30% 2日 連続',
    'zh-CN': '例如：规则 添加 ACoS amazon-us > 30% 连续 2天',
  },
  severalLines: {
    en: 'A rule takes one comparison. Add a second rule for the other line.',
    ja: '条件は1つだけ指定してください。もう1つは別のルールで追加してください。',
    'zh-CN': '一条规则只能有一个比较条件，另一个请再添加一条规则。',
  },
  severalOwners: {
    en: 'A rule has one owner. Name one person.',
    ja: '担当者は1人だけ指定してください。',
    'zh-CN': '一条规则只有一位负责人，请只写一位。',
  },
  never: {
    en: 'This rule could never fire: {kpi} is never beyond that line. Name another one.',
    ja: 'このルールは発動しません（{kpi}がその条件を満たすことはありません）。値を見直してください。',
    'zh-CN': '这条规则永远不会触发：{kpi}不可能达到该条件，请换一个数值。',
  },
  always: {
    en: 'This rule would fire every day: {kpi} is always beyond that line. Name another one.',
    ja: 'このルールは毎日発動します（{kpi}は常にその条件を満たします）。値を見直してください。',
    'zh-CN': '这条规则每天都会触发：{kpi}始终满足该条件，请换一个数值。',
  },
  change: {
    en: 'A rule about a change fires from a size on. Write: falls by 20%, or rises by more than 20%.',
    ja: '変化のルールは一定以上の変化で発動します。「20%以上下がったら」のように書いてください。',
    'zh-CN': '变化类规则在变化达到一定幅度时触发，请写成“下降超过20%”。',
  },
  ofTarget: {
    en: 'A rule about a target fires below a share of it. Write: below 80% of target.',
    ja: '目標のルールは達成率を下回ったときに発動します。「目標 80% 未満」のように書いてください。',
    'zh-CN': '目标类规则在达成率低于某比例时触发，请写成“低于 目标 80%”。',
  },
  several: {
    en: 'A rule takes one value, and a number of days such as “3 days”.',
    ja: '値は1つだけ指定してください（日数は「3日」のように書きます）。',
    'zh-CN': '一条规则只需一个数值，天数请写成“3天”。',
  },
  noMoney: {
    en: '{kpi} is no amount of money: name the value without a currency.',
    ja: '{kpi}は金額ではありません。通貨を付けずに入力してください。',
    'zh-CN': '{kpi}不是金额，请写不带币种的数值。',
  },
  otherCurrency: {
    en: '{place} counts in {currency}, not in {typed}. Name the amount in that currency.',
    ja: '{place}の通貨は{typed}ではなく{currency}です。その通貨の金額で入力してください。',
    'zh-CN': '{place}以{currency}计价，不是{typed}。请按该币种填写金额。',
  },
  whichYen: {
    en: '¥ may be yen or yuan here: write the currency, {currencies}.',
    ja: '「¥」は円とも元とも読めます。通貨を明記してください：{currencies}',
    'zh-CN': '“¥”可能是日元或人民币，请写明币种：{currencies}。',
  },
  fraction: {
    en: '{currency} has at most {digits} decimals.',
    ja: '{currency}の小数は{digits}桁までです。',
    'zh-CN': '{currency}最多{digits}位小数。',
  },
  tooLarge: {
    en: 'That is more than any store sells: name a smaller amount.',
    ja: '金額が大きすぎます。小さい金額を入力してください。',
    'zh-CN': '金额过大，请写一个较小的数值。',
  },
  plain: {
    en: 'Name a plain number of days or hours, such as 14.',
    ja: '日数・時間は14のような数値で指定してください。',
    'zh-CN': '天数或小时数请写成14这样的数字。',
  },
  period: {
    en: 'A rule watches every day, so it takes no period: {word}. For several days write “for 3 days”.',
    ja: 'ルールは毎日チェックするため、期間は指定できません：{word}（連続日数は「3日 連続」）。',
    'zh-CN': '规则每天检查，不需要时间：{word}。如需连续天数请写“连续 3天”。',
  },
  share: {
    en: 'Name a share such as 80%.',
    ja: '80%のように割合で指定してください。',
    'zh-CN': '请写成80%这样的比例。',
  },
  percent: {
    en: '{kpi} is not a percentage. Say “of target” or name a plain value.',
    ja: '{kpi}は割合ではありません。「目標 80%」とするか、％なしの値を入れてください。',
    'zh-CN': '{kpi}不是百分比。请写“目标 80%”，或输入普通数值。',
  },
  currencies: {
    en: 'The stores there have several currencies. Name the one of the value, such as 50,000 JPY.',
    ja: '通貨の異なる店舗が含まれます。「50,000円」のように通貨を付けて入力してください。',
    'zh-CN': '该范围包含多种货币，请写明金额的币种，例如“5万日元”。',
  },
  noBudget: {
    en: '{kpi} cannot have a budget: it is neither an amount nor a share.',
    ja: '{kpi}には予算を設定できません（金額・件数または割合のみ）。',
    'zh-CN': '{kpi}不能设预算：它既不是累计量也不是比率。',
  },
} satisfies Record<string, Localized>
