import { constants } from 'node:fs'
import { access, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Check, Finding } from '#src/chat/checkup.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** Folders that the service writes to. */
export interface FolderParts {
  readonly dataDir: string
  /** The built-in database stands in the data folder. */
  readonly holdsDatabase: boolean
  /** `null`: none is watched. */
  readonly importFolder: string | null
}

/** The data folder: can be written, is nobody else's to read, has room; and the folder of files to import. */
export function folderCheck(parts: FolderParts): Check {
  return {
    label: texts.label,
    run: async () => [...(await dataFindings(parts)), ...(await importFindings(parts.importFolder))],
  }
}

async function dataFindings({ dataDir, holdsDatabase }: FolderParts): Promise<readonly Finding[]> {
  const folder = verbatim(dataDir)
  const found = await stat(dataDir).catch(() => null)
  if (!found)
    return holdsDatabase
      ? [{ state: 'ok', said: fill(texts.notYet, { folder }) }]
      : [{ state: 'ok', said: texts.unused }]
  if (!found.isDirectory() || !(await mayWrite(dataDir)))
    return [{ state: 'error', said: fill(texts.notWritable, { folder }), advice: texts.makeWritable }]
  const secrets = await openSecrets(dataDir)
  const wide = process.platform !== 'win32' && (found.mode & 0o022) !== 0
  return [
    { state: 'ok', said: fill(texts.writable, { folder, mode: (found.mode & 0o777).toString(8) }) },
    ...(wide
      ? [{ state: 'warning' as const, said: texts.othersWrite, advice: fill(texts.chmodFolder, { folder }) }]
      : []),
    ...secrets,
    await roomFinding(dataDir, holdsDatabase),
  ]
}

async function mayWrite(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  )
}

/** Keys that others on this machine can read. */
async function openSecrets(dataDir: string): Promise<readonly Finding[]> {
  if (process.platform === 'win32') return []
  const found: Finding[] = []
  for (const name of ['secret.key', 'api.token', 'postgres.secret']) {
    const file = join(dataDir, name)
    const mode = await stat(file).then(
      ({ mode: bits }) => bits & 0o777,
      () => 0,
    )
    if ((mode & 0o077) === 0) continue
    const advice = fill(texts.chmodSecret, { file: verbatim(file) })
    found.push({ state: 'error', said: fill(texts.readable, { name, mode: mode.toString(8) }), advice })
  }
  return found
}

const gigabyte = 1024 ** 3

async function roomFinding(folder: string, holdsDatabase: boolean): Promise<Finding> {
  const { bavail, blocks, bsize } = await statfs(folder)
  return judgeRoom({ free: bavail * bsize, all: blocks * bsize }, holdsDatabase)
}

/** Judgement: a year of a middle company takes some gigabytes; a full disk stops the database. */
export function judgeRoom(
  { free, all }: { readonly free: number; readonly all: number },
  holdsDatabase: boolean,
): Finding {
  const shown = (free / gigabyte).toFixed(1)
  const percent = all === 0 ? 100 : Math.round((free / all) * 100)
  const said = fill(texts.room, { shown, percent })
  if (free < 0.2 * gigabyte) return { state: holdsDatabase ? 'error' : 'warning', said, advice: texts.makeRoom }
  if (free < 2 * gigabyte || percent < 5) return { state: 'warning', said, advice: texts.makeRoom }
  return { state: 'ok', said }
}

async function importFindings(folder: string | null): Promise<readonly Finding[]> {
  if (folder === null) return []
  const there = await stat(folder).catch(() => null)
  const fine = there?.isDirectory() === true && (await mayWrite(folder))
  const name = { folder: verbatim(folder) }
  if (fine) return [{ state: 'ok', said: fill(texts.importFine, name) }]
  return [{ state: 'error', said: fill(texts.importBad, name), advice: texts.makeImport }]
}

const texts = {
  label: { en: 'Folders', ja: 'フォルダー', 'zh-CN': '文件夹' },
  notYet: {
    en: '{folder} is not there yet: the first start makes it.',
    ja: '{folder} はまだありません（初回起動時に作成されます）。',
    'zh-CN': '{folder} 尚不存在，首次启动时会创建。',
  },
  unused: {
    en: 'No data folder is needed: everything stands in the database.',
    ja: 'データはすべてデータベースにあり、データフォルダーは不要です。',
    'zh-CN': '数据全部在数据库中，不需要数据文件夹。',
  },
  writable: {
    en: '{folder} can be written (mode {mode}).',
    ja: '{folder} に書き込めます（モード{mode}）。',
    'zh-CN': '{folder} 可写（权限 {mode}）。',
  },
  notWritable: {
    en: '{folder} cannot be written by this account.',
    ja: 'このアカウントでは {folder} に書き込めません。',
    'zh-CN': '当前账号无法写入 {folder}。',
  },
  makeWritable: {
    en: 'Give the folder to the account of the service, or set DATA_DIR to another one.',
    ja: 'サービスのアカウントに権限を与えるか、DATA_DIR を別のフォルダーにしてください。',
    'zh-CN': '请把该文件夹交给服务账号，或将 DATA_DIR 改为其他文件夹。',
  },
  othersWrite: {
    en: 'Other accounts of this machine may write there.',
    ja: 'このマシンの他のアカウントも書き込める状態です。',
    'zh-CN': '本机其他账号也能写入。',
  },
  chmodFolder: { en: 'chmod go-w {folder}', ja: 'chmod go-w {folder}', 'zh-CN': 'chmod go-w {folder}' },
  readable: {
    en: '{name} can be read by other accounts of this machine (mode {mode}).',
    ja: '{name} を他のアカウントが読める状態です（モード{mode}）。',
    'zh-CN': '本机其他账号可读取 {name}（权限 {mode}）。',
  },
  chmodSecret: { en: 'chmod 600 {file}', ja: 'chmod 600 {file}', 'zh-CN': 'chmod 600 {file}' },
  room: {
    en: '{shown} GB are free ({percent}%).',
    ja: '空き容量は{shown} GB（{percent}%）です。',
    'zh-CN': '剩余空间 {shown} GB（{percent}%）。',
  },
  makeRoom: {
    en: 'Make room, or move DATA_DIR to a larger disk: a full disk stops the database.',
    ja: '空きを増やすか、DATA_DIR を大きいディスクに移してください。満杯になるとデータベースが止まります。',
    'zh-CN': '请清理空间，或把 DATA_DIR 移到更大的磁盘：磁盘写满后数据库会停止。',
  },
  importFine: {
    en: 'Files are taken from {folder}.',
    ja: '{folder} のファイルを取り込みます。',
    'zh-CN': '会从 {folder} 读取文件。',
  },
  importBad: {
    en: 'IMPORT_FOLDER {folder} is no folder that can be written.',
    ja: 'IMPORT_FOLDER の {folder} は書き込めるフォルダーではありません。',
    'zh-CN': 'IMPORT_FOLDER {folder} 不是可写的文件夹。',
  },
  makeImport: {
    en: 'Make it for the account of the service, or remove IMPORT_FOLDER.',
    ja: 'サービスのアカウント用に作成するか、IMPORT_FOLDER を外してください。',
    'zh-CN': '请为服务账号创建该文件夹，或去掉 IMPORT_FOLDER。',
  },
} satisfies Record<string, Localized>
