import { extractVariables } from './extract-variables'
import { loadWords } from './lexicon'

const sentences = [
  "Hello there, I'm Anna Lee and I would really like to come on Tuesday or maybe tomorrow at 3pm, if nothing is in the way.",
  'you can call me at 415 555 0132, we will probably be four people from Denver and my knee has been hurting since March 3rd',
  'do you have any rooms free tonight',
]
const names = ['first_name', 'preferred_date', 'preferred_time', 'phone_number', 'party_size', 'zip_code', 'consent']

/** Loads the words and runs every costly reader once, so that no turn pays for their first use. Takes some tenths of a second. */
export function warmExtraction(): void {
  loadWords()
  const variables = names.map((name) => ({ name, prompt: '', defaultValue: null }))
  for (const text of sentences)
    extractVariables({ text, history: [], variables, known: {} }, { now: 0, timeZone: 'UTC', country: 'US' })
}
