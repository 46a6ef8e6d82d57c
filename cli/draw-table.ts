import { visibleLine } from './visible-text'
import { displayWidth } from './wrap-text'

/** Rows under their column names, as wide as they need; null is an empty cell. What comes from elsewhere is escaped. */
export function drawTable(columns: readonly string[], rows: readonly (readonly (string | null)[])[]): string {
  const cells = [columns, ...rows].map((row) => row.map((cell) => (cell === null ? '' : visibleLine(cell))))
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => displayWidth(row[index] ?? ''))))
  const lines = cells.map((row) =>
    row
      .map((cell, index) => ` ${cell}${' '.repeat((widths[index] ?? 0) - displayWidth(cell))} `)
      .join('|')
      .trimEnd(),
  )
  const rule = widths.map((width) => '-'.repeat(width + 2)).join('+')
  return `${[lines[0] ?? '', rule, ...lines.slice(1)].join('\n')}\n`
}
