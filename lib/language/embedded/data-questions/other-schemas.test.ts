import { expect, test } from 'vitest'
import type { DataColumn, DataSchema, DataTable, DataType, IdentityRule } from '@/lib/domain/data-source'
import { readQuestion } from './read-question'

type Columns = Readonly<Record<string, DataType | readonly string[]>>

function table(name: string, columns: Columns, change: Partial<DataTable> = {}): DataTable {
  const described = Object.entries(columns).map(([column, of]): DataColumn => {
    const [type, samples] = typeof of === 'string' ? [of, []] : ['text' as const, of]
    return {
      ...{ name: column, type, samples, sqlType: type, isNullable: false, note: null, synonyms: [], unit: null },
      isAllowed: column !== 'Salary',
    }
  })
  const [key = ''] = Object.keys(columns)
  return {
    ...{
      name,
      note: null,
      synonyms: [],
      columns: described,
      primaryKey: [key],
      foreignKeys: [],
      rows: null,
      isAllowed: true,
    },
    ...change,
  }
}

const to = (column: string, other: string, key = column) => ({ columns: [column], table: other, references: [key] })

const library: DataSchema = {
  tables: [
    table('Member', { MemberId: 'number', FirstName: 'text', LastName: 'text', Email: 'text' }),
    table('Author', { AuthorId: 'number', Name: 'text' }, { synonyms: ['writer'] }),
    table(
      'Book',
      {
        BookId: 'number',
        Title: 'text',
        AuthorId: 'number',
        Genre: ['Poetry', 'Crime'],
        Price: 'number',
        PublishedOn: 'date',
      },
      { foreignKeys: [to('AuthorId', 'Author')] },
    ),
    table(
      'BookLoan',
      { BookLoanId: 'number', MemberId: 'number', BookId: 'number', LoanDate: 'date', Fee: 'number' },
      { synonyms: ['loan'], foreignKeys: [to('MemberId', 'Member'), to('BookId', 'Book')] },
    ),
    table('order', { id: 'number', placed_at: 'date' }),
    table('Staff', { StaffId: 'number', Name: 'text', Salary: 'number' }, { isAllowed: false }),
  ],
}

const byMember = { column: 'MemberId', references: { table: 'Member', column: 'MemberId' } }
const members: IdentityRule = {
  ...{ table: 'Member', key: 'MemberId', firstName: 'FirstName', lastName: 'LastName' },
  rows: [
    { table: 'Member', path: [] },
    { table: 'BookLoan', path: [byMember] },
  ],
}

function sqlOf(question: string): string {
  const read = readQuestion({ question, earlier: [], schema: library, identityTable: members, now: 0, timeZone: 'UTC' })
  return read.kind === 'query' ? read.sql : read.kind
}

test('names with capitals and reserved words are quoted', () => {
  expect(sqlOf('how many books are there?')).toBe('SELECT count(*) FROM "Book"')
  expect(sqlOf('how many orders are there')).toBe('SELECT count(*) FROM "order"')
  expect(sqlOf('how many poetry books are there')).toBe(`SELECT count(*) FROM "Book" WHERE "Book"."Genre" = 'Poetry'`)
})

test('words of two parts and synonyms name the same table', () => {
  const sql = 'SELECT count(*) FROM "BookLoan"'
  expect(sqlOf('how many book loans do I have')).toBe(sql)
  expect(sqlOf('how many loans do I have?')).toBe(sql)
})

test('tables are joined by their keys', () => {
  expect(sqlOf('how many books by Jane Austen are there?')).toBe(
    `SELECT count(*) FROM "Book" JOIN "Author" ON "Author"."AuthorId" = "Book"."AuthorId" WHERE lower("Author"."Name") = 'jane austen'`,
  )
  expect(sqlOf('which writer has the most books?')).toBe(
    'SELECT "Author"."Name", count(*) FROM "Book" JOIN "Author" ON "Author"."AuthorId" = "Book"."AuthorId" GROUP BY "Author"."AuthorId", "Author"."Name" ORDER BY count(*) DESC FETCH FIRST 1 ROW WITH TIES',
  )
})

test('what the person borrowed is found by the rows that are theirs', () => {
  expect(sqlOf('which books have I borrowed in 2024?')).toBe(
    `SELECT "Book"."Title" FROM "Book" WHERE "Book"."BookId" IN (SELECT "BookLoan"."BookId" FROM "BookLoan" WHERE "BookLoan"."LoanDate" >= '2024-01-01' AND "BookLoan"."LoanDate" < '2025-01-01') ORDER BY "Book"."BookId"`,
  )
  expect(sqlOf('how much have I paid?')).toBe('SELECT sum("BookLoan"."Fee") FROM "BookLoan"')
  expect(sqlOf('what is my email')).toBe('SELECT "Member"."Email" FROM "Member" ORDER BY "Member"."MemberId"')
})

test('the newest and the cheapest are found by columns of any name', () => {
  expect(sqlOf('what is the newest book')).toBe(
    'SELECT "Book"."Title", "Book"."PublishedOn" FROM "Book" ORDER BY "Book"."PublishedOn" DESC, "Book"."BookId" LIMIT 1',
  )
  expect(sqlOf('three cheapest books')).toMatch(/ORDER BY "Book"\."Price" ASC, "Book"\."BookId" LIMIT 3$/)
})

test('what is not on the allow-list does not exist, nor do words of other data', () => {
  expect(sqlOf('how many staff are there?')).toBe('refused')
  expect(sqlOf('how many tracks are there?')).toBe('refused')
  expect(sqlOf('how many members are there?')).toBe('refused')
})

test('what stands around a question and a slip of a letter change nothing', () => {
  const sql = 'SELECT count(*) FROM "Author"'
  expect(sqlOf('Hi, could you please tell me how many autors you have?')).toBe(sql)
  expect(sqlOf('I was wondering how many writers there are, thanks')).toBe(sql)
  expect(sqlOf('how many brooks are there')).toBe('refused')
})

test('writers without any books are those that no book points at', () => {
  expect(sqlOf("which writers don't have any books?")).toBe(
    'SELECT "Author"."Name" FROM "Author" WHERE NOT EXISTS (SELECT 1 FROM "Book" WHERE "Book"."AuthorId" = "Author"."AuthorId") ORDER BY "Author"."AuthorId"',
  )
})
