/** A number for people: small ones keep digits that say something. */
export function figureText(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 100) return Math.round(value).toLocaleString('en')
  return value.toLocaleString('en', { maximumSignificantDigits: 2 })
}

/** A part of a whole; nothing of nothing is a dash. */
export function shareText(part: number, whole: number): string {
  return whole === 0 ? '–' : `${Math.round((part / whole) * 100)} %`
}

/** Money in the currency of the price list: cents where it is more than one, else digits that say something. */
export function moneyText(value: number): string {
  if (value < 1) return value.toLocaleString('en', { maximumSignificantDigits: 2 })
  return value.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
}
