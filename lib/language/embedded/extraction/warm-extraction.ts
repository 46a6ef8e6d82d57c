import { extractVariables } from './extract-variables'
import { loadWords } from './lexicon'

const sentences = [
  "Hello there, I'm Anna Lee and I would really like to come on Tuesday or maybe tomorrow at 3pm, if nothing is in the way.",
  'you can call me at 415 555 0132, we will probably be four people from Denver and my knee has been hurting since March 3rd',
  'do you have any rooms free tonight',
  'me and my wife, and it is jo dot doe at example dot com',
]
const names = [
  'first_name',
  'preferred_date',
  'preferred_time',
  'phone_number',
  'party_size',
  'zip_code',
  'consent',
  'quantity',
  'email',
]

/** Loads the words and runs every costly reader once, so that no turn pays for their first use. Takes some tenths of a second. */
export function warmExtraction(): void {
  loadWords()
  const variables = names.map((name) => ({ name, prompt: '', defaultValue: null }))
  const call = { now: 0, timeZone: 'UTC', country: 'US' }
  for (const text of sentences) {
    extractVariables({ text, history: [], variables, known: {} }, call)
    // A single variable counts as asked for, which reads bare answers too.
    for (const variable of variables) extractVariables({ text, history: [], variables: [variable], known: {} }, call)
  }
}
