import type { Localized } from '#src/i18n/locale.ts'

/** What is said of the address of the service. */
export const addressTexts = {
  label: { en: 'PUBLIC_URL', ja: 'PUBLIC_URL', 'zh-CN': 'PUBLIC_URL' },
  local: {
    en: 'Only this machine reaches the service, which is enough to try it out.',
    ja: 'このマシンからのみ利用できます（試用には十分です）。',
    'zh-CN': '仅本机可访问，试用足够。',
  },
  notSet: {
    en: 'PUBLIC_URL is not set: links in chats and pages of marketplaces lead nowhere.',
    ja: 'PUBLIC_URL が未設定のため、チャット内のリンクやモールの認証画面から戻れません。',
    'zh-CN': '未设置 PUBLIC_URL：聊天中的链接和平台授权页无法打开。',
  },
  localSet: {
    en: 'PUBLIC_URL names this machine: nobody else can open its links.',
    ja: 'PUBLIC_URL がこのマシンを指しているため、ほかの人はリンクを開けません。',
    'zh-CN': 'PUBLIC_URL 指向本机，其他人打不开链接。',
  },
  setUrl: {
    en: 'Set PUBLIC_URL to the https address under which phones reach the service.',
    ja: 'スマートフォンから届くhttpsのアドレスを PUBLIC_URL に設定してください。',
    'zh-CN': '请把 PUBLIC_URL 设为手机能访问的 https 地址。',
  },
  unknownHost: {
    en: 'The name {host} is not known: {why}',
    ja: '{host} の名前解決ができません：{why}',
    'zh-CN': '无法解析域名 {host}：{why}',
  },
  setDns: {
    en: 'Correct PUBLIC_URL, or add the name to DNS.',
    ja: 'PUBLIC_URL を直すか、DNSに登録してください。',
    'zh-CN': '请更正 PUBLIC_URL，或添加 DNS 记录。',
  },
  inside: {
    en: 'The name leads to an address inside a private network: platforms cannot reach it.',
    ja: 'プライベートネットワーク内のアドレスのため、各プラットフォームから届きません。',
    'zh-CN': '域名指向内网地址，各平台无法访问。',
  },
  makePublic: {
    en: 'Use a public address, or the long connections of Slack (SLACK_APP_TOKEN), Feishu (FEISHU_CONNECTION=websocket) and WeCom’s AI bot.',
    ja: '公開アドレスを使うか、Slack（SLACK_APP_TOKEN）、Feishu（FEISHU_CONNECTION=websocket）、WeComのAIボットの常時接続を使ってください。',
    'zh-CN':
      '请使用公网地址，或改用长连接：Slack（SLACK_APP_TOKEN）、飞书（FEISHU_CONNECTION=websocket）、企业微信智能机器人。',
  },
  noTls: {
    en: 'PUBLIC_URL begins with http: what is sent can be read on the way, and platforms refuse it.',
    ja: 'PUBLIC_URL がhttpです。通信が暗号化されず、各プラットフォームにも拒否されます。',
    'zh-CN': 'PUBLIC_URL 使用 http：传输内容未加密，各平台也会拒绝。',
  },
  useTls: {
    en: 'Put a proxy with TLS in front of it: docs/deploy shows two.',
    ja: 'TLS対応のリバースプロキシを置いてください（例は docs/deploy）。',
    'zh-CN': '请在前面配置带 TLS 的反向代理，示例见 docs/deploy。',
  },
  noHandshake: {
    en: 'No TLS connection came about: {why}',
    ja: 'TLS接続ができませんでした：{why}',
    'zh-CN': '无法建立 TLS 连接：{why}',
  },
  checkProxy: {
    en: 'Look whether the service runs, and whether proxy and firewall lead to it.',
    ja: 'サービスが起動しているか、プロキシとファイアウォールがサービスに通じているかを確認してください。',
    'zh-CN': '请检查服务是否在运行，以及代理和防火墙是否指向它。',
  },
  expired: {
    en: 'The certificate ended {days} days ago.',
    ja: '証明書の期限が{days}日前に切れています。',
    'zh-CN': '证书已过期 {days} 天。',
  },
  endsSoon: {
    en: 'The certificate ends in {days} days.',
    ja: '証明書の期限まであと{days}日です。',
    'zh-CN': '证书将在 {days} 天后到期。',
  },
  renew: {
    en: 'Renew it, and see why that does not happen by itself.',
    ja: '証明書を更新し、自動更新が止まっている原因を確認してください。',
    'zh-CN': '请续期，并检查为何没有自动续期。',
  },
  untrusted: {
    en: 'The certificate is not trusted: {why}',
    ja: '証明書が信頼されていません：{why}',
    'zh-CN': '证书不受信任：{why}',
  },
  realOne: {
    en: 'Use a certificate for this very name from a public authority, with its whole chain.',
    ja: 'このホスト名の、公的な認証局の証明書を中間証明書も含めて設定してください。',
    'zh-CN': '请为该域名配置公共机构签发的证书，并包含完整证书链。',
  },
  trusted: { en: 'The certificate is trusted.', ja: '証明書は有効です。', 'zh-CN': '证书有效。' },
  valid: {
    en: 'The certificate is trusted for {days} more days.',
    ja: '証明書は有効です（残り{days}日）。',
    'zh-CN': '证书有效，剩余 {days} 天。',
  },
  answers: {
    en: 'The service answers there, asked from this machine. Whether it does from outside, open the address on a phone without Wi-Fi.',
    ja: 'このマシンからはサービスの応答を確認できました。外部からは、Wi-Fiを切ったスマートフォンで開いて確認してください。',
    'zh-CN': '从本机访问，服务应答正常。外网是否可达，请用手机关闭 Wi-Fi 后打开该地址确认。',
  },
  proxyAlone: {
    en: 'A proxy answers there with {status}, but no service behind it.',
    ja: 'プロキシは応答しますが（{status}）、サービスに届いていません。',
    'zh-CN': '代理有应答（{status}），但后面没有服务。',
  },
  somebodyElse: {
    en: 'Something else than this service answers there (HTTP {status}).',
    ja: 'このサービス以外のものが応答しています（HTTP {status}）。',
    'zh-CN': '应答的不是本服务（HTTP {status}）。',
  },
  silent: {
    en: 'Nobody answers there: {why}',
    ja: '応答がありません：{why}',
    'zh-CN': '没有应答：{why}',
  },
} satisfies Record<string, Localized>
