import type { Localized } from '#src/i18n/locale.ts'

const text = (en: string, ja: string, zh: string): Localized => ({ en, ja, 'zh-CN': zh })

/** Everything that the connect pages say. */
export const texts = {
  title: text('Connect {connector}', '{connector}を接続', '连接{connector}'),
  steps: text('Steps', '手順', '步骤'),
  stepKeys: text('1 Agree or give keys', '1 同意・キー入力', '1 授权或填写密钥'),
  stepStores: text('2 Choose stores', '2 店舗を選ぶ', '2 选择店铺'),
  stepStart: text('3 Start', '3 開始', '3 开始'),

  hello: text(
    'This page was made for {name}. It opens once, in this browser; afterwards the link opens nothing any more.',
    '{name}さん専用のページです。このブラウザーで1回だけ開けます。開いた後、リンクは無効になります。',
    '此页面仅供 {name} 使用，只能在本浏览器中打开一次，之后链接即失效。',
  ),
  until: text('The link works until {time}.', 'リンクの有効期限：{time}', '链接有效期至 {time}。'),
  begin: text('Open', '開く', '打开'),
  gone: text('This page cannot be opened', 'このページは開けません', '无法打开此页面'),
  goneWhy: text(
    'The link was used already, has run out, or was made for somebody who is no administrator any more. For a new one, write to the bot in a private conversation: {line}',
    'リンクが使用済みか期限切れ、または管理者権限がなくなっています。新しいリンクは、ボットとの1対1のチャットで「{line}」と送ってください。',
    '链接已使用、已过期，或对应的人已不是管理员。请私聊机器人发送：{line} 获取新链接。',
  ),

  consentTitle: text('With a consent button', '同意ボタンで接続', '用授权按钮连接'),
  consentLead: text(
    'You agree on the page of {connector}; the tokens come back by themselves.',
    '{connector}の画面で同意すると、トークンは自動で届きます。',
    '在{connector}页面同意授权后，令牌会自动返回。',
  ),
  redirect: text(
    'Register this address with the application, letter by letter, as the address to come back to:',
    'アプリの設定に、次のアドレスを戻り先（リダイレクトURI）として一字一句そのまま登録してください。',
    '请在应用设置中把以下地址原样登记为回调地址：',
  ),
  toConsent: text('Continue', '次へ', '继续'),
  consentNow: text('Open {connector} and agree', '{connector}を開いて同意する', '打开{connector}并授权'),
  consentWait: text(
    'Afterwards you come back here by yourself. You have ten minutes.',
    '同意後、このページに自動で戻ります（10分以内）。',
    '授权后会自动返回本页（10 分钟内有效）。',
  ),
  otherApplication: text('Other application keys', 'アプリのキーを変更', '更换应用密钥'),

  keysTitle: text('Enter the keys', 'キーを入力', '填写密钥'),
  keysOpen: text('I have all keys already', 'すべてのキーを持っている場合', '已有全部密钥'),
  keysLead: text(
    'They are sealed at once, go to {connector} alone, and are never shown again.',
    '入力後すぐに暗号化され、{connector}以外には送られず、再表示もされません。',
    '提交后立即加密保存，只会发送给{connector}，不会再次显示。',
  ),
  optional: text('optional', '任意', '选填'),
  kept: text(
    'Given already. Leave empty to keep it.',
    '入力済みです。変更しない場合は空欄のままにしてください。',
    '已填写，留空则保持不变。',
  ),
  check: text('Check the keys', 'キーを確認', '验证密钥'),
  problems: text('Please look at the marked fields.', '印の付いた項目を確認してください。', '请检查标出的项目。'),
  colon: text(': ', '：', '：'),
  choose: text('Choose', '選択してください', '请选择'),

  storesLead: text(
    '{connector} accepts the keys. These stores were found:',
    '{connector}がキーを受け付けました。見つかった店舗：',
    '{connector}已接受密钥，找到以下店铺：',
  ),
  take: text('Connect this store', 'この店舗を接続する', '连接这家店铺'),
  market: text('Country', '国', '国家/地区'),
  zone: text('Days end in', '日付の基準', '日期时区'),
  currency: text('Currency', '通貨', '币种'),
  as: text('As', '登録先', '登记为'),
  asNew: text('a new store', '新しい店舗', '新店铺'),
  name: text('Name of the new store', '新しい店舗の名前', '新店铺名称'),
  already: text(
    'Connected already as {store}. These keys renew it: figures, history, targets and owners stay.',
    '「{store}」として接続済みです。新しいキーに更新され、数値・履歴・目標・担当者はそのまま残ります。',
    '已连接为“{store}”。将用这些密钥续期，数据、历史、目标和负责人保持不变。',
  ),
  perhaps: text(
    'No order shows yet whose shop this is. Is it {stores}, with new keys? Then choose it below, and it is renewed: targets and owners stay. If it is a further shop, choose “a new store”.',
    'まだ注文がないため、どの店舗か判別できません。「{stores}」のキーを新しくする場合は、下でその店舗を選ぶと更新され、目標と担当者は残ります。別の店舗の場合は「新しい店舗」を選んでください。',
    '还没有订单，无法判断是哪家店铺。如果是“{stores}”换了新密钥，请在下方选择它，即为续期，目标和负责人保持不变。如果是另一家店铺，请选择“新店铺”。',
  ),
  since: text('How far back?', 'どこまで遡りますか', '历史数据从何时开始'),
  months: text('{months} months', '{months}か月', '{months} 个月'),
  month: text('1 month', '1か月', '1 个月'),
  orDay: text('or from this day on', 'または次の日から', '或从此日期开始'),
  reach: text('How far back each feed can go', '取得項目ごとの遡れる範囲', '各项数据可追溯的范围'),
  feed: text('Feed', '取得項目', '数据项'),
  earliest: text('Earliest day', '最も古い日', '最早日期'),
  fromDay: text(
    'from {day}; {connector} gives nothing earlier',
    '{day}から（それ以前は{connector}から取得できません）',
    '自 {day} 起；更早的数据{connector}不提供',
  ),
  fromBeginning: text('since the store began', '開店以来', '自开店以来'),
  fromNow: text(
    'from today on: it tells only the moment',
    '本日から（現在の値のみ取得可能）',
    '从今天起（平台只提供当前值）',
  ),
  needs: text('Permission', '必要な権限', '所需权限'),

  tryDay: text('Try one day', '1日分を試す', '试取一天'),
  tryAgain: text('Try again', 'もう一度試す', '重新试取'),
  tryLead: text(
    'Asks each feed for yesterday and writes nothing.',
    '各項目の昨日分を取得して表示します。書き込みは行いません。',
    '读取各项昨天的数据并显示，不写入任何内容。',
  ),
  trying: text(
    'Asking the marketplace … this page looks again by itself. You need not wait to start.',
    'モールに問い合わせ中です。自動で更新されます。待たずに開始できます。',
    '正在向平台查询，页面会自动刷新，也可以不等待直接开始。',
  ),
  broke: text(
    'The trial broke off. Try again.',
    '試行が中断されました。もう一度お試しください。',
    '试取中断，请重试。',
  ),
  dryTitle: text('{store}, {day}', '{store}　{day}', '{store}，{day}'),
  figure: text('Figure', '項目', '指标'),
  theirs: text('Marketplace', 'モール', '平台'),
  ours: text('Here now', '現在の登録値', '当前系统'),
  noFigures: text('Nothing for this day.', 'この日のデータはありません。', '当天没有数据。'),
  later: text(
    'Not ready yet: the marketplace is still preparing it or is busy. It comes with the first pull.',
    'まだ準備中か混雑中です。最初の取得で届きます。',
    '平台仍在准备或繁忙，将在首次获取时到达。',
  ),
  scope: text(
    'A permission is missing: {names}. Grant it at {connector} under this name, and consent once more.',
    '権限が足りません：{names}。{connector}でこの名前の権限を付け、再度同意してください。',
    '缺少权限：{names}。请在{connector}授予该权限后重新授权。',
  ),
  refused: text('The marketplace refuses: {why}', 'モールに拒否されました：{why}', '平台拒绝：{why}'),
  trouble: text(
    'This feed does not work now: {why}. The others are not touched by it.',
    'この項目は現在取得できません：{why}。他の項目には影響しません。',
    '该项暂时无法获取：{why}。不影响其他数据。',
  ),
  start: text('Connect and start', '接続して開始', '连接并开始'),
  backToKeys: text('Other keys', 'キーを入力し直す', '更换密钥'),

  done: text('Connected', '接続しました', '连接成功'),
  renewed: text('Renewed', '更新しました', '已续期'),
  renewedLead: text(
    'The shop goes on as it was, with the new keys: figures, history, targets and owners stay. You can close this page.',
    'これまでの店舗を新しいキーで続けます。数値・履歴・目標・担当者はそのままです。このページは閉じて構いません。',
    '店铺将用新密钥继续同步，数据、历史、目标和负责人保持不变。可以关闭此页面。',
  ),
  renew: text('Renew', '更新する', '续期'),
  doneLead: text(
    'Today’s figures come within minutes, then the history, newest first. “sync” in chat says how far it is. You can close this page.',
    '本日分は数分で、過去分は新しい順に届きます。チャットで「同期」と送ると進み具合がわかります。このページは閉じて構いません。',
    '今天的数据几分钟内到达，历史数据从新到旧获取。在聊天中发送“同步”可查看进度。可以关闭此页面。',
  ),
  progress: text('See how far it is', '進み具合を見る', '查看进度'),
  otherAccount: text(
    'None of these is a shop that is connected already ({names}): they belong to another account. To renew one of those, sign out at {connector}, choose “Other keys” and agree with its own account. Starting here connects a new shop.',
    '接続中の店舗（{names}）とは別のアカウントの店舗です。更新する場合は、{connector}からログアウトし、「キーを入力し直す」を選んで元のアカウントで同意してください。このまま開始すると新しい店舗として接続します。',
    '以下店铺都不是已连接的店铺（{names}），属于另一个账号。若要续期，请先退出{connector}，点击“更换密钥”，再用原账号授权。直接开始将连接为新店铺。',
  ),
  address: text('Name in chat', 'チャットでの名前', '聊天中的名称'),
  warn: text('Something is wrong', '確認してください', '请注意'),
} satisfies Record<string, Localized>
