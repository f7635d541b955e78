import type { Card } from './card.ts'
import type { ImportFile, ImportingPerson } from './file-imports.ts'

/** Photos that people send as evidence behind their ratings. */
export interface EvidencePhotos {
  /**
   * Keeps a photo behind a rating of the person: the one that `words` name by its number, else the one they are at.
   * Answers where it stands and how it is moved. @throws UserError where none is open, or it is no picture.
   */
  keep(photo: ImportFile, words: string, by: ImportingPerson): Promise<Card>
}

const pictures = /\.(jpe?g|png|webp|heic|heif|gif|bmp|tiff?)$/i

/** Whether a name is that of a picture. */
export function isPictureName(name: string): boolean {
  return pictures.test(name)
}

/** Words that say what a photo is for, and nothing else: `photo for rating #12`, `採点 #12の写真`, `打分 #12`. */
export function isPhotoCaption(line: string): boolean {
  const word =
    'photos?|pictures?|evidence|for|of|to|the|my|rating|round|number|no\\.?|採点|写真|証拠|です|の|用|照片|图片|打分|证据|编号|给|的'
  return new RegExp(`^(?:\\s|[#＃：:,，。.\\d]|(?:${word}))*$`, 'iu').test(line)
}
