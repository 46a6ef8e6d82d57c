/** A message as a sentence of its own: with a capital letter and a full stop. */
export function sentence(message: string): string {
  const begun = message.charAt(0).toUpperCase() + message.slice(1)
  return /[.?!]$/.test(begun) ? begun : `${begun}.`
}

/** A finding where its field is not to be seen: what says only how something must be gets the field's name before it. */
export function findingWords({ path, message }: { path: string; message: string }): string {
  const [, field, place] = /(?:^|\.)([a-z_]+)(?:\[(\d+)\])?$/.exec(path) ?? []
  if (!/^(?:must|is|has) /.test(message) || field === undefined) return sentence(message)
  const name = field.replaceAll('_', ' ')
  return sentence(`${name}${place === undefined ? '' : ` ${Number(place) + 1}`} ${message}`)
}
