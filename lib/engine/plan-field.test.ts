import { expect, test } from 'vitest'
import { newForm } from '@/lib/domain/apply-form-change'
import type { FieldReading, FormAct, FormField, FormReading, FormState } from '@/lib/domain/form'
import type { Json, JsonObject } from '@/lib/domain/json'
import { choices, collectNode, field, noValidation } from '@/test/form'
import { formWords } from './form-words'
import { type FieldContext, planField } from './plan-field'

const name = field('name')
const email = field('email', { type: 'email', why: 'To confirm the appointment.', help: 'Any address you read.' })
const phone = field('phone', { type: 'phone', required: false })
const pet = field('pet', { type: 'choice', choices: choices('Dog', 'Cat', 'None') })
const breed = field('breed', { condition: { kind: 'not', of: { kind: 'equals', field: 'pet', value: 'none' } } })
const coat = field('coat', { condition: { kind: 'answered', field: 'breed' } })
const all = [name, email, phone, pet, breed, coat]

type Given = { act?: FormAct; values?: JsonObject; more?: Partial<FieldReading> } & Partial<Omit<FormReading, 'values'>>

function reads({ values = {}, more = {}, ...rest }: Given): FormReading {
  const found = Object.entries(values).map(([id, value]) => ({
    ...{ field: id, value, raw: String(value), messageId: null, method: 'test', confidence: 1, problem: null },
    ...more,
  }))
  const act = found.length > 0 ? 'answer' : 'unclear'
  return { act, values: found, question: null, about: null, unneeded: null, ...rest }
}

/** A form that asks `asking`, whose fields before it were asked in their order. */
function asks(asking: string, more: Partial<FormState> = {}, fields: readonly FormField[] = all): FormState {
  const at = fields.findIndex(({ id }) => id === asking)
  const order = (at < 0 ? fields : fields.slice(0, at + 1)).map(({ id }) => id)
  return { ...newForm('form'), asking, asked: { [asking]: 1 }, order, ...more }
}

type Situation = Partial<Omit<FieldContext, 'reading'>> & { fields?: readonly FormField[]; review?: boolean }

function hears(situation: Situation, given: Given | null) {
  const { fields = all, review = false, ...rest } = situation
  const context: FieldContext = {
    ...{ node: collectNode(fields, { review }), form: null, variables: {}, text: 'said', messageId: 'm' },
    ...{ prefill: null, moment: { now: Date.UTC(2026, 0, 10, 12), timeZone: 'UTC' }, isEntering: false },
    ...{ canCancel: false, knowledge: { canSearch: false, found: null } },
    reading: given && reads(given),
    ...rest,
  }
  const move = planField(context)
  const folded = { form: context.form ?? newForm('form'), variables: context.variables }
  return { ...move, words: formWords(move.say, folded.variables), changed: move.changes.map(line) }
}

// "answered email=a@b.org", "asked phone", "again phone"
function line(change: ReturnType<typeof planField>['changes'][number]): string {
  switch (change.kind) {
    case 'answered':
      return `${change.by === 'visitor' ? '' : `${change.by} `}answered ${change.field}=${JSON.stringify(change.value)}`
    case 'asked':
      return `${change.counts ? 'asked' : 'again'} ${change.field}`
    case 'confirming':
      return `confirming ${change.field}=${JSON.stringify(change.value)}`
    case 'cleared':
      return `cleared ${change.field}${change.because ? ` because ${change.because}` : ''}`
    case 'skipped':
      return `skipped ${change.field} by ${change.by}`
    case 'unneeded':
      return `unneeded ${change.fields.join()}`
    case 'ended':
      return `ended ${change.outcome}`
    default:
      return change.kind
  }
}

const known = (...ids: string[]): JsonObject => Object.fromEntries(ids.map((id) => [id, values[id] ?? null]))
const values: Record<string, Json> = {
  ...{ name: 'Ann', email: 'a@b.org', phone: '+14045550123', pet: 'dog', breed: 'Poodle', coat: 'curly' },
}

type Row = [rule: string, situation: Situation, given: Given | null, changed: string[], words?: RegExp]

const rows: Row[] = [
  ['the first question is asked', {}, null, ['asked name'], /^What is your name\?$/],
  [
    'an answer is taken and the next field asked',
    { form: asks('name') },
    { values: { name: 'Ann' } },
    ['answered name="Ann"', 'asked email'],
    /^What is your email\?$/,
  ],
  [
    'several answers in one message are all taken, those not asked for are said back',
    { form: asks('name') },
    { values: { phone: '+14045550123', name: 'Ann', email: 'a@b.org' } },
    ['answered name="Ann"', 'answered email="a@b.org"', 'answered phone="+14045550123"', 'asked pet'],
    /^Noted: Email: a@b\.org; Phone: \+14045550123\.\n\nWhat is your pet\? \(Dog, Cat, None\)$/,
  ],
  [
    'an answer to a later field leaves the question standing, uncounted',
    { form: asks('name') },
    { values: { email: 'a@b.org' } },
    ['answered email="a@b.org"', 'again name'],
    /What is your name/,
  ],
  [
    'a choice question names its choices',
    { form: asks('pet'), variables: known('name', 'email', 'phone') },
    { act: 'repeat' },
    ['again pet'],
    /\(Dog, Cat, None\)/,
  ],
  [
    'a field whose condition does not hold is passed over',
    { form: asks('pet'), variables: known('name', 'email', 'phone') },
    { values: { pet: 'none' } },
    ['answered pet="none"', 'ended complete'],
    /^$/,
  ],
  [
    'an answer ahead of the one that decides about it is taken',
    { form: asks('pet'), variables: { ...known('name', 'email', 'phone'), pet: null } },
    { values: { coat: 'curly' } },
    ['answered coat="curly"', 'again pet'],
  ],
  [
    'and void once it is decided against it',
    { form: asks('pet'), variables: { ...known('name', 'email', 'phone', 'breed', 'coat') } },
    { values: { pet: 'none' } },
    ['answered pet="none"', 'cleared breed because pet', 'cleared coat because breed', 'ended complete'],
  ],
  [
    'where a condition is decided against it, a value is let go',
    { form: asks('phone'), variables: { ...known('name', 'email'), pet: 'none' } },
    { values: { breed: 'Poodle' } },
    ['again phone'],
    /^What is your phone/,
  ],
  // Bad values
  [
    'a value that does not fit is refused with what is wrong, and the attempt counts',
    { form: asks('email'), variables: known('name') },
    { values: { email: 'ann' } },
    ['asked email'],
    /does not look like an email/,
  ],
  [
    'the author’s own message is said',
    {
      form: asks('age', {}, [field('age')]),
      fields: [field('age', { type: 'number', validation: { ...noValidation, min: 18, message: 'Adults only.' } })],
    },
    { values: { age: 12 } },
    ['asked age'],
    /^Adults only\.\n\nWhat is your age\?$/,
  ],
  [
    'a problem that a model saw counts as well',
    { form: asks('name') },
    { values: { name: 'x' }, more: { problem: 'Give the full name.' } },
    ['asked name'],
    /full name/,
  ],
  [
    'a bad value for another field is refused and the question stands',
    { form: asks('phone'), variables: known('name', 'email') },
    { values: { email: 'nope' } },
    ['again phone'],
    /^Email: That does not look/,
  ],
  ['what cannot be read counts', { form: asks('name') }, {}, ['asked name'], /^I did not understand that\.\n\nWhat is/],
  [
    'and is told what would be, where the field is of a type',
    { form: asks('email'), variables: known('name') },
    {},
    ['asked email'],
    /^That does not look like an email address\.\n\nWhat is your email/,
  ],
  // Attempts used up
  [
    'past its attempts a field is left out',
    { form: asks('name', { asked: { name: 3 } }) },
    {},
    ['skipped name by attempts', 'asked email'],
    /^I leave that out for now\.\n\nWhat is your email/,
  ],
  [
    'or takes its default',
    {
      form: asks('name', { asked: { name: 3 } }),
      fields: [field('name', { whenUsedUp: { kind: 'default', value: 'Guest' } })],
    },
    {},
    ['default answered name="Guest"', 'ended complete'],
    /Noted: Name: Guest/,
  ],
  [
    'or ends the form',
    {
      form: asks('name', { asked: { name: 1 } }),
      fields: [field('name', { attempts: 1, whenUsedUp: { kind: 'end' } })],
    },
    {},
    ['ended used-up'],
    /^$/,
  ],
  // Corrections
  [
    'a correction replaces the answer and the same question stands, uncounted',
    { form: asks('phone'), variables: known('name', 'email') },
    { values: { email: 'c@d.org' } },
    ['answered email="c@d.org"', 'again phone'],
    /^Email is now c@d\.org\.\n\nWhat is your phone/,
  ],
  [
    'a correction clears what depended on the old value, and what depended on that',
    { form: asks('phone'), variables: known('name', 'email', 'pet', 'breed', 'coat') },
    { values: { pet: 'cat' } },
    ['answered pet="cat"', 'cleared breed because pet', 'cleared coat because breed', 'again phone'],
  ],
  [
    'what depends only on there being an answer stays when the answer changes',
    { form: asks('phone'), variables: known('name', 'email', 'pet', 'breed', 'coat') },
    { values: { breed: 'Beagle' } },
    ['answered breed="Beagle"', 'again phone'],
  ],
  [
    'an answer given together with the correction it depends on is kept',
    { form: asks('phone'), variables: known('name', 'email', 'pet', 'breed') },
    { values: { pet: 'cat', breed: 'Siamese' } },
    ['answered pet="cat"', 'cleared breed because pet', 'answered breed="Siamese"', 'again phone'],
  ],
  [
    'the same answer once more changes nothing',
    { form: asks('phone'), variables: known('name', 'email') },
    { values: { email: 'a@b.org' } },
    ['again phone'],
    /^What is your phone/,
  ],
  // Side questions
  [
    '"why" is answered from the field’s why',
    { form: asks('email'), variables: known('name') },
    { act: 'question', question: 'Why do you need this?' },
    ['again email'],
    /^To confirm the appointment\.\n\nWhat is your email/,
  ],
  [
    '"what should I enter" from its help',
    { form: asks('email'), variables: known('name') },
    { act: 'question', question: 'What should I enter?' },
    ['again email'],
    /^Any address you read\.\n\n/,
  ],
  [
    '"which ones are there" from its choices',
    { form: asks('pet'), variables: known('name', 'email', 'phone') },
    { act: 'question', question: 'Which ones are there?' },
    ['again pet'],
    /^You can choose from: Dog, Cat, None\./,
  ],
  [
    'a question about another field is answered from that one',
    { form: asks('phone'), variables: known('name', 'email') },
    { act: 'question', question: 'why my email?', about: 'email' },
    ['again phone'],
    /^To confirm/,
  ],
  [
    'another question is honestly not answered, without documents',
    { form: asks('name') },
    { act: 'question', question: 'Do you open on Sundays?' },
    ['again name'],
    /^I cannot answer that here\.\n\nWhat is your name/,
  ],
  [
    'what was found in the documents is quoted',
    {
      form: asks('name'),
      knowledge: {
        canSearch: true,
        found: {
          outcome: 'found',
          sources: [{ documentId: 'd', title: 'Hours', place: null, quote: 'We open on Sundays.', score: 1 }],
        },
      },
    },
    { act: 'question', question: 'Do you open on Sundays?' },
    ['again name'],
    /^“We open on Sundays\.” \[1\]\n\nWhat is/,
  ],
  [
    'what the documents do not say is not answered',
    { form: asks('name'), knowledge: { canSearch: true, found: { outcome: 'not-said', sources: [] } } },
    { act: 'question', question: 'Do you open on Sundays?' },
    ['again name'],
    /^I cannot answer/,
  ],
  [
    'an answer with a question beside it does both',
    { form: asks('email'), variables: known('name') },
    { values: { email: 'a@b.org' }, question: 'why do you need it?' },
    ['answered email="a@b.org"', 'asked phone'],
    /^To confirm the appointment\.\n\nWhat is your phone/,
  ],
  // Skip
  [
    'what is optional may be skipped',
    { form: asks('phone'), variables: known('name', 'email') },
    { act: 'skip' },
    ['skipped phone by visitor', 'asked pet'],
    /^All right, I leave that out\./,
  ],
  [
    'what is required may not, which uses up no attempt',
    { form: asks('email'), variables: known('name') },
    { act: 'skip' },
    ['again email'],
    /^This one is needed\. To confirm the appointment\.\n\nWhat is your email/,
  ],
  [
    'another field may be skipped ahead',
    { form: asks('name') },
    { act: 'skip', about: 'phone' },
    ['skipped phone by visitor', 'again name'],
  ],
  [
    '"no" to an optional field skips it',
    { form: asks('phone'), variables: known('name', 'email') },
    { act: 'no' },
    ['skipped phone by visitor', 'asked pet'],
  ],
  [
    '"yes" to an optional text is no answer yet, and uses up no attempt',
    { form: asks('note', {}, [field('note', { required: false })]), fields: [field('note', { required: false })] },
    { act: 'yes' },
    [],
    /^Please go ahead/,
  ],
  [
    'an answer that is there may be taken out by name',
    { form: asks('pet'), variables: known('name', 'email', 'phone') },
    { act: 'skip', about: 'phone' },
    ['cleared phone', 'skipped phone by visitor', 'again pet'],
    /^Phone is removed\./,
  ],
  [
    'a field may be skipped and another answered in one message',
    { form: asks('phone'), variables: known('name', 'email') },
    { act: 'skip', values: { pet: 'none' } },
    ['answered pet="none"', 'skipped phone by visitor', 'ended complete'],
    /^Noted: Pet: None\.\n\nAll right/,
  ],
  // Back, repeat, show
  [
    '"back" asks the field before with its answer shown',
    { form: asks('phone'), variables: known('name', 'email') },
    { act: 'back' },
    ['again email'],
    /^You said “a@b\.org”\. Give another answer, or say “keep it”\.\n\nWhat is your email/,
  ],
  [
    '"back" twice goes back two',
    { form: { ...asks('phone'), asking: 'email' }, variables: known('name', 'email') },
    { act: 'back' },
    ['again name'],
  ],
  [
    '"back" may name its field',
    { form: asks('pet'), variables: known('name', 'email', 'phone') },
    { act: 'back', about: 'name' },
    ['again name'],
  ],
  [
    'there is nothing before the first',
    { form: asks('name') },
    { act: 'back' },
    ['again name'],
    /^This is the first question/,
  ],
  [
    'a field gone back to takes another answer',
    { form: { ...asks('phone'), asking: 'email' }, variables: known('name', 'email') },
    { values: { email: 'c@d.org' } },
    ['answered email="c@d.org"', 'again phone'],
    /^Email is now c@d\.org/,
  ],
  [
    'or keeps the one it has',
    { form: { ...asks('phone'), asking: 'email' }, variables: known('name', 'email') },
    { act: 'yes' },
    ['again phone'],
    /^What is your phone/,
  ],
  ['"repeat" asks again, uncounted', { form: asks('name') }, { act: 'repeat' }, ['again name']],
  [
    '"show" lists what was given',
    { form: asks('phone'), variables: known('name', 'email') },
    { act: 'show' },
    ['again phone'],
    /^This is what I have so far:\n\n- Name: Ann\n- Email: a@b\.org\n\nWhat is your phone/,
  ],
  [
    '"show" before the first answer says so',
    { form: asks('name') },
    { act: 'show' },
    ['again name'],
    /not given anything yet/,
  ],
  // Stop, go on, start over
  [
    'giving up pauses where there is no way out',
    { form: asks('email'), variables: known('name') },
    { act: 'cancel' },
    ['paused'],
    /What you gave is kept/,
  ],
  [
    'giving up ends the form where there is one',
    { form: asks('email'), canCancel: true },
    { act: 'cancel' },
    ['ended cancelled'],
    /^$/,
  ],
  [
    '"go on" asks where it stood',
    { form: asks('email', { isPaused: true }), variables: known('name') },
    { act: 'resume' },
    ['resumed', 'again email'],
    /^What is your email/,
  ],
  [
    'an answer goes on as well',
    { form: asks('email', { isPaused: true }), variables: known('name') },
    { values: { email: 'a@b.org' } },
    ['resumed', 'answered email="a@b.org"', 'asked phone'],
  ],
  ['other words leave it paused', { form: asks('email', { isPaused: true }) }, {}, [], /What you gave is kept/],
  [
    'coming back to a paused form goes on',
    { form: asks('email', { isPaused: true }), variables: known('name'), isEntering: true },
    null,
    ['resumed', 'again email'],
  ],
  [
    'starting over clears all',
    { form: asks('phone'), variables: known('name', 'email') },
    { act: 'restart' },
    ['cleared name', 'cleared email', 'restarted', 'asked name'],
    /^Let us start over\.\n\nWhat is your name/,
  ],
  // Confirmation
  [
    'a field that is always confirmed asks back',
    { form: asks('name'), fields: [field('name', { confirm: 'always' })] },
    { values: { name: 'Ann' } },
    ['confirming name="Ann"'],
    /^Did you mean “Ann”\?$/,
  ],
  [
    'one that is confirmed when unsure asks only then',
    { form: asks('name'), fields: [field('name', { confirm: 'unsure' })] },
    { values: { name: 'Ann' }, more: { confidence: 0.6 } },
    ['confirming name="Ann"'],
  ],
  [
    'and takes what is sure',
    { form: asks('name'), fields: [field('name', { confirm: 'unsure' })] },
    { values: { name: 'Ann' } },
    ['answered name="Ann"', 'ended complete'],
  ],
  [
    'yes takes the value that waits',
    { form: asks('name', { confirming: { field: 'name', value: 'Ann' } }) },
    { act: 'yes' },
    ['answered name="Ann"', 'asked email'],
  ],
  [
    'no asks again, which counts',
    { form: asks('name', { confirming: { field: 'name', value: 'Ann' } }) },
    { act: 'no' },
    ['asked name'],
    /^What is your name\?$/,
  ],
  [
    'another value replaces the one that waits',
    { form: asks('name', { confirming: { field: 'name', value: 'Ann' } }) },
    { act: 'no', values: { name: 'Anne' } },
    ['answered name="Anne"', 'asked email'],
  ],
  [
    'a side question leaves the confirmation standing',
    { form: asks('email', { confirming: { field: 'email', value: 'a@b.org' } }) },
    { act: 'question', question: 'why?' },
    ['confirming email="a@b.org"'],
    /^To confirm the appointment\.\n\nDid you mean/,
  ],
  // Review
  [
    'with a review the last answer is followed by all of them',
    { form: asks('name', {}, [name]), fields: [name], review: true },
    { values: { name: 'Ann' } },
    ['answered name="Ann"', 'asked _review'],
    /^This is what I have:\n\n- Name: Ann\n\nIs everything right\?$/,
  ],
  [
    'yes completes',
    { form: asks('_review'), variables: known('name'), fields: [name], review: true },
    { act: 'yes' },
    ['ended complete'],
    /^$/,
  ],
  [
    'no asks what to change',
    { form: asks('_review'), variables: known('name'), fields: [name], review: true },
    { act: 'no' },
    ['again _review'],
    /^What should be changed\?$/,
  ],
  [
    'no with a name asks that field',
    { form: asks('_review'), variables: known('name', 'email'), fields: [name, email], review: true },
    { act: 'no', about: 'email' },
    ['again email'],
    /^You said “a@b\.org”/,
  ],
  [
    'a correction is applied and reviewed again',
    { form: asks('_review'), variables: known('name'), fields: [name], review: true },
    { values: { name: 'Anne' } },
    ['answered name="Anne"', 'again _review'],
    /^Name is now Anne\.\n\nThis is what I have/,
  ],
  [
    'a correction that opens another field asks it first',
    { form: asks('_review'), variables: { ...known('name', 'email', 'phone'), pet: 'none' }, review: true },
    { values: { pet: 'cat' } },
    ['answered pet="cat"', 'asked breed'],
  ],
  [
    'what cannot be read leaves the review standing',
    { form: asks('_review', { asked: { _review: 1 } }), variables: known('name'), fields: [name], review: true },
    {},
    ['again _review'],
    /^I did not understand that\.\n\nThis is what I have/,
  ],
  // Prefill and what is there
  [
    'what is known beforehand is taken, and not asked',
    { fields: [field('name', { prefill: 'crm_name' }), email], prefill: { crm_name: 'Ann' } },
    null,
    ['prefill answered name="Ann"', 'asked email'],
  ],
  [
    'what does not fit is not',
    { fields: [field('email', { type: 'email', prefill: 'mail' })], prefill: { mail: 'x' } },
    null,
    ['asked email'],
  ],
  ['an answer that is there is not asked for', { variables: known('name') }, null, ['asked email']],
  [
    'one that does not fit its field is',
    { variables: { email: 'x', name: 'Ann' } },
    null,
    ['cleared email', 'asked email'],
  ],
  [
    'a form that is entered anew after its end goes through its answers again',
    {
      form: { ...asks('name'), asking: null, outcome: 'complete' },
      variables: known('name'),
      fields: [name],
      isEntering: true,
    },
    null,
    ['restarted', 'ended complete'],
  ],
  [
    'what was said on the way here fills fields',
    { isEntering: true },
    { values: { email: 'a@b.org' } },
    ['answered email="a@b.org"', 'asked name'],
    /^Noted: Email: a@b\.org/,
  ],
  [
    'coming back with the answer to what was asked goes on to the next',
    { form: asks('email'), variables: known('name'), isEntering: true },
    { values: { email: 'a@b.org' } },
    ['answered email="a@b.org"', 'asked phone'],
  ],
  [
    'a field that a model judged unneeded is passed over',
    { form: asks('name'), fields: [name, field('spouse', { condition: { kind: 'words', text: 'if married' } })] },
    { values: { name: 'Ann' }, unneeded: ['spouse'] },
    ['unneeded spouse', 'answered name="Ann"', 'ended complete'],
  ],
  [
    'without a judgement it is asked',
    { form: asks('name'), fields: [name, field('spouse', { condition: { kind: 'words', text: 'if married' } })] },
    { values: { name: 'Ann' } },
    ['answered name="Ann"', 'asked spouse'],
  ],
  [
    'a yes/no field takes a bare yes',
    { form: asks('ok', {}, []), fields: [field('ok', { type: 'yes_no' })] },
    { act: 'yes' },
    ['answered ok=true', 'ended complete'],
  ],
  [
    'and a bare no',
    { form: asks('ok', {}, []), fields: [field('ok', { type: 'yes_no' })] },
    { act: 'no' },
    ['answered ok=false', 'ended complete'],
  ],
]

test.each(rows)('%s', (_, situation, given, changed, words = /(?:)/) => {
  const move = hears(situation, given)
  expect(move.changed).toEqual(changed)
  expect(move.words).toMatch(words)
})

test('a side question that the field does not answer is looked up first, where there are documents', () => {
  const situation = { form: asks('name'), knowledge: { canSearch: true, found: null } }
  expect(hears(situation, { act: 'question', question: 'Do you open on Sundays?' }).search).toBe(
    'Do you open on Sundays?',
  )
  expect(hears({ ...situation, form: asks('email') }, { act: 'question', question: 'Why?' }).search).toBeNull()
})

test('a sensitive answer is masked in every word said, and marked in every change', () => {
  const ssn = field('ssn', { sensitive: true, confirm: 'always' })
  const fields = [ssn, name]
  const confirming = hears({ fields, form: asks('ssn', {}, fields) }, { values: { ssn: '123-45-6789' } })
  expect(confirming.words).toBe('Did you mean “••••6789”?')
  expect(confirming.changes).toEqual([{ kind: 'confirming', field: 'ssn', value: '123-45-6789', isSensitive: true }])
  const shown = hears({ fields, form: asks('name', {}, fields), variables: { ssn: '123-45-6789' } }, { act: 'show' })
  expect(shown.words).toContain('- Ssn: ••••6789')
  const restarted = hears(
    { fields, form: asks('name', {}, fields), variables: { ssn: '123-45-6789' } },
    { act: 'restart' },
  )
  expect(restarted.changes[0]).toMatchObject({ kind: 'cleared', isSensitive: true })
})

test('why a question comes is told: what decided that those before it do not', () => {
  const situation = { form: asks('pet'), variables: known('name', 'email', 'phone'), fields: [...all, field('note')] }
  expect(hears(situation, { values: { pet: 'none' } }).why).toBe(
    'breed is not asked: pet is None; coat is not asked: breed is not answered',
  )
})
