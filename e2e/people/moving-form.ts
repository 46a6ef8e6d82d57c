/** A larger form: conditions, choices, money, rating, address, a sensitive field and one that is always confirmed. */
export const movingForm = (callbackUrl: string) => ({
  form: {
    name: 'Moving quote',
    title: 'Your move',
    context: 'A moving company collects what it needs for a quote.',
    greeting: 'Hello. A few questions and you get a quote for your move.',
    summary: 'Thank you, {{full_name}}. Your quote comes by email.',
    review: true,
    callback_url: callbackUrl,
    country: 'US',
    fields: [
      { id: 'full_name', type: 'name', label: 'Name', question: 'What is your full name?', required: true },
      {
        ...{ id: 'email', type: 'email', label: 'Email', question: 'Which email address gets the quote?' },
        ...{ why: 'The quote is sent there and nothing else is.', required: true },
      },
      {
        ...{ id: 'phone', type: 'phone', label: 'Phone', question: 'Which phone number reaches you on the day?' },
        ...{ why: 'The driver calls an hour before arrival.', required: true, confirm: 'always' },
      },
      {
        ...{
          id: 'home_type',
          type: 'choice',
          label: 'Home',
          question: 'Where do you move from: flat, house or storage?',
        },
        required: true,
        choices: [
          { value: 'flat', label: 'Flat', synonyms: ['apartment', 'condo'] },
          { value: 'house', label: 'House', synonyms: ['townhouse'] },
          { value: 'storage', label: 'Storage unit', synonyms: ['storage', 'locker'] },
        ],
      },
      {
        ...{ id: 'floor', type: 'number', label: 'Floor', question: 'Which floor is it on?', required: true },
        ...{ validation: { min: 0, max: 80 }, condition: 'variable_equals:home_type=flat' },
      },
      {
        ...{ id: 'elevator', type: 'yes_no', label: 'Elevator', question: 'Is there an elevator?', required: true },
        condition: 'answered:floor and floor >= 3',
      },
      {
        ...{
          id: 'move_date',
          type: 'date',
          label: 'Moving day',
          question: 'On which day do you move?',
          required: true,
        },
        ...{ validation: { min: 'today' }, help: 'Any day from today on.' },
      },
      {
        ...{ id: 'from_address', type: 'address', label: 'Address', question: 'What is the address you move from?' },
        required: true,
      },
      {
        ...{ id: 'to_postal_code', type: 'postal_code', label: 'New postal code', required: true },
        question: 'What is the postal code of the new place?',
      },
      {
        ...{ id: 'extras', type: 'choices', label: 'Extras', required: false },
        question: 'Do you want any extras: packing, cleaning, piano transport?',
        choices: [
          { value: 'packing', label: 'Packing' },
          { value: 'cleaning', label: 'Cleaning' },
          { value: 'piano', label: 'Piano transport', synonyms: ['piano'] },
        ],
      },
      {
        ...{ id: 'piano_value', type: 'money', label: 'Value of the piano', currency: 'USD', required: true },
        question: 'How much is the piano worth, in dollars?',
        ...{ validation: { min: 1 }, when_used_up: { default: 1000 }, condition: 'variable_equals:extras=piano' },
      },
      {
        ...{ id: 'customer_number', type: 'text', label: 'Customer number', required: false, sensitive: true },
        question: 'Do you have a customer number? It looks like AB-123456.',
        validation: { pattern: '[A-Z]{2}-\\d{6}', message: 'A customer number looks like AB-123456.' },
      },
      {
        ...{
          id: 'notes',
          type: 'long_text',
          label: 'Notes',
          question: 'Anything else we should know?',
          required: false,
        },
        validation: { max_length: 500 },
      },
      { id: 'ease', type: 'rating', label: 'Ease', question: 'How easy was this, from 1 to 5?', required: false },
    ],
  },
})
