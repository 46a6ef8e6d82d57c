type Bound = { text: string; isMet(value: number): boolean }

/** One row of the table; without bounds it is only told. */
export type Figure = { name: string; value: number; unit: '%' | 'ms' | 'MB' | ''; must?: Bound; aim?: Bound }

export function atLeast(limit: number): Bound {
  return { text: `≥ ${limit}`, isMet: (value) => value >= limit }
}

export function atMost(limit: number): Bound {
  return { text: `≤ ${limit}`, isMet: (value) => value <= limit }
}

export function figureLines(figures: readonly Figure[]): string[] {
  const line = (name: string, value: string, must: string, aim: string, verdict: string) =>
    `${name.padEnd(42)}${value.padStart(10)}  ${must.padEnd(8)}${aim.padEnd(8)}${verdict}`.trimEnd()
  return [
    line('', 'measured', 'must', 'aim', ''),
    ...figures.map(({ name, value, unit, must, aim }) =>
      line(name, shown(value, unit), must?.text ?? '', aim?.text ?? '', verdictOn(value, must, aim)),
    ),
  ]
}

function shown(value: number, unit: Figure['unit']): string {
  return unit === '' ? value.toFixed(3) : `${value.toFixed(1)} ${unit}`
}

function verdictOn(value: number, must: Bound | undefined, aim: Bound | undefined): string {
  if (!must || !aim) return ''
  return aim.isMet(value) ? 'aim' : must.isMet(value) ? 'met' : 'MISSED'
}
