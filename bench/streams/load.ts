/** What a visitor's message asks of the fake model: so many tokens, one each `paceMs` (0: as fast as they are taken). */
export type Load = {
  tokens: number
  paceMs: number
  /** Before the first token. */
  delayMs: number
}

/** The message itself carries the load, so that every stream has its own. */
export function loadMessage({ tokens, paceMs, delayMs }: Load): string {
  return `load ${tokens} ${paceMs} ${delayMs}`
}

export function readLoad(message: string): Load {
  const [, tokens = 0, paceMs = 0, delayMs = 0] = message.split(' ').map(Number)
  return { tokens, paceMs, delayMs }
}

/** One clock for all processes of this machine, in microseconds. */
export function nowMicros(): number {
  return Number(process.hrtime.bigint() / 1000n)
}

const stampPattern = /^(\d+)\/(\d+) /

/** The first token says when the model was asked and when it was sent: what is added to it can be told by its reader. */
export function stamp(askedAt: number): string {
  return `${askedAt}/${nowMicros()} `
}

export function readStamp(text: string): { askedAt: number; saidAt: number } {
  const [, askedAt, saidAt] = stampPattern.exec(text) ?? []
  if (askedAt === undefined) throw new Error(`no stamp in "${text.slice(0, 40)}"`)
  return { askedAt: Number(askedAt), saidAt: Number(saidAt) }
}

/** Every token but the first is this one: words can be counted by their length. */
export const word = ' word'
