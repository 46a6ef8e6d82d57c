import { createHash, randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { AppError } from '@/lib/domain/errors'
import type { DocumentFormat, KnowledgeBase, NewDocument } from '@/lib/domain/knowledge'

const maxOriginalBytes = 25 * 1024 * 1024

const formats: Readonly<Record<string, DocumentFormat>> = {
  pdf: 'pdf',
  docx: 'docx',
  doc: 'docx',
  md: 'markdown',
  markdown: 'markdown',
  html: 'html',
  htm: 'html',
  txt: 'text',
  text: 'text',
  csv: 'csv',
  tsv: 'csv',
}

/** A file on its way into a base. Throws VALIDATION_FAILED for a kind of file we do not read, PAYLOAD_TOO_LARGE past 25 MB. */
export function newDocument(
  base: Pick<KnowledgeBase, 'id' | 'tenantId'>,
  file: { name: string; bytes: Uint8Array },
  createdAt: number,
): NewDocument {
  const fileName = basename(file.name).slice(0, 255)
  const [, title = fileName, ending = ''] = /^(.+)\.([^.]+)$/.exec(fileName) ?? []
  const format = formats[ending.toLowerCase()]
  if (!format)
    throw new AppError('VALIDATION_FAILED', `${fileName}: only PDF, DOCX, Markdown, HTML, text and CSV files are read`)
  if (file.bytes.byteLength > maxOriginalBytes)
    throw new AppError('PAYLOAD_TOO_LARGE', `${fileName}: a document has 25 MB at most`)
  return {
    ...{ id: randomUUID(), tenantId: base.tenantId, baseId: base.id, fileName, title, format, createdAt },
    hash: createHash('sha256').update(file.bytes).digest('hex'),
    original: file.bytes,
  }
}
