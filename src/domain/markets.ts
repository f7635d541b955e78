/** Where the shops of a market sell: what they are paid in and when their day begins. */
export interface MarketHabits {
  /** ISO 4217. */
  readonly currency: string
  /** IANA zone; of a market with several the one that most of its shops keep their books in. */
  readonly timeZone: string
}

/**
 * Market (ISO 3166 alpha-2), currency (ISO 4217) and zone (IANA) where nobody says otherwise. Marketplaces report the shops of North America in Pacific Time (Amazon Seller Central, Walmart Seller Center);
 * others stand for where most people of the market live.
 */
const table = `
  us USD America/Los_Angeles | ca CAD America/Los_Angeles | mx MXN America/Los_Angeles | br BRL America/Sao_Paulo |
  ar ARS America/Argentina/Buenos_Aires | cl CLP America/Santiago | co COP America/Bogota | pe PEN America/Lima |
  uy UYU America/Montevideo | py PYG America/Asuncion | bo BOB America/La_Paz | ec USD America/Guayaquil |
  ve VES America/Caracas | cr CRC America/Costa_Rica | pa USD America/Panama | gt GTQ America/Guatemala |
  sv USD America/El_Salvador | hn HNL America/Tegucigalpa | ni NIO America/Managua | do DOP America/Santo_Domingo |
  pr USD America/Puerto_Rico | jm JMD America/Jamaica | tt TTD America/Port_of_Spain |
  jp JPY Asia/Tokyo | cn CNY Asia/Shanghai | hk HKD Asia/Hong_Kong | mo MOP Asia/Macau | tw TWD Asia/Taipei |
  kr KRW Asia/Seoul | sg SGD Asia/Singapore | my MYR Asia/Kuala_Lumpur | th THB Asia/Bangkok |
  vn VND Asia/Ho_Chi_Minh | ph PHP Asia/Manila | id IDR Asia/Jakarta | kh KHR Asia/Phnom_Penh |
  la LAK Asia/Vientiane | mm MMK Asia/Yangon | bn BND Asia/Brunei | mn MNT Asia/Ulaanbaatar |
  in INR Asia/Kolkata | pk PKR Asia/Karachi | bd BDT Asia/Dhaka | lk LKR Asia/Colombo | np NPR Asia/Kathmandu |
  kz KZT Asia/Almaty | uz UZS Asia/Tashkent | az AZN Asia/Baku | ge GEL Asia/Tbilisi | am AMD Asia/Yerevan |
  ae AED Asia/Dubai | sa SAR Asia/Riyadh | qa QAR Asia/Qatar | kw KWD Asia/Kuwait | bh BHD Asia/Bahrain |
  om OMR Asia/Muscat | jo JOD Asia/Amman | lb LBP Asia/Beirut | il ILS Asia/Jerusalem | iq IQD Asia/Baghdad |
  tr TRY Europe/Istanbul | eg EGP Africa/Cairo | ma MAD Africa/Casablanca | dz DZD Africa/Algiers |
  tn TND Africa/Tunis | ng NGN Africa/Lagos | ke KES Africa/Nairobi | gh GHS Africa/Accra |
  za ZAR Africa/Johannesburg | tz TZS Africa/Dar_es_Salaam | ug UGX Africa/Kampala | et ETB Africa/Addis_Ababa |
  gb GBP Europe/London | ie EUR Europe/Dublin | de EUR Europe/Berlin | at EUR Europe/Vienna |
  ch CHF Europe/Zurich | li CHF Europe/Vaduz | fr EUR Europe/Paris | be EUR Europe/Brussels |
  nl EUR Europe/Amsterdam | lu EUR Europe/Luxembourg | mc EUR Europe/Monaco | it EUR Europe/Rome |
  es EUR Europe/Madrid | pt EUR Europe/Lisbon | ad EUR Europe/Andorra | mt EUR Europe/Malta |
  gr EUR Europe/Athens | cy EUR Asia/Nicosia | fi EUR Europe/Helsinki | ee EUR Europe/Tallinn |
  lv EUR Europe/Riga | lt EUR Europe/Vilnius | sk EUR Europe/Bratislava | si EUR Europe/Ljubljana |
  hr EUR Europe/Zagreb | bg EUR Europe/Sofia | me EUR Europe/Podgorica | xk EUR Europe/Belgrade |
  pl PLN Europe/Warsaw | cz CZK Europe/Prague | hu HUF Europe/Budapest | ro RON Europe/Bucharest |
  se SEK Europe/Stockholm | dk DKK Europe/Copenhagen | no NOK Europe/Oslo | is ISK Atlantic/Reykjavik |
  rs RSD Europe/Belgrade | ba BAM Europe/Sarajevo | mk MKD Europe/Skopje | al ALL Europe/Tirane |
  md MDL Europe/Chisinau | ua UAH Europe/Kyiv | by BYN Europe/Minsk | ru RUB Europe/Moscow |
  au AUD Australia/Sydney | nz NZD Pacific/Auckland`

const habits: ReadonlyMap<string, MarketHabits> = new Map(
  table
    .split('|')
    .map(line => line.trim().split(/\s+/))
    .map(([market = '', currency = '', timeZone = '']) => [market, { currency, timeZone }]),
)

/** Currency and zone of the shops of a market (ISO 3166 alpha-2, lower case); `null`: a market that is not known. */
export function marketHabits(market: string): MarketHabits | null {
  return habits.get(market) ?? null
}

/** All markets that are known. */
export const knownMarkets: readonly string[] = [...habits.keys()]
