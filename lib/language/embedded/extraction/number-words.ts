const units = new Map<string, number>(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, value): [string, number] => [word, value]),
)
const tens = new Map(
  'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, at) => [word, (at + 2) * 10]),
)
const scales = new Map([
  ['hundred', 100],
  ['thousand', 1000],
  ['million', 1_000_000],
])

const word = `(?:${[...units.keys(), 'fourty', ...tens.keys(), ...scales.keys()].join('|')})`
/** One number in words, as a pattern's source: "twenty-five", "a hundred and five". */
export const numberWordsSource = `(?:an?[ ]hundred|an?[ ]thousand|${word})(?:(?:[ -]|[ ]and[ ])${word}){0,7}`

const shortHundreds = new RegExp(
  `^((?:${[...units.keys()].slice(1, 10).join('|')})) ((?:${[...tens.keys()].join('|')})(?:[ -](?:${[...units.keys()].slice(1, 10).join('|')}))?)$`,
  'iu',
)

/** Every word of a number there is. */
export const numberWords: readonly string[] = [...units.keys(), ...tens.keys(), ...scales.keys()]

/** Null where the words are not one number, such as "two three". "One fifty" leaves a hundred out. */
export function readNumberWords(text: string): number | null {
  const [, hundreds, rest] = shortHundreds.exec(text) ?? []
  if (hundreds && rest) return (units.get(hundreds.toLowerCase()) ?? 0) * 100 + (addUp(rest) ?? 0)
  return addUp(text)
}

function addUp(text: string): number | null {
  let total = 0
  let part = 0
  let last = Number.POSITIVE_INFINITY
  for (const piece of text
    .toLowerCase()
    .replace('fourty', 'forty')
    .split(/[\s-]+/u)) {
    if (piece === 'and') continue
    const one = piece === 'a' || piece === 'an' ? 1 : units.get(piece)
    const ten = tens.get(piece)
    const scale = scales.get(piece)
    if (one !== undefined && (last >= 100 || (last >= 20 && one > 0 && one < 10))) part += one
    else if (ten !== undefined && last >= 100) part += ten
    else if (scale === 100 && part > 0 && part < 100) part *= 100
    else if (scale !== undefined && scale > 100 && part > 0) {
      total += part * scale
      part = 0
    } else return null
    last = scale ?? ten ?? one ?? last
  }
  return total + part
}

const digitWords = new Map<string, number>([...[...units].slice(0, 10), ['oh', 0], ['o', 0], ['nought', 0]])
const repeats = new Map([
  ['double', 2],
  ['triple', 3],
])

/** Digits said one by one ("four one five", "double oh seven", "3 0 3 0 1") as a row of digits. Null where other words are among them. */
export function readSpokenDigits(text: string): string | null {
  let digits = ''
  let times = 1
  const pieces = text
    .toLowerCase()
    .split(/[\s,.-]+/u)
    .filter((one) => one !== '')
  for (const [at, piece] of pieces.entries()) {
    // "seventy three" is 73, "seventy oh" is 70 and 0.
    const ten = tens.get(piece)
    const next = units.get(pieces[at + 1] ?? '') ?? 0
    if (ten !== undefined && next > 0 && next < 10) {
      digits += String(ten / 10)
      continue
    }
    const zeros = scales.get(piece)
    if (zeros !== undefined && digits !== '') {
      digits += String(zeros).slice(1)
      continue
    }
    const repeat = repeats.get(piece)
    if (repeat !== undefined) {
      times = repeat
      continue
    }
    const value = digitWords.get(piece) ?? tens.get(piece) ?? units.get(piece)
    const said = value === undefined && /^\d{1,15}$/u.test(piece) ? piece : value?.toString()
    if (said === undefined) return null
    digits += said.repeat(times)
    times = 1
  }
  return digits === '' ? null : digits
}

/** A run of spoken or single digits, as a pattern's source. */
export const spokenDigitsSource = `(?:${[...digitWords.keys(), ...repeats.keys(), ...tens.keys(), ...[...units.keys()].slice(10)].join('|')}|\\d{1,4})(?:[ ,.-]{1,2}(?:hundred|${[...digitWords.keys(), ...repeats.keys(), ...tens.keys(), ...[...units.keys()].slice(10)].join('|')}|\\d{1,4})){1,20}`
