import type { SchemaWords } from '@/lib/admin/data/describe-schema'

export const musicStoreName = 'music_store'

export const musicStoreIdentity = 'customer.customer_id,first_name,last_name'

const money = { unit: 'currency:USD' }
const hidden = { isAllowed: false }

/** What the owner of the demo's store says about it. */
export const musicStoreWords: SchemaWords = {
  artist: { note: 'Who made the music', synonyms: ['band', 'singer', 'musician', 'group'] },
  album: {
    note: 'Albums of artists',
    synonyms: ['record', 'disc', 'release'],
    columns: { title: { synonyms: ['name'] } },
  },
  track: {
    note: 'Songs and films that the store sells',
    synonyms: ['song', 'title', 'tune', 'piece'],
    columns: {
      milliseconds: { unit: 'ms', synonyms: ['length', 'duration', 'time'] },
      bytes: { unit: 'bytes', synonyms: ['size', 'file size'] },
      unit_price: { ...money, synonyms: ['price', 'cost'] },
      composer: { synonyms: ['writer', 'songwriter'] },
    },
  },
  genre: { note: 'Kinds of music', synonyms: ['style', 'kind of music', 'category'] },
  media_type: { note: 'Formats of files', synonyms: ['format', 'file type', 'media'] },
  playlist: { note: 'Lists of tracks', synonyms: ['list', 'mix'] },
  playlist_track: { note: 'Which tracks are on which playlist' },
  customer: {
    note: 'Who buys in the store',
    synonyms: ['client', 'buyer', 'account'],
    columns: { support_rep_id: { synonyms: ['support agent', 'representative'] } },
  },
  invoice: {
    note: 'Purchases of customers: one row each',
    synonyms: ['purchase', 'order', 'bill', 'receipt', 'sale'],
    columns: {
      total: { ...money, synonyms: ['amount', 'price', 'cost', 'value', 'spending'] },
      invoice_date: { synonyms: ['date', 'day', 'purchase date'] },
      billing_country: { synonyms: ['country'] },
      billing_city: { synonyms: ['city'] },
      billing_state: { synonyms: ['state'] },
    },
  },
  invoice_line: {
    note: 'What was bought in a purchase: one track each',
    synonyms: ['item', 'line', 'purchased track', 'bought song'],
    columns: { unit_price: { ...money, synonyms: ['price', 'cost'] }, quantity: { synonyms: ['number', 'amount'] } },
  },
  employee: {
    note: 'Who works in the store',
    synonyms: ['staff', 'worker', 'colleague'],
    columns: {
      ...{ birth_date: hidden, address: hidden, postal_code: hidden, phone: hidden, fax: hidden },
      hire_date: { synonyms: ['hired', 'start date'] },
      title: { synonyms: ['job', 'position', 'role'] },
    },
  },
}
