const announced =
  /^(?:(?:hi|hello|hey)[,!. ]+)?(?:there[,!. ]+)?(?:i ?['\u2019]?m|i am|im|my name is|my name['\u2019]s|call me)\s+(\p{L}[\p{L}'\u2019.-]*)\s+(\p{L}[\p{L}'\u2019-]*(?: \p{L}[\p{L}'\u2019-]*)?)\s*(?:here)?[.!]*$/iu
const signed = /^(?:(?:hi|hello|hey)[,!. ]+)?(\p{L}[\p{L}'\u2019-]+)\s+(\p{L}[\p{L}'\u2019-]+) here[.!]*$/iu
const alone = /^(\p{Lu}[\p{Ll}'\u2019-]+)\s+(\p{Lu}[\p{L}'\u2019-]+)[.!]?$/u
const noName =
  /^(?:a|an|the|not|just|looking|interested|trying|going|here|sure|sorry|from|in|new|very|really|so|about|asking|wondering|happy|fine|good|what|how|which|list|show|top|my|all|it|that|this|and|or|to|of|for|with|customer|number)$/i

/** A message that is somebody saying who they are, with a first and a last name. */
export function readName(text: string, isOther: (word: string) => boolean): { first: string; last: string } | null {
  const said = text.trim().slice(0, 120)
  const [, first = '', last = ''] = announced.exec(said) ?? signed.exec(said) ?? alone.exec(said) ?? []
  // "Rock Songs" is nobody.
  if (alone.test(said) && [first, last].some((word) => isOther(word.toLowerCase()))) return null
  if (first === '' || [first, ...last.split(' ')].some((word) => noName.test(word))) return null
  return { first: capital(first), last: capital(last) }
}

function capital(name: string): string {
  return name.replace(
    /(^|[ '\u2019-])(\p{Ll})/gu,
    (_, before: string, letter: string) => `${before}${letter.toUpperCase()}`,
  )
}
