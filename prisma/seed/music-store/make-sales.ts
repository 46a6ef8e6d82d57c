import type { FilledTable } from '@/lib/domain/data-source'
import type { Track } from './make-catalogue'
import type { Random } from './random'
import { column, filled, key, reference } from './table-kit'
import { firstNames, lastNames, places, streets } from './words'

const invoiceCount = 412
const firstDay = Date.UTC(2021, 0, 1)
const days = 1816
/** How many tracks each invoice has, over and over. */
const sizes = [2, 4, 6, 9, 14, 1, 2]

// The documented customer: seven invoices, the cheapest 13 (0.99), the dearest 145 (13.86).
const frank = { id: 16, invoices: [13, 134, 145, 200, 329, 352, 374] }

type Person = { id: number; first: string; last: string; home: (string | null)[] }

/** Employees, customers and what they bought. `tracks`: those that the store has. */
export function makeSales(random: Random, tracks: readonly Track[]): FilledTable[] {
  const customers = makeCustomers(random)
  const songs = tracks.filter(({ price }) => price === '0.99')
  const others = customers.filter(({ id }) => id !== frank.id)
  const invoices: (string | null)[][] = []
  const lines: string[][] = []
  let turn = 0
  for (let id = 1; id <= invoiceCount; id++) {
    const isFranks = frank.invoices.includes(id)
    const customer = isFranks ? customers[frank.id - 1] : others[(turn++ * 23) % others.length]
    if (!customer) continue
    const bought = Array.from({ length: sizes[(id - 1) % sizes.length] ?? 1 }, () =>
      random.pick(isFranks ? songs : tracks),
    )
    for (const { id: track, price } of bought)
      lines.push([String(lines.length + 1), String(id), String(track), price, '1'])
    const cents = bought.reduce((sum, { price }) => sum + Math.round(Number(price) * 100), 0)
    const day = new Date(firstDay + Math.floor(((id - 1) * days) / (invoiceCount - 1)) * 86_400_000)
    const at = `${day.toISOString().slice(0, 10)} 00:00:00`
    invoices.push([String(id), String(customer.id), at, ...customer.home, (cents / 100).toFixed(2)])
  }
  return [employees(random), customerTable(random, customers), invoiceTable(invoices), lineTable(lines)]
}

function makeCustomers(random: Random): Person[] {
  const countries = places.flatMap((place) => Array.from({ length: place[1] }, () => place))
  const elsewhere = countries.toSorted((a, b) => (a[2] + a[4] < b[2] + b[4] ? -1 : 1))
  return Array.from({ length: countries.length + 1 }, (_, at): Person => {
    const street = `${10 + random.below(900)} ${random.pick(streets)} Street`
    const id = at + 1
    if (id === frank.id)
      return {
        id,
        first: 'Frank',
        last: 'Harris',
        home: ['1600 Orchard Parkway', 'Mountain View', 'CA', 'USA', '94043'],
      }
    const [country = '', , city = '', state = null, code = ''] = elsewhere[id < frank.id ? at : at - 1] ?? []
    const first = firstNames[(at * 7) % firstNames.length] ?? ''
    const last = lastNames[(at * 11 + Math.floor(at / 30)) % lastNames.length] ?? ''
    return { id, first, last, home: [street, city, state, country, code] }
  })
}

const home = [
  ...[column('address', 'varchar(70)'), column('city', 'varchar(40)'), column('state', 'varchar(40)')],
  ...[column('country', 'varchar(40)'), column('postal_code', 'varchar(10)')],
]
const reachable = [column('phone', 'varchar(24)'), column('fax', 'varchar(24)')]

function customerTable(random: Random, customers: readonly Person[]): FilledTable {
  const columns = [
    ...[key('customer_id'), column('first_name', 'varchar(40)', false), column('last_name', 'varchar(20)', false)],
    ...[column('company', 'varchar(80)'), ...home, ...reachable, column('email', 'varchar(60)', false)],
    reference('support_rep_id', 'employee', true, 'employee_id'),
  ]
  const rows = customers.map(({ id, first, last, home: address }) => [
    ...[String(id), first, last, id % 6 === 0 ? `${last} & Co.` : null, ...address, phone(random), null],
    ...[`${first}.${last}.${id}@example.com`.toLowerCase(), String(3 + (id % 3))],
  ])
  return filled('customer', columns, rows)
}

const staff: readonly [title: string, reportsTo: number | null][] = [
  ['General Manager', null],
  ['Sales Manager', 1],
  ['Sales Support Agent', 2],
  ['Sales Support Agent', 2],
  ['Sales Support Agent', 2],
  ['IT Manager', 1],
  ['IT Staff', 6],
  ['IT Staff', 6],
]

function employees(random: Random): FilledTable {
  const columns = [
    ...[key('employee_id'), column('last_name', 'varchar(20)', false), column('first_name', 'varchar(20)', false)],
    ...[column('title', 'varchar(30)'), reference('reports_to', 'employee', true, 'employee_id')],
    ...[column('birth_date', 'timestamp'), column('hire_date', 'timestamp'), ...home, ...reachable],
    column('email', 'varchar(60)'),
  ]
  const rows = staff.map(([title, reportsTo], at) => {
    const [first, last] = [firstNames[at * 5 + 1] ?? '', lastNames[at * 3 + 2] ?? '']
    return [
      ...[String(at + 1), last, first, title, reportsTo === null ? null : String(reportsTo)],
      ...[`${1962 + at * 3}-0${1 + at}-11 00:00:00`, `${2016 + (at % 4)}-0${2 + at}-01 00:00:00`],
      ...[`${100 + at} Market Street`, 'Calgary', 'AB', 'Canada', 'T2P 2T3', phone(random), null],
      `${first}.${last}@example.com`.toLowerCase(),
    ]
  })
  return filled('employee', columns, rows)
}

function invoiceTable(rows: FilledTable['rows']): FilledTable {
  const billing = home.map((one) => ({ ...one, name: `billing_${one.name}` }))
  const columns = [
    ...[key('invoice_id'), reference('customer_id', 'customer', false), column('invoice_date', 'timestamp', false)],
    ...[...billing, column('total', 'numeric(10,2)', false)],
  ]
  return filled('invoice', columns, rows)
}

function lineTable(rows: FilledTable['rows']): FilledTable {
  const columns = [
    ...[key('invoice_line_id'), reference('invoice_id', 'invoice', false), reference('track_id', 'track', false)],
    ...[column('unit_price', 'numeric(10,2)', false), column('quantity', 'integer', false)],
  ]
  return filled('invoice_line', columns, rows)
}

function phone(random: Random): string {
  return `+1 (555) 01${random.below(10)}-${String(random.below(10_000)).padStart(4, '0')}`
}
