import type { Localized } from '#src/i18n/locale.ts'

/** What a file is that cannot be read as rows, and the way out. */
export const refusals = {
  tooLarge: {
    en: 'The file is larger than {limit} MB. Split it, for example by month.',
    ja: 'ファイルが{limit} MBを超えています。月ごとなどに分割してください。',
    'zh-CN': '文件超过 {limit} MB，请按月等方式拆分后再导入。',
  },
  tooManyCells: {
    en: 'The workbook has more than {limit} million filled cells. Save the sheet with the data as CSV or .xlsx and send that.',
    ja: 'ブックの入力済みセルが{limit}00万個を超えています。データのシートだけをCSVまたは.xlsxで保存してお送りください。',
    'zh-CN': '工作簿的非空单元格超过 {limit}00 万个。请将数据所在的工作表另存为CSV或.xlsx后再上传。',
  },
  empty: { en: 'The file is empty.', ja: 'ファイルが空です。', 'zh-CN': '文件为空。' },
  'old-excel': {
    en: 'This old Excel file (.xls) cannot be read: it is damaged, too large or no workbook. Save it as .xlsx or CSV.',
    ja: 'この古い形式のExcelファイル（.xls）は読み取れません（破損、または大きすぎます）。.xlsxまたはCSVで保存し直してください。',
    'zh-CN': '无法读取该旧版Excel文件（.xls）：文件损坏、过大或不是工作簿。请另存为.xlsx或CSV。',
  },
  password: {
    en: 'The workbook is protected by a password. Take the password off (File → Info → Protect) and send it again.',
    ja: 'ブックがパスワードで保護されています。パスワードを解除してから、もう一度お送りください。',
    'zh-CN': '工作簿受密码保护。请先取消密码，再重新上传。',
  },
  binaryWorkbook: {
    en: 'This binary Excel workbook (.xlsb) cannot be read: it is damaged or too large. Save it as .xlsx or CSV.',
    ja: 'このExcelバイナリブック（.xlsb）は読み取れません（破損、または大きすぎます）。.xlsxまたはCSVで保存し直してください。',
    'zh-CN': '无法读取该Excel二进制工作簿（.xlsb）：文件损坏或过大。请另存为.xlsx或CSV。',
  },
  openDocument: {
    en: 'This OpenDocument file (.ods) cannot be read: it is damaged, too large or no spreadsheet. Save it as .xlsx or CSV.',
    ja: 'このOpenDocumentファイル（.ods）は読み取れません（破損、大きすぎる、または表計算ではありません）。.xlsxまたはCSVで保存し直してください。',
    'zh-CN': '无法读取该OpenDocument文件（.ods）：文件损坏、过大或不是电子表格。请另存为.xlsx或CSV。',
  },
  webPage: {
    en: 'This is a web page without a table of rows, whatever its name says. Export the data as CSV or .xlsx.',
    ja: '表のないWebページです（拡張子とは異なります）。データをCSVまたは.xlsxで書き出してください。',
    'zh-CN': '这是一个不含数据表的网页（与扩展名不符）。请将数据导出为CSV或.xlsx。',
  },
  archive: {
    en: 'This archive holds neither a CSV file nor a workbook. Unpack it and send the file with the rows.',
    ja: '圧縮ファイルの中にCSVもExcelブックもありません。展開して、データのファイルをお送りください。',
    'zh-CN': '压缩包里没有CSV或工作簿。请解压后上传数据文件。',
  },
  severalFiles: {
    en: 'This archive holds {count} files. Unpack it and send them one by one.',
    ja: '圧縮ファイルに{count}個のファイルが入っています。展開して1つずつお送りください。',
    'zh-CN': '压缩包里有 {count} 个文件，请解压后逐个上传。',
  },
  gzip: {
    en: 'This file is packed with gzip. Unpack it first.',
    ja: 'gzipで圧縮されたファイルです。先に展開してください。',
    'zh-CN': '这是gzip压缩文件，请先解压。',
  },
  pdf: {
    en: 'This is a PDF. Export the data as CSV or .xlsx.',
    ja: 'PDFファイルです。データをCSVまたは.xlsxで書き出してください。',
    'zh-CN': '这是PDF文件，请将数据导出为CSV或.xlsx。',
  },
  binary: {
    en: 'This is no file of rows: it looks like a picture, a program or a damaged file. Send CSV or .xlsx.',
    ja: '表のファイルではありません（画像・プログラム・破損ファイルのようです）。CSVまたは.xlsxをお送りください。',
    'zh-CN': '这不是数据表文件（看起来是图片、程序或已损坏的文件）。请上传CSV或.xlsx。',
  },
  damaged: {
    en: 'The workbook cannot be read: it is damaged or no Excel file. Open it in Excel, save it again as .xlsx and retry.',
    ja: 'ブックを読み取れません。破損しているか、Excelファイルではありません。Excelで開いて.xlsxで保存し直してください。',
    'zh-CN': '无法读取工作簿：文件已损坏或不是Excel文件。请用Excel打开并重新另存为.xlsx后再试。',
  },
} satisfies Record<string, Localized>
