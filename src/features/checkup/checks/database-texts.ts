import type { Localized } from '#src/i18n/locale.ts'

/** What is said of the database. */
export const databaseTexts = {
  label: { en: 'Database', ja: 'データベース', 'zh-CN': '数据库' },
  unreachable: {
    en: 'The database cannot be reached: {why}',
    ja: 'データベースに接続できません：{why}',
    'zh-CN': '无法连接数据库：{why}',
  },
  reach: {
    en: 'Correct DATABASE_URL (percent-encode special characters of the password), and let this machine through to the server.',
    ja: 'DATABASE_URL を確認し（パスワードの記号は%表記）、このマシンからサーバーへ接続できるようにしてください。',
    'zh-CN': '请检查 DATABASE_URL（密码中的特殊字符需百分号编码），并允许本机访问数据库服务器。',
  },
  server: {
    en: 'PostgreSQL {version} answers; our data takes {megabytes} MB.',
    ja: 'PostgreSQL {version} に接続できました。データ量は{megabytes} MBです。',
    'zh-CN': 'PostgreSQL {version} 连接正常，数据占用 {megabytes} MB。',
  },
  tooOld: {
    en: 'This PostgreSQL is too old.',
    ja: 'PostgreSQLのバージョンが古すぎます。',
    'zh-CN': 'PostgreSQL 版本过旧。',
  },
  newer: {
    en: 'Use PostgreSQL 15 or newer.',
    ja: 'PostgreSQL 15以降を使ってください。',
    'zh-CN': '请使用 PostgreSQL 15 或更高版本。',
  },
  encoding: {
    en: 'The database is encoded as {encoding}: Chinese and Japanese cannot be stored safely.',
    ja: 'データベースの文字コードが{encoding}です。日本語・中国語を正しく保存できません。',
    'zh-CN': '数据库编码为 {encoding}，无法可靠保存中文和日文。',
  },
  useUtf8: {
    en: "Make a database with: create database kpi encoding 'UTF8' template template0",
    ja: "次のように作り直してください：create database kpi encoding 'UTF8' template template0",
    'zh-CN': "请新建数据库：create database kpi encoding 'UTF8' template template0",
  },
  readOnly: {
    en: 'The server takes no changes (a standby, or read-only by default).',
    ja: 'サーバーが書き込みを受け付けません（スタンバイ、または読み取り専用設定）。',
    'zh-CN': '服务器不接受写入（备库，或默认只读）。',
  },
  usePrimary: {
    en: 'Point DATABASE_URL at the primary server.',
    ja: 'DATABASE_URL をプライマリサーバーに向けてください。',
    'zh-CN': '请将 DATABASE_URL 指向主库。',
  },
  mayNotCreate: {
    en: 'The account of DATABASE_URL may not create schemas, which updates need.',
    ja: 'DATABASE_URL のアカウントにスキーマ作成の権限がなく、更新ができません。',
    'zh-CN': 'DATABASE_URL 的账号不能创建 schema，无法升级。',
  },
  grantCreate: {
    en: 'As the owner of the database: grant create on database <name> to <account>',
    ja: 'データベースの所有者で実行：grant create on database <名前> to <アカウント>',
    'zh-CN': '请由数据库所有者执行：grant create on database <库名> to <账号>',
  },
  unsafe: {
    en: 'Switched off: {names}. A crash of the machine may lose or damage data.',
    ja: '{names} がオフです。マシンの障害時にデータが失われたり壊れたりする恐れがあります。',
    'zh-CN': '{names} 已关闭，机器故障时可能丢失或损坏数据。',
  },
  switchOn: {
    en: 'Switch it on in postgresql.conf and reload the server.',
    ja: 'postgresql.conf でオンにし、サーバーに再読み込みさせてください。',
    'zh-CN': '请在 postgresql.conf 中开启并重新加载。',
  },
  fewConnections: {
    en: 'The server allows {most} connections, {used} are in use.',
    ja: '接続数の上限は{most}、使用中は{used}です。',
    'zh-CN': '服务器最多允许 {most} 个连接，已用 {used} 个。',
  },
  moreConnections: {
    en: 'Raise max_connections: one process of the service and its tools need up to {wanted}.',
    ja: 'max_connections を増やしてください。サービス1プロセスと管理ツールで最大{wanted}本使います。',
    'zh-CN': '请调大 max_connections：一个服务进程及其工具最多需要 {wanted} 个。',
  },
  idle: {
    en: 'idle_session_timeout is set: the server cuts the connection on which new work is announced.',
    ja: 'idle_session_timeout が設定されているため、通知用の接続が切断されます。',
    'zh-CN': '设置了 idle_session_timeout，服务器会切断用于通知的连接。',
  },
  noIdle: {
    en: 'Set it to 0 for this account: alter role <account> set idle_session_timeout = 0',
    ja: 'このアカウントでは0にしてください：alter role <アカウント> set idle_session_timeout = 0',
    'zh-CN': '请为该账号设为 0：alter role <账号> set idle_session_timeout = 0',
  },
  statement: {
    en: 'statement_timeout is {milliseconds} ms: imports and migrations may be cut off.',
    ja: 'statement_timeout が{milliseconds}ミリ秒です。取り込みや更新が途中で止まる恐れがあります。',
    'zh-CN': 'statement_timeout 为 {milliseconds} 毫秒，导入和升级可能被中断。',
  },
  noStatement: {
    en: 'Set it to 0 or minutes for this account.',
    ja: 'このアカウントでは0、または数分にしてください。',
    'zh-CN': '请为该账号设为 0 或数分钟。',
  },
  noSchema: {
    en: 'The database is empty: no start has set it up yet.',
    ja: 'データベースは空です（まだ一度も起動されていません）。',
    'zh-CN': '数据库为空，服务尚未首次启动。',
  },
  behind: {
    en: '{missing} migrations are not applied yet.',
    ja: '未適用のマイグレーションが{missing}件あります。',
    'zh-CN': '还有 {missing} 个迁移未应用。',
  },
  migrate: {
    en: 'The next start applies them, or: npm run kpi -- migrate',
    ja: '次の起動時に適用されます。今すぐ適用するには：npm run kpi -- migrate',
    'zh-CN': '下次启动时会自动应用，也可运行：npm run kpi -- migrate',
  },
  ahead: {
    en: 'The database is {more} migrations ahead of this version of the service.',
    ja: 'データベースのほうが{more}段階新しく、このバージョンでは扱えません。',
    'zh-CN': '数据库比本版本服务新 {more} 个迁移。',
  },
  startNewer: {
    en: 'Start the newer version that made them.',
    ja: 'データベースに合った新しいバージョンを起動してください。',
    'zh-CN': '请启动与之对应的新版本。',
  },
  schema: {
    en: 'All {ours} migrations are applied.',
    ja: 'マイグレーション{ours}件はすべて適用済みです。',
    'zh-CN': '{ours} 个迁移均已应用。',
  },
  held: {
    en: 'The data was restored from a backup and not released: nothing is sent or fetched.',
    ja: 'バックアップから復元した後、再開されていません（送信・取得は停止中）。',
    'zh-CN': '数据已从备份恢复但尚未继续运行：不发送也不取数。',
  },
  release: {
    en: 'When no other service works on the same shops: npm run kpi -- restore release',
    ja: '同じ店舗で別のサービスが動いていないことを確認して：npm run kpi -- restore release',
    'zh-CN': '确认没有其他服务在处理同样的店铺后运行：npm run kpi -- restore release',
  },
  latency: {
    en: 'A statement takes {shown} ms.',
    ja: '1回の問い合わせに{shown}ミリ秒かかります。',
    'zh-CN': '一次查询耗时 {shown} 毫秒。',
  },
  closer: {
    en: 'Run the service nearer to its database, best in the same network.',
    ja: 'サービスをデータベースの近く（できれば同じネットワーク）で動かしてください。',
    'zh-CN': '请让服务靠近数据库运行，最好在同一网络内。',
  },
} satisfies Record<string, Localized>
