import type { TurnEvent } from '@/lib/domain/turn-event'

/**
 * Text as it can be stored, so that what is streamed is what is kept: a surrogate pair that was cut goes out whole with
 * its second half, and what no text may hold becomes U+FFFD. Other events pass as they are.
 */
export function createTextMender(): (event: TurnEvent) => TurnEvent[] {
  let half: (TurnEvent & { type: 'text-delta' }) | null = null
  return (event) => {
    const before = half
    half = null
    if (event.type !== 'text-delta') return before ? [{ ...before, text: '\ufffd' }, event] : [event]
    const text = (before?.text ?? '') + event.text
    const isCut = isHighSurrogate(text.charCodeAt(text.length - 1))
    if (isCut) half = { ...event, text: text.slice(-1) }
    const whole = mended(isCut ? text.slice(0, -1) : text)
    return whole === '' ? [] : [{ ...event, text: whole }]
  }
}

function mended(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd')
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff
}
