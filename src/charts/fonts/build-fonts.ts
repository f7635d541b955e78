/**
 * Cuts the shipped faces out of the full ones and writes the table of their advances. Run by a developer when the
 * characters change; see README.md in this folder. The first argument is a folder with the source packages installed.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import subsetFont from 'subset-font'
import { chineseCharacters, emojiCharacters, japaneseCharacters, latinCharacters } from './characters.ts'
import { type Advances, readAdvances } from './sfnt.ts'

interface Face {
  readonly family: string
  readonly bold: boolean
  readonly source: string
  readonly file: string
  readonly characters: () => string
}

const faces: readonly Face[] = [
  face('Noto Sans', 'noto-sans', 'NotoSans', false, latinCharacters),
  face('Noto Sans', 'noto-sans', 'NotoSans', true, latinCharacters),
  face('Noto Sans SC', 'noto-sans-sc', 'NotoSansSC', false, chineseCharacters),
  face('Noto Sans SC', 'noto-sans-sc', 'NotoSansSC', true, chineseCharacters),
  face('Noto Sans JP', 'noto-sans-jp', 'NotoSansJP', false, japaneseCharacters),
  face('Noto Sans JP', 'noto-sans-jp', 'NotoSansJP', true, japaneseCharacters),
  face('Noto Emoji', 'noto-emoji', 'NotoEmoji', false, emojiCharacters),
]

const here = dirname(fileURLToPath(import.meta.url))
const packages = process.argv[2]
if (packages === undefined) throw new Error('Name the folder in which the source packages are installed')
await build(packages)

function face(family: string, name: string, base: string, bold: boolean, characters: () => string): Face {
  const style = bold ? '700Bold' : '400Regular'
  const source = `${name}/${style}/${base}_${style}.ttf`
  return { family, bold, source, file: `${base}-${bold ? '700' : '400'}.ttf`, characters }
}

async function build(folder: string): Promise<void> {
  const tables = []
  for (const one of faces) {
    const whole = await readFile(join(folder, 'node_modules', '@expo-google-fonts', one.source))
    const options = { targetFormat: 'truetype', noHinting: true, keepFeatures: ['ccmp', 'mark', 'mkmk'] } as const
    const cut = await subsetFont(whole, one.characters(), { ...options, dropTables: ['vhea', 'vmtx', 'VORG', 'DSIG'] })
    await writeFile(join(here, one.file), cut)
    const { covered, narrow } = packed(readAdvances(cut))
    tables.push({ family: one.family, bold: one.bold, covered: one.bold ? [] : covered, narrow })
    process.stdout.write(`${one.file} ${cut.length} bytes\n`)
  }
  await writeFile(join(here, 'advances.generated.json'), JSON.stringify(tables))
}

/**
 * `covered` (only in the regular weight; the bold one has the same) is a flat list of (gap since the last run, length of the run); `narrow` maps each advance that is not one
 * em to a flat list of the code points that have it.
 */
function packed(advances: Advances): { readonly covered: number[]; readonly narrow: Record<string, number[]> } {
  const narrow: Record<string, number[]> = {}
  const covered: number[] = []
  let next = 0
  for (const code of [...advances.keys()].sort((a, b) => a - b)) {
    if (code === next && covered.length > 0) covered.push((covered.pop() ?? 0) + 1)
    else covered.push(code - next, 1)
    next = code + 1
    const advance = advances.get(code) ?? 1000
    if (advance !== 1000) narrow[advance] = [...(narrow[advance] ?? []), code]
  }
  return { covered, narrow }
}
