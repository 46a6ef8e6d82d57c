/** `invoice_line`, `InvoiceLine` → "invoice line". */
export function nameWords(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_\s]+/g, ' ')
    .trim()
    .toLowerCase()
}

/** One form for singular and plural. Rough, as both sides go through it. */
export function singular(phrase: string): string {
  if (/(?:ss|us|is)$/.test(phrase) || phrase.length < 4) return phrase
  if (/ies$/.test(phrase)) return phrase.replace(/ies$/, 'y')
  if (/(?:ch|sh|x|ss|z)es$/.test(phrase)) return phrase.slice(0, -2)
  return phrase.replace(/s$/, '')
}

export function plural(phrase: string): string {
  const one = singular(phrase)
  if (/[^aeiou]y$/.test(one)) return one.replace(/y$/, 'ies')
  return /(?:ch|sh|x|s|z)$/.test(one) ? `${one}es` : `${one}s`
}
