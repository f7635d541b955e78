import type { BotLog } from '#src/chat/messenger.ts'

/**
 * A logger for the SDK, which by itself logs bodies, bearer tokens and in one place the app's secret: nothing of what
 * it says is kept but the numbers of codes, and that there was something.
 */
export function sdkLog(log: BotLog) {
  const say = (level: 'warn' | 'error') => (said: unknown) => {
    const codes = numbersIn(said)
    log[level](codes.length > 0 ? { codes } : {}, 'The SDK of Feishu reported something')
  }
  const silent = () => {}
  return { error: say('error'), warn: say('warn'), info: silent, debug: silent, trace: silent }
}

/** Numbers behind the word `code` in plain texts; objects may hold anything and are not looked into. */
function numbersIn(said: unknown): readonly number[] {
  const texts = [said].flat(2).filter(one => typeof one === 'string')
  return texts.flatMap(text => [...text.matchAll(/\bcode: (\d{1,10})\b/g)].map(match => Number(match[1])))
}
