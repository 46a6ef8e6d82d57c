import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { CliFailure } from './cli-failure'

const idSchema = z.union([z.string(), z.number()])
const passageSchema = z
  .object({
    id: idSchema.optional(),
    _id: idSchema.optional(),
    title: z.string().nullish(),
    text: z.string().optional(),
    passage: z.string().optional(),
    content: z.string().optional(),
    contents: z.string().optional(),
  })
  .transform(({ id, _id, title, text, passage, content, contents }) => ({
    id: id ?? _id ?? null,
    title: title ?? '',
    text: text ?? passage ?? content ?? contents,
  }))
const listSchema = z.union([z.array(z.unknown()), z.object({ passages: z.array(z.unknown()) })])

export type GivenPassage = { id: string; title: string; text: string }

/**
 * The passages that retrieval rows name: JSON Lines, a JSON array or `{"passages": […]}` of texts with an id (`text`, `passage`
 * or `content`), or of bare strings, whose id is their place from 0. `named` is relative to the set, or to the current folder.
 * Throws a CliFailure for a file that is not there and an entry that is no passage.
 */
export async function readPassages(named: string, setFile: string): Promise<GivenPassage[]> {
  const content = await readFile(resolve(dirname(setFile), named), 'utf8')
    .catch(() => readFile(resolve(named), 'utf8'))
    .catch(() => {
      throw new CliFailure(`${named}, which ${setFile} names, cannot be read.`)
    })
  return entriesOf(content, named).map((entry, at) => passageOf(entry, at, named))
}

function entriesOf(content: string, file: string): unknown[] {
  const whole = listSchema.safeParse(jsonOrNull(content))
  if (whole.success) return Array.isArray(whole.data) ? whole.data : whole.data.passages
  const lines = content.split('\n').filter((line) => line.trim() !== '')
  return lines.map((line, at) => {
    const entry = jsonOrNull(line)
    if (entry === null) throw new CliFailure(`${file}: passage ${at + 1} is not JSON.`)
    return entry
  })
}

function passageOf(entry: unknown, at: number, file: string): GivenPassage {
  if (typeof entry === 'string') return { id: String(at), title: '', text: entry }
  const { data } = passageSchema.safeParse(entry)
  if (data?.text === undefined) throw new CliFailure(`${file}: passage ${at + 1} has no text.`)
  return { id: String(data.id ?? at), title: data.title, text: data.text }
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
