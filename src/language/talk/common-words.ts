/** Small words, which stand in questions as well. */
const small =
  'a an and are as at be but by did do for from had has have he i if in is it its just me my no not of off on or so the to was we you '

/**
 * Everyday words of English that name nothing here: spelled as they are they are meant as they are, and no misspelling of
 * a name that comes near to them. Words that are one letter from a name that people do mistype (form, weak) are left out.
 */
const words =
  'about above actually after again agree ago agencies ahead album almost alone along already also always amazing among answer ' +
  'anybody anyone anything anyway apart appointment apology around ask asked away awesome baby bad band bank beautiful became because become bed ' +
  'been beer before began begin behind being believe between big bio bit blue body book books born both boy boys break breakfast ' +
  'bring brother brought built bus busy buy call called calls came cannot car care cat cats change child children city class clean clear close ' +
  'clothes coffee cold come coming cool could cute dance dark dead deal dear decide deep delicious did different dinner doctor does dog dogs ' +
  'doing done door down draw dream drink drive early easy eat either else email end enjoy enough evening ever everybody everyone everything ' +
  'exactly excited eye eyes face fact fall family far fast father feel feeling feet felt few film final finally find fine fire first fish food ' +
  'foot forget friend friends full fun funny future game games gave getting gift girl girls giving glad goes going gone gonna good got great green ' +
  'ground group guess guy guys hair half hand hands hang happen happened happy hard hate head hear heard heart held hence her here herself him ' +
  'himself his holiday home hope hot hotel hour house human hurry idea ideas imagine important inside interesting itself joke journey keep kept ' +
  'kids kind knew know known late later laugh lead learn leave left less let letter lie lies life light like listen little live lol long look ' +
  'lost love lovely luck lucky lunch made make making man many may maybe mean meant men might mind miss moment money monkey mood morning ' +
  'mother mouth move moved movie much music must myself name names near need never new news next nice night nobody noise none nothing now ' +
  'office often old once open opinion other our ours out outside over own page paper parents park part party pass past people perhaps person phone ' +
  'photo photos pick picture pictures piece pizza place play please point poor possible post pretty probably problem pull push put question ' +
  'questions quick quite quo rain raise ran read ready real really reason red remember rest rich right road room rule run said sake same sat saw ' +
  'say saying school screen sea seat second see seem seen send sense sent serious set several shall she shoe shoes shoot short should shout ' +
  'show side silly sing sister sit sky sleep slides slow small smile snow some somebody someone something sometimes somewhere song soon sorry ' +
  'sound speak spent spring stand start started stay step still stop story street strong stuff such suddenly sun sure surprise sweet take taken ' +
  'taking talk tea teach team tell than that their them themselves then there these they thing things think this those though thought threw through ' +
  'tired together told tomorrow tonight too took touch town train tree tried trip true trust truth try turn ugly under understand until upon ' +
  'used usual very video videos voice wait walk wall want wants war warm was wash watch water way wealth wear weather wedding weekend weird well ' +
  'went were what whatever when where whether which while white who whole whom whose wife wild win wind window wine wish with within without ' +
  'woman women wonder wonderful word words work worked working works world worry worth would write wrong yes yet young your yours yourself'

const smallWords: ReadonlySet<string> = new Set(small.trim().split(' '))
const known: ReadonlySet<string> = new Set([...words.split(' '), ...smallWords])

/** Whether a text is nothing but everyday words of English. */
export function isCommon(text: string): boolean {
  const parts = partsOf(text)
  return parts.length > 0 && parts.every(part => known.has(part))
}

/** The same with more than small words. */
export function isEveryday(text: string): boolean {
  return isCommon(text) && partsOf(text).some(part => !smallWords.has(part))
}

function partsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[a-z']+|[^\sa-z']+/gu) ?? []
}
