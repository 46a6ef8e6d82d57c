// The process that reads one file nobody trusts: bytes on standard input, passages as JSON on standard output.
import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import type { DocumentFormat } from '@/lib/domain/knowledge'
import { cutPassages } from '@/lib/knowledge/cut-passages'
import { Unreadable } from './block'
import { parseDocument } from './parse-document'

const maxSentences = 50_000

const format = z.enum(['pdf', 'docx', 'markdown', 'html', 'text', 'csv']).parse(process.argv[2])

// Libraries may print their warnings; standard output is the answer's alone.
for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const) console[name] = () => {}

const answer = await read(format, await buffer(process.stdin)).catch((error: unknown) => {
  if (error instanceof Unreadable) return { failure: error.message }
  return { failure: 'The file is damaged: it cannot be read.' }
})
process.stdout.write(JSON.stringify(answer), () => process.exit(0))

// Cut here too: the server that waits has other things to do than to walk through a large document.
async function read(format: DocumentFormat, bytes: Uint8Array) {
  const { blocks, pages } = await parseDocument(format, bytes)
  const passages = cutPassages(blocks)
  const sentences = passages.reduce((sum, passage) => sum + passage.sentences.length, 0)
  if (sentences > maxSentences)
    throw new Unreadable(`It has ${sentences} sentences or rows; ${maxSentences} is the most.`)
  return { passages, pages }
}
