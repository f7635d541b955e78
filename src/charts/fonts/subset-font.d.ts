declare module 'subset-font' {
  interface Options {
    readonly targetFormat?: 'truetype' | 'woff' | 'woff2'
    readonly noHinting?: boolean
    readonly keepFeatures?: readonly string[]
    readonly dropTables?: readonly string[]
  }
  /** Cuts a face down to the characters of a text. */
  export default function subsetFont(font: Buffer, text: string, options: Options): Promise<Buffer>
}
