/** A message as a sentence of its own: with a capital letter and a full stop. */
export function sentence(message: string): string {
  const begun = message.charAt(0).toUpperCase() + message.slice(1)
  return /[.?!]$/.test(begun) ? begun : `${begun}.`
}
