import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'

export type Status = 'IN_QUEUE' | 'IN_PROGRESS' | 'DONE' | 'CANCELLED' | 'FATAL'

/** A document that a finished work hands over. */
export interface Document {
  readonly bytes: Buffer
  readonly type: string
}

/** A report or query that Amazon makes in its own time. */
export interface Work {
  readonly id: string
  readonly seller: string
  readonly created: Date
  readonly about: Readonly<Record<string, unknown>>
  asked: number
  status: Status
  document: string | null
}

/** Documents behind addresses that live for 300 seconds and are told to nobody with headers of ours. */
export function createDocuments(now: () => Date, base: () => string) {
  const kept = new Map<string, Document>()
  const links = new Map<string, { readonly document: Document; readonly until: number }>()
  return {
    keep: (document: Document): string => {
      const id = `amzn1.spdoc.1.${randomUUID()}`
      kept.set(id, document)
      return id
    },
    /** A new address; `null`: no such document. */
    link: (id: string): string | null => {
      const document = kept.get(id)
      if (!document) return null
      const key = randomUUID()
      links.set(key, { document, until: now().getTime() + 300_000 })
      return `${base()}/made-bucket/${key}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=300&X-Amz-Signature=${key.replaceAll('-', '')}`
    },
    read: (key: string): Document | 'expired' | null => {
      const link = links.get(key)
      if (!link) return null
      return link.until < now().getTime() ? 'expired' : link.document
    },
  }
}

/** Works by their ids: each is asked for at least twice before it is done. */
export function createWorks(now: () => Date) {
  const works = new Map<string, Work>()
  return {
    all: works,
    add: (seller: string, about: Work['about']): Work => {
      const work: Work = {
        id: String(50_000 + works.size),
        seller,
        created: now(),
        about,
        asked: 0,
        status: 'IN_QUEUE',
        document: null,
      }
      works.set(work.id, work)
      return work
    },
    /** Goes on by one question; `finish` says how it ends. */
    ask: (work: Work, finish: () => { readonly status: Status; readonly document: string | null }): void => {
      if (!['IN_QUEUE', 'IN_PROGRESS'].includes(work.status)) return
      work.asked += 1
      if (work.asked === 1) work.status = 'IN_PROGRESS'
      else Object.assign(work, finish())
    },
  }
}

/** A document as Amazon packs it. */
export function gzipped(bytes: Buffer | string, type: string): Document {
  return { bytes: gzipSync(bytes), type }
}
