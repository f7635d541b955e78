/** A name in English, Japanese and Chinese. */
export type Names = readonly [en: string, ja: string, zh: string]

/** Holidays of Japan by the name in the source. */
export const japaneseNames: Readonly<Record<string, Names>> = {
  元日: ["New Year's Day", '元日', '元旦'],
  成人の日: ['Coming of Age Day', '成人の日', '成人节'],
  建国記念の日: ['National Foundation Day', '建国記念の日', '建国纪念日'],
  天皇誕生日: ["Emperor's Birthday", '天皇誕生日', '天皇诞生日'],
  春分の日: ['Vernal Equinox Day', '春分の日', '春分日'],
  昭和の日: ['Showa Day', '昭和の日', '昭和日'],
  憲法記念日: ['Constitution Memorial Day', '憲法記念日', '宪法纪念日'],
  みどりの日: ['Greenery Day', 'みどりの日', '绿之日'],
  こどもの日: ["Children's Day", 'こどもの日', '儿童日'],
  海の日: ['Marine Day', '海の日', '海之日'],
  山の日: ['Mountain Day', '山の日', '山之日'],
  敬老の日: ['Respect for the Aged Day', '敬老の日', '敬老日'],
  秋分の日: ['Autumnal Equinox Day', '秋分の日', '秋分日'],
  スポーツの日: ['Sports Day', 'スポーツの日', '体育日'],
  文化の日: ['Culture Day', '文化の日', '文化日'],
  勤労感謝の日: ['Labor Thanksgiving Day', '勤労感謝の日', '勤劳感谢日'],
  休日: ["Citizens' holiday", '国民の休日', '国民休息日'],
  国民の休日: ["Citizens' holiday", '国民の休日', '国民休息日'],
}

/** Federal holidays of the US by the name in the source. */
export const usNames: Readonly<Record<string, Names>> = {
  "New Year's Day": ["New Year's Day", '元日（米国）', '元旦（美国）'],
  'Martin Luther King Jr. Day': ['Martin Luther King Jr. Day', 'キング牧師記念日', '马丁·路德·金纪念日'],
  "Washington's Birthday": ["Presidents' Day", '大統領の日', '总统日'],
  'Memorial Day': ['Memorial Day', 'メモリアルデー', '阵亡将士纪念日'],
  Juneteenth: ['Juneteenth', 'ジューンティーンス', '六月节'],
  'Independence Day': ['Independence Day', '独立記念日', '独立日'],
  'Labour Day': ['Labor Day', 'レイバーデー', '劳动节（美国）'],
  'Columbus Day': ['Columbus Day', 'コロンブスデー', '哥伦布日'],
  'Veterans Day': ['Veterans Day', '退役軍人の日', '退伍军人节'],
  'Thanksgiving Day': ['Thanksgiving', '感謝祭', '感恩节'],
  'Christmas Day': ['Christmas Day', 'クリスマス', '圣诞节'],
}

/** Holidays of China by the name in the source. */
export const chineseNames: Readonly<Record<string, Names>> = {
  元旦: ["New Year's Day", '元旦', '元旦'],
  春节: ['Spring Festival', '春節', '春节'],
  清明: ['Qingming Festival', '清明節', '清明节'],
  劳动节: ['Labour Day', '労働節', '劳动节'],
  端午: ['Dragon Boat Festival', '端午節', '端午节'],
  中秋: ['Mid-Autumn Festival', '中秋節', '中秋节'],
  国庆节: ['National Day', '国慶節', '国庆节'],
}

/** The weekday that is free instead of a holiday at the weekend. */
export function observed([en, ja, zh]: Names): Names {
  return [`${en} (observed)`, `${ja}（振替）`, `${zh}（补休）`]
}

/** The day that is free in Japan because a holiday fell on a Sunday. */
export function substitute([en, ja, zh]: Names): Names {
  return [`${en} (substitute)`, `${ja}の振替休日`, `${zh}（补休）`]
}
