// Wordings of the rarer shapes, each with the SELECT whose rows answer it, and what is near to them but says something else.
const tracks = 'track t JOIN genre g ON g.genre_id = t.genre_id'
const open = { isOpen: true as const }
const inYear = (year: number) => `extract(year FROM invoice_date) = ${year}`

type Wording = { question: string; after?: readonly string[]; sql: string; isOpen?: true }

export const wider: readonly Wording[] = [
  { ...open, question: 'which kinds of music do you have?', sql: 'SELECT name FROM genre' },
  { ...open, question: 'what kind of music do you offer', sql: 'SELECT name FROM genre' },
  { question: 'what types of media are there?', sql: 'SELECT name FROM media_type' },
  {
    ...open,
    question: 'We are having a party, how many latin songs are over 4 minutes long?',
    sql: `SELECT count(*) FROM ${tracks} WHERE g.name = 'Latin' AND t.milliseconds > 240000`,
  },
  {
    ...open,
    question: 'What is the average length of a jazz track in seconds?',
    sql: `SELECT avg(t.milliseconds) FROM ${tracks} WHERE g.name = 'Jazz'`,
  },
  {
    question: 'which of those cost more than 3 dollars?',
    after: ['list my invoices'],
    sql: 'SELECT invoice_id FROM invoice WHERE customer_id = 16 AND total > 3',
  },
  {
    question: 'which of them are from 2023?',
    after: ['show me all my orders'],
    sql: `SELECT invoice_id FROM invoice WHERE customer_id = 16 AND ${inYear(2023)}`,
  },
  {
    ...open,
    question: 'how much of it was from Brazil?',
    after: ['what was our revenue in 2023?'],
    sql: `SELECT sum(total) FROM invoice WHERE billing_country = 'Brazil' AND ${inYear(2023)}`,
  },
  {
    ...open,
    question: 'how many tracks contain the word night in their name',
    sql: "SELECT count(*) FROM track WHERE name ILIKE '%night%'",
  },
  {
    ...open,
    question: 'list albums with the word live in the title',
    sql: "SELECT title FROM album WHERE title ILIKE '%live%'",
  },
  {
    ...open,
    question: 'how many artists start with the letter B?',
    sql: "SELECT count(*) FROM artist WHERE name ILIKE 'b%'",
  },
  {
    ...open,
    question: 'which genres begin with R',
    sql: "SELECT name FROM genre WHERE name ILIKE 'r%'",
  },
  {
    ...open,
    question: 'how many Canadian customers do we have?',
    sql: "SELECT count(*) FROM customer WHERE country = 'Canada'",
  },
  {
    ...open,
    question: 'list the names and emails of our french customers',
    sql: "SELECT first_name, last_name, email FROM customer WHERE country = 'France'",
  },
  {
    ...open,
    question: 'how many American clients are there',
    sql: "SELECT count(*) FROM customer WHERE country = 'USA'",
  },
  { ...open, question: 'How many cities do our customers live in?', sql: 'SELECT count(DISTINCT city) FROM customer' },
  { ...open, question: 'In which countries do the customers live?', sql: 'SELECT DISTINCT country FROM customer' },
  {
    ...open,
    question: 'how many invoices were there in 2024 from march to june?',
    sql: "SELECT count(*) FROM invoice WHERE invoice_date >= '2024-03-01' AND invoice_date < '2024-07-01'",
  },
  {
    ...open,
    question: 'what did we take in between january and march 2023',
    sql: "SELECT sum(total) FROM invoice WHERE invoice_date >= '2023-01-01' AND invoice_date < '2023-04-01'",
  },
  {
    ...open,
    question: 'revenue by year in chronological order',
    sql: 'SELECT extract(year FROM invoice_date), sum(total) FROM invoice GROUP BY 1',
  },
  {
    ...open,
    question: 'Which three countries generate the most revenue?',
    sql: 'SELECT billing_country FROM invoice GROUP BY 1 ORDER BY sum(total) DESC LIMIT 3',
  },
  {
    ...open,
    question: 'who has spent the most?',
    sql: 'SELECT c.first_name, c.last_name FROM invoice i JOIN customer c ON c.customer_id = i.customer_id GROUP BY c.customer_id, c.first_name, c.last_name ORDER BY sum(i.total) DESC LIMIT 1',
  },
  {
    ...open,
    question: 'how much does an order from Germany cost on average?',
    sql: "SELECT avg(total) FROM invoice WHERE billing_country = 'Germany'",
  },
  {
    ...open,
    question: 'how many copies of blues tracks did we sell in 2024?',
    sql: `SELECT sum(l.quantity) FROM invoice_line l JOIN invoice i ON i.invoice_id = l.invoice_id JOIN track t ON t.track_id = l.track_id JOIN genre g ON g.genre_id = t.genre_id WHERE g.name = 'Blues' AND ${inYear(2024)}`,
  },
  {
    ...open,
    question: 'which employee has worked here the longest?',
    sql: 'SELECT first_name, last_name FROM employee ORDER BY hire_date LIMIT 1',
  },
  {
    ...open,
    question: 'which of the employees joined last',
    sql: 'SELECT first_name, last_name FROM employee ORDER BY hire_date DESC LIMIT 1',
  },
  {
    question: 'What was my cheapest purchase and when did I make it?',
    sql: 'SELECT invoice_id, total, invoice_date FROM invoice WHERE customer_id = 16 ORDER BY total LIMIT 1',
  },
  {
    question: 'show my invoices from 2023, oldest one first',
    sql: `SELECT invoice_id, total FROM invoice WHERE customer_id = 16 AND ${inYear(2023)}`,
  },
  {
    question: 'which genres are there and how many songs does each have?',
    sql: `SELECT g.name, count(*) FROM ${tracks} GROUP BY g.name`,
  },
  {
    question: 'and how many blues songs are there?',
    after: ['how many jazz songs are there?'],
    sql: `SELECT count(*) FROM ${tracks} WHERE g.name = 'Blues'`,
  },
  {
    ...open,
    question: 'just those that cost 0.99',
    after: ['how many rock songs are there?'],
    sql: `SELECT count(*) FROM ${tracks} WHERE g.name = 'Rock' AND t.unit_price = 0.99`,
  },
  {
    ...open,
    question: 'how many songs have never been sold?',
    sql: 'SELECT count(*) FROM track t WHERE NOT EXISTS (SELECT 1 FROM invoice_line l WHERE l.track_id = t.track_id)',
  },
  {
    ...open,
    question: 'which countries have more than 3 customers',
    sql: 'SELECT country FROM customer GROUP BY country HAVING count(*) > 3',
  },
  {
    ...open,
    question: 'how many empty playlists are there?',
    sql: 'SELECT count(*) FROM playlist p WHERE NOT EXISTS (SELECT 1 FROM playlist_track l WHERE l.playlist_id = p.playlist_id)',
  },
  {
    question: 'how many songs are between 3 and 5 minutes long?',
    sql: 'SELECT count(*) FROM track WHERE milliseconds >= 180000 AND milliseconds <= 300000',
  },
  { question: 'list the media types alphabetically', sql: 'SELECT name FROM media_type' },
]

export const notWider: readonly { question: string; after?: readonly string[]; isOpen?: true }[] = [
  { ...open, question: 'I love Radiohead, how many albums do you have?' },
  { ...open, question: 'I only care about 2023, how much did we sell?' },
  { ...open, question: 'My brother lives in Germany, how many customers are there?' },
  { question: 'and how many pop songs do you have?', after: ['how many rock songs did I buy?'] },
  { question: 'which of them are jazz?', after: ['show me my three biggest orders'] },
  { question: 'which songs were never bought by anyone?' },
  { question: 'who has spent the most?' },
  { ...open, question: 'how many french songs do you have?' },
  { ...open, question: 'which customer has been here the longest?' },
  { ...open, question: 'which countries have at least 4 customers and 2 orders of each kind?' },
  { ...open, question: 'what does love come to on average?' },
  { ...open, question: 'which artists start with a bang?' },
]
