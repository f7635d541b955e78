/** Which characters each shipped face keeps. Used by `build-fonts.ts` only. */

const punctuation = [
  [0x20, 0x7e],
  [0xa0, 0xff],
  [0x2010, 0x2027],
  [0x2030, 0x205e],
  [0x20a0, 0x20bf],
  [0x2100, 0x218b],
  [0x2190, 0x21ff],
  [0x2200, 0x22ff],
  [0x2460, 0x24ff],
  [0x2500, 0x25ff],
  [0x2600, 0x266f],
  [0x3000, 0x30ff],
  [0x31f0, 0x33ff],
  [0xfe30, 0xfe4f],
  [0xff01, 0xffee],
] as const

const latin = [
  [0x20, 0x7e],
  [0xa0, 0x17f],
  [0x192, 0x192],
  [0x1a0, 0x1b0],
  [0x218, 0x21b],
  [0x2c6, 0x2dd],
  [0x300, 0x304],
  [0x309, 0x30c],
  [0x323, 0x323],
  [0x370, 0x3ff],
  [0x400, 0x45f],
  [0x1e80, 0x1e85],
  [0x1ea0, 0x1ef9],
  [0x2010, 0x2027],
  [0x2030, 0x205e],
  [0x2070, 0x208e],
  [0x20a0, 0x20bf],
  [0x2116, 0x2122],
  [0x2190, 0x2193],
  [0x2202, 0x2265],
  [0xfb01, 0xfb02],
  [0xfffd, 0xfffd],
] as const

const emoji = [
  [0x2600, 0x27bf],
  [0x2b50, 0x2b55],
  [0x1f300, 0x1f3fa],
  [0x1f400, 0x1f4ff],
  [0x1f500, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f90c, 0x1f9ff],
] as const

/** Latin, Greek, Cyrillic and Vietnamese letters with their punctuation. */
export function latinCharacters(): string {
  return ofRanges(latin)
}

// Given names that GB 2312 does not know. Judgement: those that we have met; the others are logged when they occur.
const names =
  '䶮伋伭佺俍倓倢偲傕刓劼勍勔叆叕唻啠啰喆喦嘢囍囧坰垏垕垚垟埇堃堉堽塽壎夬奡奭妏妘妧姈姞姮姵姽娍婳媖媜媞媺嫄嫕嫪嬅嬛嬿孖宬寔寘寯屾峣峯崟嵚巘廙弢彣彧忞惇愃愔慜憙扆抃敔旸旻昉昳晅晙晛晞晧暐暲暻棪楒橦沄沨沺泂洸洺浛浥淏湉湜湲溍溦澔濬炆炟烜焜燊燏燚犇玓玕玙玚玞玥珣珪珺珽琎琤琯琲琸瑀瑄瑅璆璈璘璟璠璪甦畯皞瞾祎祐禔禛秾竑翀翃翚翛翯芃虓谞赟遹郤锜锳锽镕镠闿阇雱霂霙颋颎颙飏飔骎骕骙骦鹍鹔龢'

/** GB 2312 as the `gb18030` decoder reads its rows, with punctuation, letters and frequent given names. */
export function chineseCharacters(): string {
  return ofRanges(punctuation) + names + decoded('gb18030', [[0xa1, 0xf7]], [[0xa1, 0xfe]])
}

/** Code page 932 (Shift_JIS with the maker's extensions such as ㈱ and 髙), with punctuation and letters. */
export function japaneseCharacters(): string {
  const lead = [
    [0x81, 0x9f],
    [0xe0, 0xfc],
  ] as const
  const trail = [
    [0x40, 0x7e],
    [0x80, 0xfc],
  ] as const
  return ofRanges(punctuation) + decoded('shift_jis', lead, trail)
}

/** Single emoji; families, flags and skin tones fall apart into their parts. */
export function emojiCharacters(): string {
  return ofRanges(emoji)
}

type Ranges = readonly (readonly [number, number])[]

function ofRanges(ranges: Ranges): string {
  return codesOf(ranges)
    .map(code => String.fromCodePoint(code))
    .join('')
}

function codesOf(ranges: Ranges): readonly number[] {
  return ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index))
}

function decoded(encoding: string, lead: Ranges, trail: Ranges): string {
  const decoder = new TextDecoder(encoding)
  const pairs = codesOf(lead).flatMap(first => codesOf(trail).map(second => Uint8Array.of(first, second)))
  const texts = pairs.map(pair => decoder.decode(pair)).filter(text => [...text].length === 1)
  return [...new Set(texts)].filter(isPrintable).join('')
}

function isPrintable(text: string): boolean {
  const code = text.codePointAt(0) ?? 0
  return code !== 0xfffd && !(code >= 0xe000 && code <= 0xf8ff)
}
