import { styleText } from 'node:util'
import { visibleLine, visibleText } from './visible-text'
import { displayWidth, wrapText } from './wrap-text'

export type Tone = 'plain' | 'quiet' | 'strong' | 'good' | 'bad' | 'path' | 'found' | 'agent'

const styles: Record<Exclude<Tone, 'plain'>, Parameters<typeof styleText>[0]> = {
  quiet: 'dim',
  strong: 'bold',
  good: 'green',
  bad: 'red',
  path: 'yellow',
  found: 'magenta',
  agent: 'cyan',
}

/** A piece of a line. A plain string is our own words; what came from elsewhere is escaped by `Screen` either way. */
export type Piece = string | readonly [text: string, tone: Tone]

export type Screen = {
  /** One line of pieces, cut to fit: what does not fit goes on below, under the same indentation. */
  line(...pieces: Piece[]): void
  rule(): void
  /** Text in a box, wrapped. */
  box(title: string, text: string, tone: Tone): void
}

export type ScreenOptions = { write: (text: string) => void; columns: () => number; colours: boolean }

const widest = 100
const narrowest = 20

export function createScreen({ write, columns, colours }: ScreenOptions): Screen {
  const width = () => Math.max(narrowest, Math.min(widest, columns()))
  const paint = (text: string, tone: Tone) =>
    colours && tone !== 'plain' ? styleText(styles[tone], text, { validateStream: false }) : text
  return {
    line(...pieces) {
      for (const row of layOut(pieces, width())) write(`${row.map(([text, tone]) => paint(text, tone)).join('')}\n`)
    },
    rule() {
      write(`${paint('='.repeat(Math.min(60, width())), 'quiet')}\n`)
    },
    box(title, text, tone) {
      const inner = Math.min(width(), 80) - 4
      const head = `┌─ ${visibleLine(title)} `
      write(`  ${paint(head + '─'.repeat(Math.max(2, inner - displayWidth(head))), tone)}\n`)
      for (const row of wrapText(visibleText(text), inner - 2)) write(`  ${paint('│', tone)} ${row}\n`)
      write(`  ${paint(`└${'─'.repeat(inner - 1)}`, tone)}\n`)
    },
  }
}

type Row = [text: string, tone: Tone][]

function layOut(pieces: readonly Piece[], width: number): Row[] {
  const parts = pieces.map((piece): [string, Tone] =>
    typeof piece === 'string' ? [visibleLine(piece), 'plain'] : [visibleLine(piece[0]), piece[1]],
  )
  const whole = parts.map(([text]) => text).join('')
  if (displayWidth(whole) <= width) return [parts]
  const indent = Math.min(/^ */.exec(whole)?.[0].length ?? 0, width - 10)
  const lines = wrapText(whole.slice(indent), width - indent - 2)
  return tinted(lines, parts, indent)
}

// Wrapping drops only spaces, so each line is found again in the tinted whole by walking both.
function tinted(lines: readonly string[], parts: Row, indent: number): Row[] {
  const tones = parts.flatMap(([text, tone]) => Array.from({ length: text.length }, () => tone))
  const whole = parts.map(([text]) => text).join('')
  let at = indent
  return lines.map((line, index) => {
    const row: Row = [[' '.repeat(index === 0 ? indent : indent + 2), 'plain']]
    at = whole.indexOf(line, at)
    for (let i = 0; i < line.length; i += 1) {
      const tone = tones[at + i] ?? 'plain'
      const last = row.at(-1)
      const character = line.charAt(i)
      if (last && last[1] === tone) last[0] += character
      else row.push([character, tone])
    }
    at += line.length
    return row
  })
}
