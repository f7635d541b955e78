const browsers: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger|wxwork/i, 'WeCom'],
  [/Lark|Feishu/i, 'Feishu'],
  [/Slack/i, 'Slack'],
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
]

const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'Mac'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

/**
 * What a browser is called in the list of devices, such as `Chrome, Windows`. From the `user-agent` header, which anybody
 * may forge: it helps people to recognise their own devices, and lets nobody in.
 */
export function deviceName(userAgent: string | undefined): string {
  const text = userAgent ?? ''
  const nameIn = (names: typeof browsers) => names.find(([known]) => known.test(text))?.[1]
  return [nameIn(browsers), nameIn(systems)].filter(name => name !== undefined).join(', ') || '?'
}

/** The browser that a device's name begins with; `null`: none that is known. */
export function browserOf(device: string): string | null {
  const name = device.split(', ')[0]
  return browsers.some(([, known]) => known === name) ? (name ?? null) : null
}
