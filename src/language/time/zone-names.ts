/** Names of clocks besides those of the zone database, in lower case with simplified characters. */
export const zoneNames: Readonly<Record<string, string>> = {
  ...group(
    'Asia/Tokyo',
    'tokyo|osaka|jst|东京|大阪|とうきょう|日本时间|日本标准时间|日本标准时|japan time|japan standard time',
  ),
  ...group(
    'Asia/Shanghai',
    'beijing|shanghai|shenzhen|guangzhou|hangzhou|北京|上海|深圳|广州|杭州|义乌|厦门|中国时间|china time',
  ),
  ...group('Asia/Shanghai', '中国标准时间|中国标准时|china standard time|国内时间'),
  ...group('Asia/Hong_Kong', 'hong kong|hkt|香港'),
  ...group('Asia/Taipei', 'taipei|taiwan time|台北|台湾时间'),
  ...group('Asia/Seoul', 'seoul|kst|首尔|ソウル|韩国时间|korea time'),
  ...group('Asia/Singapore', 'singapore time|sgt|新加坡时间|シンガポール时间'),
  ...group('Asia/Bangkok', 'bangkok|曼谷|バンコク|泰国时间|タイ时间'),
  ...group('Asia/Jakarta', 'jakarta|wib|雅加达|ジャカルタ'),
  ...group('Asia/Manila', 'manila|马尼拉|マニラ|菲律宾时间'),
  ...group('Asia/Kuala_Lumpur', 'kuala lumpur|吉隆坡|クアラルンプール|马来西亚时间'),
  ...group('Asia/Ho_Chi_Minh', 'ho chi minh|saigon|hanoi|胡志明市|胡志明|河内|ホーチミン|ハノイ|越南时间'),
  ...group('Asia/Kolkata', 'kolkata|mumbai|delhi|new delhi|india time|印度时间|孟买|新德里|インド时间'),
  ...group('Asia/Dubai', 'dubai|gst|迪拜|ドバイ'),
  ...group('Asia/Riyadh', 'riyadh|利雅得|リヤド'),
  ...group(
    'America/Los_Angeles',
    'pacific|pacific time|pt|pst|pdt|los angeles|la time|san francisco|seattle|洛杉矶|旧金山|西雅图',
  ),
  ...group(
    'America/Los_Angeles',
    '美西时间|美西时|太平洋时间|美国太平洋时间|西部时间|美国西部时间|ロサンゼルス|サンフランシスコ|シアトル|太平洋标准时',
  ),
  ...group('America/Denver', 'mountain|mountain time|mst|mdt|denver|丹佛|山地时间|デンバー'),
  ...group(
    'America/Chicago',
    'central time|cdt|chicago|dallas|芝加哥|达拉斯|美中时间|美中时|美国中部时间|中部时间|シカゴ|ダラス',
  ),
  ...group(
    'America/New_York',
    'eastern|eastern time|et|est|edt|new york|nyc|boston|miami|纽约|波士顿|美东时间|美东时|东部时间',
  ),
  ...group('America/New_York', '美国东部时间|ニューヨーク|东部标准时'),
  ...group('America/Toronto', 'toronto|多伦多|トロント'),
  ...group('America/Mexico_City', 'mexico city|墨西哥城|メキシコシティ'),
  ...group('America/Sao_Paulo', 'sao paulo|são paulo|圣保罗|サンパウロ'),
  ...group('Europe/London', 'london|uk time|bst|伦敦|英国时间|ロンドン|イギリス时间'),
  ...group('Europe/Berlin', 'berlin|germany time|german time|柏林|德国时间|ベルリン|ドイツ时间|cet|cest'),
  ...group('Europe/Paris', 'paris|france time|巴黎|法国时间|パリ'),
  ...group('Europe/Madrid', 'madrid|马德里|マドリード'),
  ...group('Europe/Rome', 'rome|罗马|ローマ'),
  ...group('Europe/Amsterdam', 'amsterdam|阿姆斯特丹|アムステルダム'),
  ...group('Europe/Moscow', 'moscow|msk|莫斯科|モスクワ'),
  ...group('Europe/Athens', 'eet|eest|雅典'),
  ...group('Australia/Sydney', 'sydney|aest|aedt|悉尼|シドニー'),
  ...group('Pacific/Auckland', 'auckland|奥克兰|オークランド|nzst|nzdt'),
  ...group('UTC', 'utc|gmt|zulu|世界时|世界协调时间|世界协调时|协定世界时|格林威治时间|グリニッジ标准时'),
}

/** Abbreviations that mean clocks far apart. */
export const ambiguousZones: Readonly<Record<string, readonly string[]>> = {
  cst: ['Asia/Shanghai', 'America/Chicago', 'Asia/Taipei'],
  ist: ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem'],
  'us time': ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles'],
  'american time': ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles'],
  美国时间: ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles'],
  アメリカ时间: ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles'],
  欧洲时间: ['Europe/London', 'Europe/Berlin', 'Europe/Athens'],
  'europe time': ['Europe/London', 'Europe/Berlin', 'Europe/Athens'],
  欧州时间: ['Europe/London', 'Europe/Berlin', 'Europe/Athens'],
}

/** The zone whose clock a market lives by, where it has one. */
export const marketZones: Readonly<Record<string, string>> = {
  ...{ jp: 'Asia/Tokyo', cn: 'Asia/Shanghai', kr: 'Asia/Seoul', tw: 'Asia/Taipei', hk: 'Asia/Hong_Kong' },
  ...{ sg: 'Asia/Singapore', th: 'Asia/Bangkok', my: 'Asia/Kuala_Lumpur', ph: 'Asia/Manila', vn: 'Asia/Ho_Chi_Minh' },
  ...{ uk: 'Europe/London', gb: 'Europe/London', de: 'Europe/Berlin', fr: 'Europe/Paris', it: 'Europe/Rome' },
  ...{ es: 'Europe/Madrid', in: 'Asia/Kolkata', ae: 'Asia/Dubai', sa: 'Asia/Riyadh' },
}

function group(zone: string, names: string): Readonly<Record<string, string>> {
  return Object.fromEntries(names.split('|').map(name => [name, zone]))
}
