import type { FieldType, FormField } from '@/lib/domain/form'

// A form with a field of every type, for tests: asked on a Friday, in the United States.

export const fieldCall = { now: Date.UTC(2026, 10, 6, 12), timeZone: 'UTC', country: 'US' }

function field(id: string, type: FieldType, label: string, more: Partial<FormField> = {}): FormField {
  return {
    id,
    type,
    label,
    question: `What is your ${label.toLowerCase()}?`,
    help: null,
    why: null,
    required: true,
    choices: [],
    validation: { min: null, max: null, minLength: null, maxLength: null, pattern: null, message: null, rule: null },
    confirm: 'never',
    attempts: 3,
    whenUsedUp: { kind: 'skip' },
    condition: null,
    prefill: null,
    sensitive: false,
    country: null,
    currency: null,
    parsingHint: null,
    ...more,
  }
}

const choice = (value: string, label: string, ...synonyms: string[]) => ({ value, label, synonyms })

export const everyField: readonly FormField[] = [
  field('name', 'name', 'Name'),
  field('email', 'email', 'Email'),
  field('phone', 'phone', 'Phone number', { required: false }),
  field('company', 'text', 'Company', { required: false }),
  field('date_of_birth', 'date', 'Date of birth'),
  field('preferred_date', 'date', 'Preferred date'),
  field('preferred_time', 'time', 'Preferred time'),
  field('appointment', 'date_time', 'Appointment'),
  field('guests', 'number', 'Number of guests'),
  field('budget', 'money', 'Budget', { currency: 'USD' }),
  field('website', 'url', 'Website', { required: false }),
  field('zip', 'postal_code', 'ZIP code'),
  field('newsletter', 'yes_no', 'Newsletter'),
  field('plan', 'choice', 'Plan', {
    choices: [
      choice('basic', 'Basic plan', 'starter', 'free'),
      choice('pro', 'Professional', 'pro'),
      choice('ent', 'Enterprise'),
    ],
  }),
  field('topics', 'choices', 'Topics', {
    required: false,
    choices: [choice('mri', 'MRI'), choice('ct', 'CT scan', 'cat scan'), choice('xray', 'X-ray', 'x ray')],
  }),
  field('score', 'rating', 'Rating'),
  field('message', 'long_text', 'Message'),
  field('address', 'address', 'Address'),
]

export function fieldNamed(id: string): FormField {
  const found = everyField.find((one) => one.id === id)
  if (!found) throw new Error(`no field ${id}`)
  return found
}
